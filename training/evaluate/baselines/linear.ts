import type { PostTable } from "../../data/posts";
import type { Baseline } from "./baseline";
import { applyLinear, fitRidge } from "./ridge";
import { TfidfEncoder } from "./tfidf";
import { applyThresholds, fitThresholds } from "./thresholds";

export interface LinearOptions {
  /** False for the title and its community alone. */
  readonly context: boolean;
  /** Ridge penalty. */
  readonly penalty?: number;
  /** Training posts that the probabilities are learnt on, such as the latest; every tenth when not given. */
  readonly calibration?: Int32Array;
}

/** The best of 1, 3, 10 and 30 on Hacker News' first half of 2019. */
const PENALTY = 10;
/** Rows encoded at once when predicting. */
const BATCH = 16_384;

/**
 * TF-IDF with context under ridge regression on log(1 + score), and a logistic curve for each bucket's edge from the
 * regression's value to probabilities. The curves are learnt on training posts that a first fit has not seen (its own
 * posts look easier than new ones); the regression is then fitted again on all of them.
 * @param rows the posts to train on.
 */
export function fitLinearBaseline(
  table: PostTable,
  rows: Int32Array,
  edges: readonly number[],
  { context, penalty = PENALTY, calibration = rows.filter((_, i) => i % 10 === 9) }: LinearOptions,
): Baseline {
  const encoder = new TfidfEncoder(table, rows, context);
  const matrix = encoder.encode(table, rows);
  const targets = Float64Array.from(rows, (row) => Math.log1p(Math.max(0, table.score[row])));
  const held = new Set(calibration);
  const seen = Uint8Array.from(rows, (row) => (held.has(row) ? 0 : 1));

  const first = fitRidge(matrix, targets, penalty, seen);
  const values = applyLinear(first, encoder.encode(table, calibration));
  const scores = Int32Array.from(calibration, (row) => table.score[row]);
  const thresholds = fitThresholds(values, scores, edges);

  const model = fitRidge(matrix, targets, penalty, new Uint8Array(rows.length).fill(1), first.weights);
  return {
    predict(predicted, which) {
      const out = new Float64Array(which.length * edges.length);
      for (let start = 0; start < which.length; start += BATCH) {
        const batch = encoder.encode(predicted, which.subarray(start, start + BATCH));
        out.set(applyThresholds(thresholds, applyLinear(model, batch)), start * edges.length);
      }
      return out;
    },
  };
}
