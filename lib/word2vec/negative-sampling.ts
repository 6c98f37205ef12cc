/** Rows of numbers that a dot product can read. */
type Rows = Float32Array | Float64Array;

/** Dot product of two rows at offsets `a` and `b`. Four sums, because a single one would make each addition wait for the last. */
export function dot(rowsA: Rows, a: number, rowsB: Rows, b: number, dimensions: number): number {
  let [s, t, u, v] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < dimensions; i += 4) {
    s += rowsA[a + i] * rowsB[b + i];
    t += rowsA[a + i + 1] * rowsB[b + i + 1];
    u += rowsA[a + i + 2] * rowsB[b + i + 2];
    v += rowsA[a + i + 3] * rowsB[b + i + 3];
  }
  for (; i < dimensions; i++) s += rowsA[a + i] * rowsB[b + i];
  return s + t + u + v;
}

/** `log(1 + e^x)`, which is `-log σ(-x)`. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
