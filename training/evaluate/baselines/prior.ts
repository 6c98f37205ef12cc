import { bucketOf } from "../../../lib/buckets";
import type { PostTable } from "../../data/posts";
import type { Baseline } from "./baseline";

/** The share of the training posts in each bucket (with one post added to each, so that none is impossible), whatever the title. */
export function fitPrior(table: PostTable, rows: Int32Array, edges: readonly number[]): Baseline {
  const prior = new Float64Array(edges.length).fill(1);
  for (const row of rows) prior[bucketOf(table.score[row], edges)]++;
  for (let k = 0; k < prior.length; k++) prior[k] /= rows.length + edges.length;
  return {
    predict(_table, predicted) {
      const out = new Float64Array(predicted.length * prior.length);
      for (let i = 0; i < predicted.length; i++) out.set(prior, i * prior.length);
      return out;
    },
  };
}
