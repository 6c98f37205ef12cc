import fc from "fast-check";
import { createRandom } from "../../../lib/random";
import type { VectorTable } from "../../../lib/vectors/table";

/** A float32 table of these words with seeded vectors. */
export function randomTable(words: readonly string[], dimensions: number, seed = 1): VectorTable {
  const random = createRandom(seed);
  const rows = Float32Array.from({ length: words.length * dimensions }, () => 2 * random() - 1);
  return { words, dimensions, rows, scales: null, counts: null, config: {} };
}

/** A float32 table of these words' vectors. */
export function tableOf(vectors: Readonly<Record<string, readonly number[]>>): VectorTable {
  const rows = Object.values(vectors);
  return {
    words: Object.keys(vectors),
    dimensions: rows[0].length,
    rows: Float32Array.from(rows.flat()),
    scales: null,
    counts: null,
    config: {},
  };
}

/** Any table that the exchange formats can hold: words of any script, without white space; every finite float32. */
export const anyTable = fc
  .tuple(
    fc.uniqueArray(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((word) => !/\s/.test(word)),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
    fc.integer({ min: 1, max: 9 }),
  )
  .chain(([words, dimensions]) => {
    const length = words.length * dimensions;
    return fc
      .float32Array({ minLength: length, maxLength: length, noNaN: true, noDefaultInfinity: true })
      .map((rows): VectorTable => ({ words, dimensions, rows, scales: null, counts: null, config: {} }));
  });
