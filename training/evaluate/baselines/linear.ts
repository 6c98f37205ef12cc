import type { PostTable } from "../../data/posts";
import type { Baseline } from "./baseline";
import { applyLinear, fitRidge } from "./ridge";
import { TfidfEncoder } from "./tfidf";
import { applyThresholds, fitThresholds } from "./thresholds";

export interface LinearOptions {
  /** False for the title alone. */
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
  options: LinearOptions,
): Baseline {
  const held = options.calibration ?? rows.filter((_, i) => i % 10 === 9);
  const heldSet = new Set(held);
  const first = fitRegression(
    table,
    rows.filter((row) => !heldSet.has(row)),
    options,
  );
  const thresholds = fitThresholds(first(table, held), pick(table.score, held), edges);
  const regress = fitRegression(table, rows, options);
  return { predict: (predicted, which) => applyThresholds(thresholds, regress(predicted, which)) };
}

type Regression = (table: PostTable, rows: Int32Array) => Float64Array;

function fitRegression(table: PostTable, rows: Int32Array, { context, penalty = PENALTY }: LinearOptions): Regression {
  const encoder = new TfidfEncoder(table, rows, context);
  const targets = Float64Array.from(rows, (row) => Math.log1p(Math.max(0, table.score[row])));
  const model = fitRidge(encoder.encode(table, rows), targets, penalty);
  return (predicted, which) => {
    const out = new Float64Array(which.length);
    for (let start = 0; start < which.length; start += BATCH) {
      const batch = which.subarray(start, start + BATCH);
      out.set(applyLinear(model, encoder.encode(predicted, batch)), start);
    }
    return out;
  };
}

function pick(values: Int32Array, rows: Int32Array): Int32Array {
  return Int32Array.from(rows, (row) => values[row]);
}
