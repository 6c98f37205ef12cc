/** Sweeps over all pairs; Jacobi converges quadratically, so that a matrix of a hundred rows needs about eight. */
const SWEEPS = 30;
/** Off-diagonal mass, relative to the whole, that counts as none. */
const NEGLIGIBLE = 1e-22;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix
 * Computations, 8.5), largest first.
 * @param matrix `size × size`; overwritten.
 * @returns `vectors` holds an eigenvector in each row.
 */
export function eigenSymmetric(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const turned = new Float64Array(size * size);
  for (let i = 0; i < size; i++) turned[i * size + i] = 1;
  let total = 0;
  for (const value of matrix) total += value * value;
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(matrix, size) > NEGLIGIBLE * total; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(matrix, turned, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((a, b) => matrix[b * size + b] - matrix[a * size + a]);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    vectors.set(turned.subarray(from * size, (from + 1) * size), to * size);
  });
  return { values: Float64Array.from(order, (i) => matrix[i * size + i]), vectors };
}

function offDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) sum += matrix[i * size + j] ** 2;
  return sum;
}

/** Turns the plane of axes `p` and `q` so that their common entry becomes zero. */
function rotate(matrix: Float64Array, turned: Float64Array, size: number, p: number, q: number): void {
  const entry = matrix[p * size + q];
  if (entry === 0) return;
  const theta = (matrix[q * size + q] - matrix[p * size + p]) / (2 * entry);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  turn(matrix, cosine, sine, p * size, q * size, 1, size);
  turn(matrix, cosine, sine, p, q, size, size);
  turn(turned, cosine, sine, p * size, q * size, 1, size);
}

/** Rotates two rows (`step` 1) or two columns (`step` the size) that start at `a` and `b`. */
function turn(m: Float64Array, cosine: number, sine: number, a: number, b: number, step: number, size: number): void {
  for (let k = 0; k < size; k++, a += step, b += step) {
    const value = m[a];
    m[a] = cosine * value - sine * m[b];
    m[b] = sine * value + cosine * m[b];
  }
}
