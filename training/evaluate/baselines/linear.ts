import type { PostTable } from "../../data/posts";
import type { Baseline } from "./baseline";
import { fitLogistic } from "./logistic";
import { applyLinear, fitRidge, type LinearModel } from "./ridge";
import type { SparseMatrix } from "./sparse";
import { TfidfEncoder } from "./tfidf";
import { applyThresholds, fitThresholds } from "./thresholds";

/** Training posts as TF-IDF, for as many regressions as one likes. */
export interface Design {
  readonly encoder: TfidfEncoder;
  readonly matrix: SparseMatrix;
  readonly scores: Int32Array;
}

/**
 * @param context false for the title and its community alone.
 * @param counted `countWords` of the rows.
 */
export function makeDesign(table: PostTable, rows: Int32Array, counted: SparseMatrix, context: boolean): Design {
  const encoder = new TfidfEncoder(table, rows, counted, context);
  const matrix = encoder.encode(table, rows, counted);
  return { encoder, matrix, scores: Int32Array.from(rows, (row) => table.score[row]) };
}

/** How a number that rises with the score is learnt from words and context. */
export const REGRESSIONS = ["ridge", "logistic"] as const;
export type Regression = (typeof REGRESSIONS)[number];

/** The best of 1, 3, 10 and 30 on Hacker News' first half of 2019. */
const PENALTIES: Readonly<Record<Regression, number>> = { ridge: 10, logistic: 10 };
/** Rows encoded at once when predicting. */
const BATCH = 16_384;

/**
 * TF-IDF with context under a linear regression, of log(1 + score) or ordinal logistic, and a logistic curve for each
 * bucket's edge from the regression's value to probabilities. The curves are learnt on every tenth training post, which a
 * first fit has not seen (its own posts look easier than new ones); the regression is then fitted again on all of them.
 */
export function fitLinearBaseline(
  { encoder, matrix, scores }: Design,
  edges: readonly number[],
  regression: Regression,
  penalty = PENALTIES[regression],
): Baseline {
  const targets = Float64Array.from(scores, (score) => Math.log1p(Math.max(0, score)));
  const regress = (included: Uint8Array, start?: Float64Array): LinearModel =>
    regression === "ridge"
      ? fitRidge(matrix, targets, penalty, included, start)
      : fitLogistic(matrix, scores, edges, penalty, included, start);

  const first = regress(Uint8Array.from(scores, (_, i) => (isHeld(i) ? 0 : 1)));
  const values = applyLinear(first, matrix).filter((_, i) => isHeld(i));
  const thresholds = fitThresholds(
    values,
    scores.filter((_, i) => isHeld(i)),
    edges,
  );
  const model = regress(new Uint8Array(scores.length).fill(1), first.weights);
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

function isHeld(i: number): boolean {
  return i % 10 === 9;
}
