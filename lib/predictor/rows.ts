import { type EmbeddingTable, sumRows } from "./embedding";
import { type EncodedPosts, FEATURE_COUNT, rewriteTime } from "./features";

/** Posts as the network reads them, a row of each. */
export interface PostRows extends Pick<EncodedPosts, "dense" | "communities" | "trust"> {
  /** [posts, embedding] summed embedding rows. */
  readonly bag: Float32Array;
}

/** Sums the embedding rows of encoded posts. */
export function toRows(encoded: EncodedPosts, embedding: EmbeddingTable): PostRows {
  const { dense, communities, trust } = encoded;
  return { bag: sumRows(encoded, embedding), dense, communities, trust };
}

/**
 * The rows, and after them one of the first post at each of `times`: its title, site and author are not read again.
 * @param until end of the training posts, as in the tables.
 */
export function appendTimes(rows: PostRows, times: readonly number[], until: number): PostRows {
  const posts = rows.communities.length;
  const dense = repeatFirst(rows.dense, FEATURE_COUNT, times.length);
  times.forEach((time, i) => {
    rewriteTime(dense.subarray((posts + i) * FEATURE_COUNT, (posts + i + 1) * FEATURE_COUNT), time, until);
  });
  const communities = new Int32Array(posts + times.length).fill(rows.communities[0]);
  communities.set(rows.communities);
  return {
    bag: repeatFirst(rows.bag, rows.bag.length / posts, times.length),
    dense,
    communities,
    trust: repeatFirst(rows.trust, 1, times.length),
  };
}

/** A matrix of `columns`, and `count` copies of its first row after it. */
function repeatFirst(values: Float32Array, columns: number, count: number): Float32Array {
  const repeated = new Float32Array(values.length + count * columns);
  repeated.set(values);
  for (let at = values.length; at < repeated.length; at += columns) repeated.copyWithin(at, 0, columns);
  return repeated;
}
