import { expect, test } from "vitest";
import { joinTables } from "../../../lib/vectors/join";
import { toInt8, type VectorTable } from "../../../lib/vectors/table";
import { WordVectors } from "../../../lib/vectors/word-vectors";

function tableOf(words: Record<string, number[]>, counts: number[] | null = null): VectorTable {
  const rows = Object.values(words);
  return {
    words: Object.keys(words),
    dimensions: rows[0].length,
    rows: Float32Array.from(rows.flat()),
    scales: null,
    counts: counts && Int32Array.from(counts),
    config: { seed: rows.length },
  };
}

const wide = tableOf({ sun: [1, 2], moon: [2, -1], only: [3, 3], star: [5, 5] }, [9, 8, 7, 6]);
const narrow = tableOf({ star: [0, 0, 2], moon: [1, 1, 0], sun: [0, 4, 0] });

test("the joined cosine is the parts' mean by the squares of their weights", () => {
  const joined = new WordVectors(
    joinTables([
      { table: wide, weight: 2 },
      { table: narrow, weight: 1 },
    ]),
  );
  const [a, b] = [new WordVectors(wide), new WordVectors(narrow)];
  for (const [first, second] of [
    ["sun", "moon"],
    ["sun", "star"],
    ["moon", "star"],
  ]) {
    const expected = (4 * a.similarity(first, second) + b.similarity(first, second)) / 5;
    expect(joined.similarity(first, second)).toBeCloseTo(expected, 6);
  }
});

test("keeps the words that all have, in the first's order, with its counts and every part's config", () => {
  const parts = [wide, narrow].map((table) => ({ table, weight: 1 }));
  const { words, counts, dimensions, config } = joinTables([parts[0], parts[1]]);
  expect(words).toEqual(["sun", "moon", "star"]);
  expect([...(counts ?? [])]).toEqual([9, 8, 6]);
  expect(dimensions).toBe(5);
  expect(config).toEqual({
    joined: [
      { weight: 1, seed: 4 },
      { weight: 1, seed: 3 },
    ],
  });
});

test("takes int8 tables, and refuses tables without a common word", () => {
  const joined = joinTables([
    { table: toInt8(wide), weight: 1 },
    { table: narrow, weight: 1 },
  ]);
  expect(new WordVectors(joined).similarity("sun", "moon")).toBeCloseTo(Math.SQRT1_2 / 2, 2);
  const other = tableOf({ sea: [1, 1] });
  expect(() =>
    joinTables([
      { table: wide, weight: 1 },
      { table: other, weight: 1 },
    ]),
  ).toThrow("no word in common");
});
