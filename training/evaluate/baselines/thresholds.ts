import { bucketOf } from "../../../lib/buckets";

/** From one number per post to bucket probabilities: a logistic curve for each edge, P(score ≥ edge) = σ(slope · x + intercept). */
export interface Thresholds {
  readonly slopes: Float64Array;
  readonly intercepts: Float64Array;
}

const NEWTON_STEPS = 25;
/** Keeps a curve finite where an edge is never, or always, reached. */
const PRIOR_PRECISION = 1e-3;

/**
 * Fits one curve for each edge but the first, by Newton's method (a cumulative logit model, McCullagh 1980, with a slope of
 * its own for each edge).
 * @param values one number per post, higher for a higher score.
 */
export function fitThresholds(values: Float64Array, scores: Int32Array, edges: readonly number[]): Thresholds {
  const buckets = Int32Array.from(scores, (score) => bucketOf(score, edges));
  const slopes = new Float64Array(edges.length - 1);
  const intercepts = new Float64Array(edges.length - 1);
  for (let k = 0; k < slopes.length; k++) {
    [slopes[k], intercepts[k]] = fitLogistic(values, (i) => (buckets[i] > k ? 1 : 0));
  }
  return { slopes, intercepts };
}

/** Bucket probabilities, `values.length × edges`, row-major. Where curves cross, the higher edge takes the lower one's probability. */
export function applyThresholds({ slopes, intercepts }: Thresholds, values: Float64Array): Float64Array {
  const buckets = slopes.length + 1;
  const out = new Float64Array(values.length * buckets);
  for (let i = 0; i < values.length; i++) {
    let above = 1;
    for (let k = 0; k < slopes.length; k++) {
      const next = Math.min(above, sigmoid(slopes[k] * values[i] + intercepts[k]));
      out[i * buckets + k] = above - next;
      above = next;
    }
    out[i * buckets + slopes.length] = above;
  }
  return out;
}

function fitLogistic(values: Float64Array, label: (row: number) => number): [slope: number, intercept: number] {
  let slope = 0;
  let intercept = 0;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [
      -PRIOR_PRECISION * intercept,
      -PRIOR_PRECISION * slope,
      PRIOR_PRECISION,
      0,
      PRIOR_PRECISION,
    ];
    for (let i = 0; i < values.length; i++) {
      const p = sigmoid(slope * values[i] + intercept);
      const error = label(i) - p;
      const weight = p * (1 - p);
      g0 += error;
      g1 += error * values[i];
      h00 += weight;
      h01 += weight * values[i];
      h11 += weight * values[i] ** 2;
    }
    const determinant = h00 * h11 - h01 * h01;
    const change = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    intercept += change[0];
    slope += change[1];
    if (Math.abs(change[0]) + Math.abs(change[1]) < 1e-9) break;
  }
  return [slope, intercept];
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
