import type { Model } from "../../lib/predictor/model";

/** Temperature of the network's own logits, and one bias a bucket: vector scaling with a single scale (Guo et al. 2017). */
export interface Calibration {
  readonly temperature: number;
  readonly biases: number[];
}

const ITERATIONS = 200;
const RATE = 0.5;

/**
 * Fits a calibration by gradient descent on the log loss, which is convex in it.
 * @param scores what the network adds to the log priors, [posts, buckets] (up to a constant for each post).
 * @param logPriors [posts, buckets]
 * @param outcomes bucket of each post.
 */
export function fitCalibration(scores: Float32Array, logPriors: Float32Array, outcomes: Int32Array): Calibration {
  const buckets = scores.length / outcomes.length;
  let temperature = 1;
  const biases = new Float64Array(buckets);
  const shares = new Float64Array(buckets);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    let slope = 0;
    const gradient = new Float64Array(buckets);
    for (let post = 0; post < outcomes.length; post++) {
      const at = post * buckets;
      let sum = 0;
      for (let k = 0; k < buckets; k++) {
        sum += shares[k] = Math.exp(temperature * scores[at + k] + biases[k] + logPriors[at + k]);
      }
      for (let k = 0; k < buckets; k++) {
        const error = shares[k] / sum - (k === outcomes[post] ? 1 : 0);
        gradient[k] += error;
        slope += error * scores[at + k];
      }
    }
    temperature -= (RATE * slope) / outcomes.length;
    for (let k = 0; k < buckets; k++) biases[k] -= (RATE * buckets * gradient[k]) / outcomes.length;
  }
  return { temperature, biases: Array.from(biases) };
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
