import type { Model } from "../../lib/predictor/model";

/** Temperature of the network's own logits, and one bias a bucket: vector scaling with a single scale (Guo et al. 2017). */
export interface Calibration {
  readonly temperature: number;
  readonly biases: number[];
}

const ITERATIONS = 200;
/** A step this small changes nothing that could be seen. */
const LEAST_RATE = 1e-4;
/** Keeps the step finite for a bucket that no post is in. */
const LEAST_CURVATURE = 1e-6;

/**
 * Fits a calibration to the least log loss, which is convex in it: each parameter's slope over its curvature, in steps
 * that are halved whenever the loss would rise.
 * @param scores what the network adds to the log priors, [posts, buckets] (up to a constant for each post).
 * @param logPriors [posts, buckets]
 * @param outcomes bucket of each post.
 */
export function fitCalibration(scores: Float32Array, logPriors: Float32Array, outcomes: Int32Array): Calibration {
  const buckets = scores.length / outcomes.length;
  let best = measure(Float64Array.of(1, ...new Float64Array(buckets)), scores, logPriors, outcomes);
  for (let iteration = 0, rate = 1; iteration < ITERATIONS && rate > LEAST_RATE; iteration++) {
    const { parameters, slopes, curvatures } = best;
    const moved = parameters.map((value, i) => value - (rate * slopes[i]) / (curvatures[i] + LEAST_CURVATURE));
    const next = measure(moved, scores, logPriors, outcomes);
    if (next.loss < best.loss) best = next;
    else rate /= 2;
  }
  const [temperature, ...biases] = best.parameters;
  return { temperature, biases };
}

/** Mean log loss at `parameters` (the temperature, then the biases), with its first and second derivatives along each. */
function measure(parameters: Float64Array, scores: Float32Array, logPriors: Float32Array, outcomes: Int32Array) {
  const buckets = parameters.length - 1;
  const slopes = new Float64Array(parameters.length);
  const curvatures = new Float64Array(parameters.length);
  const shares = new Float64Array(buckets);
  let loss = 0;
  outcomes.forEach((outcome, post) => {
    const at = post * buckets;
    let sum = 0;
    for (let k = 0; k < buckets; k++) {
      sum += shares[k] = Math.exp(parameters[0] * scores[at + k] + parameters[k + 1] + logPriors[at + k]);
    }
    let mean = 0;
    let square = 0;
    for (let k = 0; k < buckets; k++) {
      const share = shares[k] / sum;
      mean += share * scores[at + k];
      square += share * scores[at + k] ** 2;
      slopes[k + 1] += share - (k === outcome ? 1 : 0);
      curvatures[k + 1] += share * (1 - share);
    }
    slopes[0] += mean - scores[at + outcome];
    curvatures[0] += square - mean * mean;
    loss -= Math.log(shares[outcome] / sum);
  });
  const perPost = (total: number) => total / outcomes.length;
  return { parameters, loss: perPost(loss), slopes: slopes.map(perPost), curvatures: curvatures.map(perPost) };
}

/** The same model with its calibration folded into the last layer. */
export function calibrate(model: Model, { temperature, biases }: Calibration): Model {
  const scale = (weights: Float32Array) => weights.map((weight) => weight * temperature);
  return {
    ...model,
    weights: {
      ...model.weights,
      output: scale(model.weights.output),
      skip: scale(model.weights.skip),
      outputBias: model.weights.outputBias.map((bias, k) => bias * temperature + biases[k]),
    },
  };
}
