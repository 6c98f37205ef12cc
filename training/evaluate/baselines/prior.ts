import { bucketOf } from "../../../lib/buckets";
import type { PostTable } from "../../data/posts";
import type { Baseline } from "./baseline";

/** Posts' worth of pull of a community's distribution towards that of all posts. */
const COMMUNITY_SHRINKAGE = 10;

/** The share of the training posts in each bucket (with one post added to each, so that none is impossible), whatever the title. */
export function fitPrior(table: PostTable, rows: Int32Array, edges: readonly number[]): Baseline {
  const prior = countBuckets(table, rows, edges);
  return { predict: (_table, predicted) => fill(predicted, edges.length, () => prior) };
}

/** The same of the post's community alone, shrunk towards all posts; that of all posts where the community is unknown. */
export function fitCommunityMean(table: PostTable, rows: Int32Array, edges: readonly number[]): Baseline {
  const prior = countBuckets(table, rows, edges);
  const sums = new Map<string | null, Float64Array>();
  for (const row of rows) {
    const community = table.community[row];
    const counts = sums.get(community) ?? prior.map((share) => share * COMMUNITY_SHRINKAGE);
    counts[bucketOf(table.score[row], edges)]++;
    sums.set(community, counts);
  }
  const shares = new Map(Array.from(sums, ([community, counts]) => [community, normalise(counts)]));
  return {
    predict: (posts, predicted) => fill(predicted, edges.length, (row) => shares.get(posts.community[row]) ?? prior),
  };
}

function countBuckets(table: PostTable, rows: Int32Array, edges: readonly number[]): Float64Array {
  const counts = new Float64Array(edges.length).fill(1);
  for (const row of rows) counts[bucketOf(table.score[row], edges)]++;
  return normalise(counts);
}

function normalise(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function fill(rows: Int32Array, buckets: number, sharesOf: (row: number) => Float64Array): Float64Array {
  const out = new Float64Array(rows.length * buckets);
  rows.forEach((row, i) => {
    out.set(sharesOf(row), i * buckets);
  });
  return out;
}
