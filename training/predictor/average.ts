import { FEATURE_COUNT } from "../../lib/predictor/features";
import type { Model } from "../../lib/predictor/model";

/**
 * One network that computes the mean of several networks' logits, exactly: their embeddings side by side, hidden layers in
 * blocks, last layers over their number. All must share tables and shape.
 */
export function averageModels(models: readonly Model[]): Model {
  const [first] = models;
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
