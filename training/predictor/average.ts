import { FEATURE_COUNT } from "../../lib/predictor/features";
import type { Model } from "../../lib/predictor/model";

/** A trained network: a model whose embedding table is not yet rounded. */
export interface Network extends Omit<Model, "embedding"> {
  /** [rows, embedding], row-major. */
  readonly table: Float32Array;
}

/**
 * One network that computes the mean of several networks' logits, exactly: their embeddings side by side, hidden layers in
 * blocks, last layers over their number. All must be of the same training set and shape.
 */
export function averageNetworks(members: readonly Network[]): Network {
  const [first] = members;
  const { embedding, hidden, buckets } = first.shape;
  const count = members.length;
  const width = count * embedding;
  const table = new Float32Array(first.table.length * count);
  const features = new Float32Array(FEATURE_COUNT * width);
  const blocks = new Float32Array(width * count * hidden);
  const hiddenBias = new Float32Array(count * hidden);
  members.forEach(({ table: own, weights }, m) => {
    copyBlock(own, embedding, table, width, 0, m * embedding);
    copyBlock(weights.features, embedding, features, width, 0, m * embedding);
    copyBlock(weights.hidden, hidden, blocks, count * hidden, m * embedding, m * hidden);
    hiddenBias.set(weights.hiddenBias, m * hidden);
  });
  const stacked = (name: "output" | "skip") => {
    const all = new Float32Array(members.reduce((sum, { weights }) => sum + weights[name].length, 0));
    members.forEach(({ weights }, m) => {
      all.set(weights[name], m * weights[name].length);
    });
    return all.map((weight) => weight / count);
  };
  return {
    ...first,
    shape: { embedding: width, hidden: count * hidden, buckets },
    table,
    weights: {
      features,
      hidden: blocks,
      hiddenBias,
      output: stacked("output"),
      skip: stacked("skip"),
      outputBias: first.weights.outputBias.map(
        (_, k) => members.reduce((sum, { weights }) => sum + weights.outputBias[k], 0) / count,
      ),
    },
  };
}

/** Copies a row-major matrix into a larger one, its corner at (`row`, `column`). */
function copyBlock(
  block: Float32Array,
  columns: number,
  into: Float32Array,
  width: number,
  row: number,
  column: number,
): void {
  for (let i = 0; i < block.length; i += columns) {
    into.set(block.subarray(i, i + columns), (row + i / columns) * width + column);
  }
}
