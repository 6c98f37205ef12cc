import { inverseNorms } from "./search";
import { toFloat32, type VectorTable } from "./table";

/** A table and how much it counts beside the others. */
export interface Part {
  readonly table: VectorTable;
  /** Its share of the joined cosine is `weight²` over the sum of all parts' squares. */
  readonly weight: number;
}

/**
 * Tables side by side: each word's vectors, scaled to length 1 and by its part's weight, one after the other. The cosine of
 * two words is then the mean of the parts' cosines, by `weight²`: a narrow window's neighbours, which can stand for each
 * other, and a wide window's, which go together, in one table (Levy and Goldberg 2014, "Dependency-based word embeddings",
 * say what windows do).
 *
 * The words are those that all tables have, in the order and with the counts of the first.
 * @throws RangeError when there are none.
 */
export function joinTables(parts: readonly [Part, ...Part[]]): VectorTable {
  const [first] = parts;
  const rowsOf = parts.map(({ table }) => new Map(table.words.map((word, row) => [word, row])));
  const kept = first.table.words
    .map((_, row) => row)
    .filter((row) => rowsOf.every((of) => of.has(first.table.words[row])));
  if (kept.length === 0) throw new RangeError("the tables have no word in common");
  const words = kept.map((row) => first.table.words[row]);
  const dimensions = parts.reduce((sum, { table }) => sum + table.dimensions, 0);
  const rows = new Float32Array(words.length * dimensions);
  let start = 0;
  parts.forEach(({ table, weight }, part) => {
    const values = toFloat32(table);
    const scale = inverseNorms(values, table.dimensions);
    words.forEach((word, at) => {
      const from = rowsOf[part].get(word) ?? 0;
      for (let i = 0; i < table.dimensions; i++) {
        rows[at * dimensions + start + i] = weight * scale[from] * values[from * table.dimensions + i];
      }
    });
    start += table.dimensions;
  });
  const counts = first.table.counts && Int32Array.from(kept, (row) => first.table.counts?.[row] ?? 0);
  const config = { joined: parts.map(({ table, weight }) => ({ weight, ...table.config })) };
  return { words, dimensions, rows, scales: null, counts, config };
}
