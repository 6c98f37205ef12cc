import type { VectorTable } from "../vectors/table";

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
    addTo(mean, (weight / total) * inverseNorms[row], rows, row * dimensions);
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
    const shift = dotAt(mean, 0, direction);
    let shifts = 0;
    weights.forEach((weight, row) => {
      const along = inverseNorms[row] * dotAt(rows, row * dimensions, direction) - shift;
      addTo(next, weight * along * inverseNorms[row], rows, row * dimensions);
      shifts += weight * along;
    });
    addTo(next, -shifts, mean, 0);
    const length = Math.sqrt(dotAt(next, 0, next));
    if (length === 0) return next;
    direction = next.map((value) => value / length);
  }
  return direction;
}

/** Adds `factor` times the row that starts at `start` in `rows` to `out`. */
export function addTo(out: Float64Array, factor: number, rows: ArrayLike<number>, start: number): void {
  for (let i = 0; i < out.length; i++) out[i] += factor * rows[start + i];
}

/** Inner product of `x` with the row that starts at `start` in `rows`. */
export function dotAt(rows: ArrayLike<number>, start: number, x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += rows[start + i] * x[i];
  return sum;
}
