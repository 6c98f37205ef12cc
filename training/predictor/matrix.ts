import { eigenSymmetric } from "../../lib/eigen";

/** `a · b` of row-major matrices. @param columns of `b`. */
export function multiply(a: Float64Array, b: Float64Array | Float32Array, columns: number): Float64Array {
  const inner = b.length / columns;
  const out = new Float64Array((a.length / inner) * columns);
  for (let i = 0; i < a.length; i++) {
    const to = Math.floor(i / inner) * columns;
    addRow(out.subarray(to, to + columns), a[i], b, (i % inner) * columns);
  }
  return out;
}

/** Symmetric square root of a matrix that is positive but for rounding. */
export function rootOf(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = eigenSymmetric(matrix, size);
  const root = new Float64Array(size * size);
  values.forEach((value, i) => {
    addSquare(root, vectors.subarray(i * size, (i + 1) * size), Math.sqrt(Math.max(0, value)));
  });
  return root;
}

/** Adds `factor · x xᵀ`. */
export function addSquare(out: Float64Array, x: Float64Array, factor = 1): void {
  const size = x.length;
  for (let i = 0; i < size; i++) {
    const scaled = factor * x[i];
    for (let j = 0; j < size; j++) out[i * size + j] += scaled * x[j];
  }
}

/** Adds `factor` times as many numbers of `rows`, from `start` on. */
export function addRow(
  out: Float32Array | Float64Array,
  factor: number,
  rows: Float32Array | Float64Array,
  start: number,
) {
  if (factor === 0) return;
  for (let i = 0; i < out.length; i++) out[i] += factor * rows[start + i];
}
