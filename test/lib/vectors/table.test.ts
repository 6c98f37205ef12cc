import fc from "fast-check";
import { expect, test } from "vitest";
import { BundleError } from "../../../lib/release/bundle";
import { decodeVectors, encodeVectors, toFloat32, toInt8, truncate } from "../../../lib/vectors/table";
import { anyTable, randomTable } from "./tables";

test("a table comes back as it was, float32 and int8", () => {
  fc.assert(
    fc.property(anyTable, fc.boolean(), (table, small) => {
      const counts = Int32Array.from(table.words, (_, row) => 100 - row);
      const whole = { ...(small ? toInt8(table) : table), counts, config: { window: 5 } };
      expect(decodeVectors(encodeVectors(whole))).toEqual(whole);
    }),
  );
});

test("refuses a file cut short anywhere", () => {
  const bytes = encodeVectors(toInt8(randomTable(["a", "b", "c"], 5)));
  for (let length = 0; length < bytes.length - 8; length++) {
    expect(() => decodeVectors(bytes.subarray(0, length)), `${length} bytes`).toThrow(BundleError);
  }
});

test("refuses parts that do not fit each other", () => {
  const table = randomTable(["a", "b", "c"], 4);
  expect(() => decodeVectors(encodeVectors({ ...table, words: ["a", "b"] }))).toThrow(/damaged: it says 2 words/);
  expect(() => decodeVectors(encodeVectors({ ...table, counts: Int32Array.of(1) }))).toThrow(/damaged/);
});

test("int8 keeps vectors to within a 254th of their largest number", () => {
  const table = randomTable(["a", "b", "c", "d"], 50);
  const whole = toFloat32(table);
  const small = toFloat32(toInt8(table));
  for (const [i, value] of whole.entries()) expect(Math.abs(small[i] - value)).toBeLessThanOrEqual(1.01 / 254);
});

test("truncation keeps the most frequent words with all that is theirs", () => {
  const table = { ...randomTable(["a", "b", "c"], 2), counts: Int32Array.of(9, 8, 7) };
  const short = truncate(toInt8(table), 2);
  expect(short.words).toEqual(["a", "b"]);
  expect(Array.from(toFloat32(short))).toEqual(Array.from(toFloat32(toInt8(table)).subarray(0, 4)));
  expect(Array.from(short.counts ?? [])).toEqual([9, 8]);
  expect(truncate(table, 10).words).toHaveLength(3);
});
