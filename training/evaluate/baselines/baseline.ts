import type { PostTable } from "../../data/posts";

/** A simple model that every release must beat. */
export interface Baseline {
  /** Bucket probabilities, `rows.length × edges.length`, row-major; each row sums to one. */
  predict(table: PostTable, rows: Int32Array): Float64Array;
}
