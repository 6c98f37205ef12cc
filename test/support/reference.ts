import type { Post } from "../../lib/post";
import { encode, FEATURE_COUNT } from "../../lib/predictor/features";
import type { Model } from "../../lib/predictor/model";
import type { Network } from "../../training/predictor/average";

type Matrix = readonly (readonly number[])[];

/** Logits of a post's buckets as the formula has them, in double precision and plain loops. */
export function computeLogits(model: Model | Network, post: Post): number[] {
  const { shape, tables, weights, featureMean, featureScale } = model;
  const { offsets, rows, weights: shares, dense, communities } = encode([post], tables);
  const bag = new Array<number>(shape.embedding).fill(0);
  for (let j = offsets[0]; j < offsets[1]; j++) {
    for (let c = 0; c < shape.embedding; c++) {
      bag[c] += shares[j] * embeddingOf(model, rows[j], c);
    }
  }
  const features = Array.from(dense, (value, c) => (value - featureMean[c]) / featureScale[c]);
  const x = add(bag, multiply(features, toMatrix(weights.features, FEATURE_COUNT)));
  const hidden = add(multiply(x, toMatrix(weights.hidden, shape.embedding)), [...weights.hiddenBias]);
  const output = multiply(
    hidden.map((value) => Math.max(0, value)),
    toMatrix(weights.output, shape.hidden),
  );
  const direct = add(multiply(x, toMatrix(weights.skip, shape.embedding)), [...weights.outputBias]);
  const priors = tables.communities.logPriors.subarray(
    communities[0] * shape.buckets,
    (communities[0] + 1) * shape.buckets,
  );
  return add(add(output, direct), [...priors]);
}

/** What the network alone says, before its forecast is widened. */
export function computeShares(model: Model, post: Post): number[] {
  const logits = computeLogits(model, post);
  const largest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function embeddingOf(model: Model | Network, row: number, column: number): number {
  const at = row * model.shape.embedding + column;
  return "table" in model ? model.table[at] : model.embedding.values[at] * model.embedding.scales[column];
}

function toMatrix(values: Float32Array, rows: number): Matrix {
  const columns = values.length / rows;
  return Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * columns, (row + 1) * columns)));
}

function multiply(row: readonly number[], matrix: Matrix): number[] {
  return matrix[0].map((_, column) => row.reduce((sum, value, i) => sum + value * matrix[i][column], 0));
}

function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value + b[i]);
}
