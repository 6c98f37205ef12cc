import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { allButTheTop } from "../../../lib/vectors/all-but-the-top";
import type { VectorTable } from "../../../lib/vectors/table";
import { WordVectors } from "../../../lib/vectors/word-vectors";

const DIMENSIONS = 6;
const WORDS = 400;

/** Two meanings, drowned in what all words share: an offset, and a component that differs from word to word. */
function makeTable(): VectorTable {
  const random = createRandom(4);
  const rows = new Float32Array(WORDS * DIMENSIONS);
  for (let word = 0; word < WORDS; word++) {
    const meaning = word % 2 === 0 ? 1 : -1;
    const row = [3, 4 * (random() - 0.5), meaning, 0.2 * random(), 0.2 * random(), 0.2 * random()];
    rows.set(row, word * DIMENSIONS);
  }
  const words = Array.from({ length: WORDS }, (_, word) => `${word % 2 === 0 ? "even" : "odd"}${word}`);
  return { words, dimensions: DIMENSIONS, rows, scales: null, counts: null, config: { seed: 4 } };
}

const kinship = (table: VectorTable) => {
  const vectors = new WordVectors(table);
  const pairs = table.words.flatMap((word) => vectors.neighbours(word, 5).map((found) => [word, found.word]));
  return pairs.filter(([a, b]) => a.startsWith(b.slice(0, 2))).length / pairs.length;
};

test("words of opposite meaning part once what all share is gone", () => {
  const table = makeTable();
  const before = new WordVectors(table);
  const after = new WordVectors(allButTheTop(table, 1));
  expect(before.similarity("even0", "odd1")).toBeGreaterThan(0.4);
  expect(after.similarity("even0", "odd1")).toBeLessThan(-0.3);
  expect(kinship(allButTheTop(table, 1))).toBeGreaterThan(0.95);
});

test("the rows are centred, and nothing is left along what was taken out", () => {
  const { rows, config, words } = allButTheTop(makeTable(), 2);
  expect(words).toHaveLength(WORDS);
  expect(config).toEqual({ seed: 4, allButTheTop: 2 });
  const mean = Array.from({ length: DIMENSIONS }, (_, i) => {
    let sum = 0;
    for (let word = 0; word < WORDS; word++) sum += rows[word * DIMENSIONS + i];
    return sum / WORDS;
  });
  for (const value of mean) expect(value).toBeCloseTo(0, 6);
  // Six dimensions less two leave a matrix of rank four: the product of its second moments' eigenvalues vanishes.
  const again = allButTheTop({ ...makeTable(), rows }, 0).rows;
  expect(rank(again)).toBe(DIMENSIONS - 2);
});

test("a table of zeros stays one", () => {
  const table = { ...makeTable(), rows: new Float32Array(WORDS * DIMENSIONS) };
  expect(allButTheTop(table, 1).rows.every((value) => value === 0)).toBe(true);
});

/** Of a matrix, by elimination on its second moments. */
function rank(rows: ArrayLike<number>): number {
  const m = Array.from({ length: DIMENSIONS }, (_, a) =>
    Array.from({ length: DIMENSIONS }, (_, b) => {
      let sum = 0;
      for (let word = 0; word < WORDS; word++) sum += rows[word * DIMENSIONS + a] * rows[word * DIMENSIONS + b];
      return sum;
    }),
  );
  let found = 0;
  for (let column = 0; column < DIMENSIONS; column++) {
    const candidates = m.slice(found);
    const pivot = candidates.sort((a, b) => Math.abs(b[column]) - Math.abs(a[column]))[0];
    if (pivot === undefined || Math.abs(pivot[column]) < 1e-3) continue;
    m.splice(found, candidates.length, ...candidates);
    for (let row = found + 1; row < DIMENSIONS; row++) {
      const factor = m[row][column] / m[found][column];
      m[row] = m[row].map((value, i) => value - factor * m[found][i]);
    }
    found++;
  }
  return found;
}
