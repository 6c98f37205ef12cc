import { FEATURE_COUNT } from "../../lib/predictor/features";
import type { Model } from "../../lib/predictor/model";

/**
 * One network that computes the mean of several networks' logits, exactly: their embeddings side by side, hidden layers in
 * blocks, last layers over their number. All must share tables and shape; normalisations may differ.
 */
export function averageModels(members: readonly Model[]): Model {
  const [first] = members;
  const models = members.map((member) => renormalise(member, first));
  const { embedding, hidden, buckets } = first.shape;
  const count = models.length;
  const width = count * embedding;
  const rows = first.embedding.values.length / embedding;
  const scales = new Float32Array(width);
  const values = new Int8Array(rows * width);
  const features = new Float32Array(FEATURE_COUNT * width);
  const blocks = new Float32Array(width * count * hidden);
  const hiddenBias = new Float32Array(count * hidden);
  models.forEach((model, m) => {
    scales.set(model.embedding.scales, m * embedding);
    copyBlock(model.embedding.values, embedding, values, width, 0, m * embedding);
    copyBlock(model.weights.features, embedding, features, width, 0, m * embedding);
    copyBlock(model.weights.hidden, hidden, blocks, count * hidden, m * embedding, m * hidden);
    hiddenBias.set(model.weights.hiddenBias, m * hidden);
  });
  const stacked = (name: "output" | "skip") => {
    const all = new Float32Array(models.reduce((sum, { weights }) => sum + weights[name].length, 0));
    models.forEach(({ weights }, m) => {
      all.set(weights[name], m * weights[name].length);
    });
    return all.map((weight) => weight / count);
  };
  return {
    ...first,
    shape: { embedding: width, hidden: count * hidden, buckets },
    embedding: { values, scales },
    weights: {
      features,
      hidden: blocks,
      hiddenBias,
      output: stacked("output"),
      skip: stacked("skip"),
      outputBias: first.weights.outputBias.map(
        (_, k) => models.reduce((sum, { weights }) => sum + weights.outputBias[k], 0) / count,
      ),
    },
  };
}

/** The same network for features normalised as those of `other`; the difference goes into weights and biases. */
function renormalise(model: Model, other: Pick<Model, "featureMean" | "featureScale">): Model {
  const { embedding, hidden, buckets } = model.shape;
  const { weights } = model;
  const features = weights.features.map((weight, i) => {
    const f = Math.floor(i / embedding);
    return (weight * other.featureScale[f]) / model.featureScale[f];
  });
  const shift = new Float64Array(embedding);
  weights.features.forEach((weight, i) => {
    const f = Math.floor(i / embedding);
    shift[i % embedding] += (weight * (other.featureMean[f] - model.featureMean[f])) / model.featureScale[f];
  });
  const shifted = (bias: Float32Array, layer: Float32Array, columns: number) =>
    bias.map((value, c) => shift.reduce((sum, x, e) => sum + x * layer[e * columns + c], value));
  return {
    ...model,
    featureMean: other.featureMean,
    featureScale: other.featureScale,
    weights: {
      ...weights,
      features,
      hiddenBias: shifted(weights.hiddenBias, weights.hidden, hidden),
      outputBias: shifted(weights.outputBias, weights.skip, buckets),
    },
  };
}

/** Copies a row-major matrix into a larger one, its corner at (`row`, `column`). */
function copyBlock<T extends Int8Array | Float32Array>(
  block: T,
  columns: number,
  into: T,
  width: number,
  row: number,
  column: number,
): void {
  for (let i = 0; i < block.length; i += columns) {
    into.set(block.subarray(i, i + columns), (row + i / columns) * width + column);
  }
}
