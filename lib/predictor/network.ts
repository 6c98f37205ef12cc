import type * as TF from "@tensorflow/tfjs-core";
import { FEATURE_COUNT } from "./features";

/**
 * The parts of tfjs that the network runs on, handed in: the browser passes core with the backend that it chose,
 * training passes its own.
 */
export type TensorFlow = Pick<typeof TF, "tensor2d" | "tensor1d" | "matMul" | "add" | "relu" | "tidy">;

/** Sizes of the network. */
export interface NetworkShape {
  /** Width of the embedding table and of the first, linear layer. */
  readonly embedding: number;
  readonly hidden: number;
  readonly buckets: number;
}

/** Names and shapes of the dense weights, in the order in which they are stored and trained. */
export function weightShapes({ embedding, hidden, buckets }: NetworkShape): Record<WeightName, [number, number]> {
  return {
    features: [FEATURE_COUNT, embedding],
    hidden: [embedding, hidden],
    hiddenBias: [1, hidden],
    output: [hidden, buckets],
    skip: [embedding, buckets],
    outputBias: [1, buckets],
  };
}

export type WeightName = "features" | "hidden" | "hiddenBias" | "output" | "skip" | "outputBias";
export type Weights = Readonly<Record<WeightName, TF.Tensor2D>>;

/**
 * Logits of score buckets, [posts, buckets].
 *
 *     x = bag + features · F                       linear, as wide as the table
 *     logits = relu(x · H + h) · O + x · S + o + log prior of the post's community
 *
 * @param bag [posts, embedding] summed embedding rows of each post.
 * @param features [posts, FEATURE_COUNT] normalised dense features.
 * @param logPriors [posts, buckets] log shares of the buckets in the post's community.
 */
export function forward(
  tf: TensorFlow,
  weights: Weights,
  bag: TF.Tensor2D,
  features: TF.Tensor2D,
  logPriors: TF.Tensor2D,
): TF.Tensor2D {
  const x = tf.add(bag, tf.matMul(features, weights.features));
  const hidden = tf.relu(tf.add(tf.matMul(x, weights.hidden), weights.hiddenBias));
  const direct = tf.add(tf.matMul(x, weights.skip), weights.outputBias);
  return tf.add(tf.add(tf.matMul(hidden, weights.output), direct), logPriors);
}
