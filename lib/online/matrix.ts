/** Inner product of `x` with the row of `x.length` numbers that starts at `start` in `rows`. */
export function dotRow(rows: Float32Array, start: number, x: Float32Array): number {
  // Four sums let the processor add while it still multiplies. Float32 alone: a mix of arrays would slow every call down.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  const whole = x.length - 3;
  for (; i < whole; i += 4) {
    a += rows[start + i] * x[i];
    b += rows[start + i + 1] * x[i + 1];
    c += rows[start + i + 2] * x[i + 2];
    d += rows[start + i + 3] * x[i + 3];
  }
  for (; i < x.length; i++) a += rows[start + i] * x[i];
  return a + b + (c + d);
}

/** Inner product of two vectors of the same length. */
export function dot(a: Float32Array, b: Float32Array): number {
  return dotRow(a, 0, b);
}

/** Writes `rows · x + offset` into `out`; `rows` is `out.length × x.length`, row-major. */
export function multiply(rows: Float32Array, x: Float32Array, offset: number, out: Float32Array): void {
  for (let row = 0; row < out.length; row++) out[row] = dotRow(rows, row * x.length, x) + offset;
}

/** Adds `factor` times the row that starts at `start` in `rows` to `out`. */
export function addRow(out: Float32Array, factor: number, rows: Float32Array, start = 0): void {
  for (let i = 0; i < out.length; i++) out[i] += factor * rows[start + i];
}

/**
 * Cholesky factor of a symmetric positive definite matrix, in place: the lower triangle of the first `size` rows and
 * columns of `matrix` (rows `stride` apart) becomes `L` with `L Lᵀ` the matrix.
 */
export function factorise(matrix: Float64Array, stride: number, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * stride + j];
      for (let k = 0; k < j; k++) sum -= matrix[i * stride + k] * matrix[j * stride + k];
      matrix[i * stride + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * stride + j];
    }
  }
}

/** Solves `L y = b` in place, with the factor of {@link factorise}. */
export function solveLower(factor: Float64Array, stride: number, size: number, b: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= factor[i * stride + k] * b[k];
    b[i] = sum / factor[i * stride + i];
  }
}

/** Solves `Lᵀ y = b` in place, with the factor of {@link factorise}. */
export function solveUpper(factor: Float64Array, stride: number, size: number, b: Float64Array): void {
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < size; k++) sum -= factor[k * stride + i] * b[k];
    b[i] = sum / factor[i * stride + i];
  }
}
