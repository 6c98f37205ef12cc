import type { EncodedPosts } from "./features";

/** The embedding table of a release: int8 rows, one scale for each column. */
export interface EmbeddingTable {
  /** [rows, columns], row-major. */
  readonly values: Int8Array;
  /** [columns] */
  readonly scales: Float32Array;
}

/** Weighted sum of the rows of each post, [posts, columns]. */
export function sumRows(
  encoded: Pick<EncodedPosts, "offsets" | "rows" | "weights">,
  { values, scales }: EmbeddingTable,
): Float32Array {
  const columns = scales.length;
  const posts = encoded.offsets.length - 1;
  const sums = new Float32Array(posts * columns);
  for (let post = 0; post < posts; post++) {
    const out = post * columns;
    for (let j = encoded.offsets[post]; j < encoded.offsets[post + 1]; j++) {
      const weight = encoded.weights[j];
      const row = encoded.rows[j] * columns;
      for (let c = 0; c < columns; c++) sums[out + c] += weight * values[row + c];
    }
    for (let c = 0; c < columns; c++) sums[out + c] *= scales[c];
  }
  return sums;
}
