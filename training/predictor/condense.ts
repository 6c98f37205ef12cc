import { eigenSymmetric } from "../../lib/eigen";
import { FEATURE_COUNT } from "../../lib/predictor/features";
import type { Network } from "./average";
import type { Batch } from "./batches";
import { addRow, addSquare, multiply, rootOf } from "./matrix";

/** Directions along which the logits vary less than this share of what they vary along the first are none. */
const NEGLIGIBLE = 1e-9;

/**
 * The same network with an embedding table of fewer columns. Networks that are averaged learnt much the same, so that what
 * enters their hidden layers lies near a plane: kept are the `width` directions along which it moves the logits most.
 * These are its principal components in the metric `E[J Jᵀ]`, with `J` the slopes of a post's logits less their mean.
 * A unit of any column of the new table then moves the logits by about 1 (root of the sum of squares).
 * @param posts to take means from, such as a few thousand of the training posts.
 */
export function condense(network: Network, posts: readonly Batch[], width: number): Network {
  const { embedding, hidden, buckets } = network.shape;
  const inputs = posts.map((batch) => embed(network, batch));
  const mean = meanRow(inputs, embedding);
  const covariance = meanProducts(inputs, mean);
  const root = rootOf(meanSlopes(network, inputs), embedding);
  const { values, vectors } = eigenSymmetric(
    multiply(multiply(root, covariance, embedding), root, embedding),
    embedding,
  );
  const kept = values.subarray(0, width).filter((value) => value > NEGLIGIBLE * values[0]).length;
  // Into the plane and, by regression on where in it a post lies, out of it: [kept, embedding] both, the first transposed.
  const into = multiply(vectors.subarray(0, kept * embedding), root, embedding);
  const outOf = multiply(into, covariance, embedding).map((value, i) => value / values[Math.floor(i / embedding)]);

  const { weights, table } = network;
  const narrow = (rows: Float32Array) => narrowRows(rows, into, embedding);
  const widen = (layer: Float32Array, columns: number) => Float32Array.from(multiply(outOf, layer, columns));
  const offPlane = distanceFromPlane(mean, into, outOf);
  const shifted = (bias: Float32Array, layer: Float32Array, columns: number) =>
    bias.map((value, c) => offPlane.reduce((sum, x, e) => sum + x * layer[e * columns + c], value));
  return {
    ...network,
    shape: { embedding: kept, hidden, buckets },
    table: narrow(table),
    weights: {
      ...weights,
      features: narrow(weights.features),
      hidden: widen(weights.hidden, hidden),
      hiddenBias: shifted(weights.hiddenBias, weights.hidden, hidden),
      skip: widen(weights.skip, buckets),
      outputBias: shifted(weights.outputBias, weights.skip, buckets),
    },
  };
}

/** What enters the hidden layer, [posts, embedding]. */
function embed({ shape, table, weights }: Network, batch: Batch): Float32Array {
  const { embedding } = shape;
  const out = new Float32Array(batch.posts * embedding);
  for (let post = 0; post < batch.posts; post++) {
    const row = out.subarray(post * embedding, (post + 1) * embedding);
    for (let j = batch.offsets[post]; j < batch.offsets[post + 1]; j++) {
      addRow(row, batch.weights[j], table, batch.rows[j] * embedding);
    }
    for (let f = 0; f < FEATURE_COUNT; f++) {
      addRow(row, batch.dense[post * FEATURE_COUNT + f], weights.features, f * embedding);
    }
  }
  return out;
}

function meanRow(inputs: readonly Float32Array[], columns: number): Float64Array {
  const mean = new Float64Array(columns);
  const rows = forEachRow(inputs, columns, (row) => addRow(mean, 1, row, 0));
  return mean.map((sum) => sum / rows);
}

/** Covariance of the rows, [columns, columns]. */
function meanProducts(inputs: readonly Float32Array[], mean: Float64Array): Float64Array {
  const size = mean.length;
  const sums = new Float64Array(size * size);
  const rows = forEachRow(inputs, size, (row) =>
    addSquare(
      sums,
      Float64Array.from(row, (x, i) => x - mean[i]),
    ),
  );
  return sums.map((sum) => sum / rows);
}

/** `E[J Jᵀ]`, [embedding, embedding]. */
function meanSlopes({ shape, weights }: Network, inputs: readonly Float32Array[]): Float64Array {
  const { embedding, hidden, buckets } = shape;
  const output = centreRows(weights.output, buckets);
  const skip = centreRows(weights.skip, buckets);
  const sums = new Float64Array(embedding * embedding);
  const rows = forEachRow(inputs, embedding, (row) => {
    const isOn = activeUnits(row, weights, hidden);
    const slopes = Array.from({ length: buckets }, () => new Float64Array(embedding));
    for (let e = 0; e < embedding; e++) {
      for (let k = 0; k < buckets; k++) slopes[k][e] = skip[e * buckets + k];
      for (const unit of isOn) {
        const weight = weights.hidden[e * hidden + unit];
        // The blocks of other members are nought.
        if (weight === 0) continue;
        for (let k = 0; k < buckets; k++) slopes[k][e] += weight * output[unit * buckets + k];
      }
    }
    for (const slope of slopes) addSquare(sums, slope);
  });
  return sums.map((sum) => sum / rows);
}

/** Units of the hidden layer that are above zero. */
function activeUnits(row: Float32Array, weights: Network["weights"], hidden: number): number[] {
  const sums = Float64Array.from(weights.hiddenBias);
  row.forEach((x, e) => {
    addRow(sums, x, weights.hidden, e * hidden);
  });
  return Array.from(sums.keys()).filter((unit) => sums[unit] > 0);
}

/** What of the mean is lost on the way into the plane and out again. */
function distanceFromPlane(mean: Float64Array, into: Float64Array, outOf: Float64Array): Float64Array {
  const size = mean.length;
  const lost = mean.slice();
  for (let at = 0; at < into.length; at += size) {
    const along = mean.reduce((sum, x, e) => sum + x * into[at + e], 0);
    addRow(lost, -along, outOf, at);
  }
  return lost;
}

/** `rows · intoᵀ`, row-major. */
function narrowRows(rows: Float32Array, into: Float64Array, columns: number): Float32Array {
  const width = into.length / columns;
  const out = new Float32Array((rows.length / columns) * width);
  for (let from = 0, to = 0; from < rows.length; from += columns) {
    for (let at = 0; at < into.length; at += columns, to++) {
      let sum = 0;
      for (let e = 0; e < columns; e++) sum += rows[from + e] * into[at + e];
      out[to] = sum;
    }
  }
  return out;
}

/** Each row less its mean: what all buckets share changes no forecast. */
function centreRows(matrix: Float32Array, columns: number): Float32Array {
  const out = matrix.slice();
  for (let at = 0; at < out.length; at += columns) {
    const row = out.subarray(at, at + columns);
    const mean = row.reduce((sum, value) => sum + value, 0) / columns;
    row.forEach((value, c) => {
      row[c] = value - mean;
    });
  }
  return out;
}

/** @returns how many rows there are. */
function forEachRow(matrices: readonly Float32Array[], columns: number, visit: (row: Float32Array) => void): number {
  let rows = 0;
  for (const matrix of matrices) {
    for (let at = 0; at < matrix.length; at += columns, rows++) visit(matrix.subarray(at, at + columns));
  }
  return rows;
}
