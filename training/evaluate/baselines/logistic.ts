import { bucketOf } from "../../../lib/buckets";
import { type LinearModel, solveRidge } from "./ridge";
import { multiply, type SparseMatrix } from "./sparse";

/** More steps change no metric in its third digit: what is left is mostly scale, which the thresholds mend. */
const STEPS = 5;
/** Those of a fit that starts from weights of most of its rows. */
const STEPS_FROM_START = 2;
/** A step's own problem changes with the next one, so that it need not be solved to the end. */
const EFFORT = { steps: 12, tolerance: 0.01 };
/** Keeps the working response of a row that is all but certain finite. */
const LEAST_CURVATURE = 1e-3;

/**
 * Ordinal logistic regression: one weight for each feature and a limit for each edge of the buckets,
 * P(score ≥ edge) = σ(Xw − limit), by the summed log losses of all edges and `penalty / 2 ‖w‖²` (the all-threshold loss of
 * Rennie and Srebro 2005). Newton's method, each step a weighted ridge regression, the limits in between.
 * @param included 1 for the rows to fit, 0 for those to leave out.
 * @param start weights to start from, such as those of a fit to most of the rows.
 * @returns the weights; the limits are those of `fitThresholds` to learn.
 */
export function fitLogistic(
  matrix: SparseMatrix,
  scores: Int32Array,
  edges: readonly number[],
  penalty: number,
  included: Uint8Array,
  start?: Float64Array,
): LinearModel {
  const buckets = Uint8Array.from(scores, (score) => bucketOf(score, edges));
  const limits = firstLimits(buckets, edges.length, included);
  let weights = start ?? new Float64Array(matrix.width);
  let values = multiply(matrix, weights);
  for (let step = 0; step < (start === undefined ? STEPS : STEPS_FROM_START); step++) {
    moveLimits(limits, values, buckets, included);
    const curvatures = new Float64Array(values.length);
    const targets = new Float64Array(values.length);
    values.forEach((value, i) => {
      let gradient = 0;
      let curvature = 0;
      limits.forEach((limit, k) => {
        const p = sigmoid(value - limit);
        gradient += (buckets[i] > k ? 1 : 0) - p;
        curvature += p * (1 - p);
      });
      const kept = Math.max(LEAST_CURVATURE, curvature);
      curvatures[i] = included[i] * kept;
      targets[i] = value + gradient / kept;
    });
    weights = solveRidge(matrix, targets, penalty, curvatures, weights, EFFORT);
    values = multiply(matrix, weights);
  }
  return { intercept: 0, weights };
}

/** Limits at which every row has the shares of all rows (one row added to each side, so that all are finite). */
function firstLimits(buckets: Uint8Array, count: number, included: Uint8Array): Float64Array {
  const rows = included.reduce((sum, one) => sum + one, 0);
  return Float64Array.from({ length: count - 1 }, (_, k) => {
    const above = buckets.reduce((sum, bucket, i) => sum + (bucket > k ? included[i] : 0), 1);
    return Math.log((rows + 2 - above) / above);
  });
}

/** One step of Newton's method for each limit, the values fixed. */
function moveLimits(limits: Float64Array, values: Float64Array, buckets: Uint8Array, included: Uint8Array): void {
  for (let k = 0; k < limits.length; k++) {
    let gradient = 0;
    let curvature = LEAST_CURVATURE;
    for (let i = 0; i < values.length; i++) {
      const p = sigmoid(values[i] - limits[k]);
      gradient += included[i] * (p - (buckets[i] > k ? 1 : 0));
      curvature += included[i] * p * (1 - p);
    }
    limits[k] += gradient / curvature;
  }
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
