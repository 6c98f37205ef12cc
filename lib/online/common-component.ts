import type { VectorTable } from "../vectors/table";
import { addRow, dotRow } from "./matrix";

/** Power iterations; the first direction of word vectors stands well apart, so that few suffice. */
const ITERATIONS = 15;

/** The mean of the first rows' unit vectors, by `weights`, one for each. */
export function meanDirection(
  { rows, dimensions }: VectorTable,
  inverseNorms: Float32Array,
  weights: Float64Array,
): Float64Array {
  const mean = new Float64Array(dimensions);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  weights.forEach((weight, row) => {
    addRow(mean, (weight / total) * inverseNorms[row], rows, row * dimensions);
  });
  return mean;
}

/**
 * The direction, of length 1, in which the first rows' unit vectors less `mean` vary most, by `weights`: power iteration
 * on their covariance.
 */
export function dominantDirection(
  { rows, dimensions }: VectorTable,
  inverseNorms: Float32Array,
  weights: Float64Array,
  mean: Float64Array,
): Float64Array {
  let direction = new Float64Array(dimensions).fill(1 / Math.sqrt(dimensions));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = new Float64Array(dimensions);
    const shift = dotRow(mean, 0, direction, dimensions);
    let shifts = 0;
    weights.forEach((weight, row) => {
      const along = inverseNorms[row] * dotRow(rows, row * dimensions, direction, dimensions) - shift;
      addRow(next, weight * along * inverseNorms[row], rows, row * dimensions);
      shifts += weight * along;
    });
    addRow(next, -shifts, mean, 0);
    const length = Math.sqrt(dotRow(next, 0, next, dimensions));
    if (length === 0) return next;
    direction = next.map((value) => value / length);
  }
  return direction;
}
