/** Symmetric int8: `value ≈ scale × integer`, integers from -127 to 127, one scale for each row or for each column. */
export interface Quantised {
  /** Row-major, as the matrix was. */
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** What shares a scale. */
export type QuantisedAxis = "row" | "column";

const INT8_LARGEST = 127;

/**
 * Rounds a row-major `rows × columns` matrix to int8. Each row's (or column's) largest magnitude becomes 127, or
 * less where the scale would be below `least`; the error is at most half a scale. A row (or column) of zeros has scale `least`.
 * @throws RangeError when the shape does not fit or a number is not finite.
 */
export function quantise(
  matrix: Float32Array,
  rows: number,
  columns: number,
  axis: QuantisedAxis,
  least = 0,
): Quantised {
  requireShape(matrix.length, rows, columns);
  const scales = new Float32Array(axis === "row" ? rows : columns);
  forEachValue(rows, columns, axis, (at, group) => {
    const magnitude = Math.abs(matrix[at]);
    if (!(magnitude < Number.POSITIVE_INFINITY)) throw new RangeError(`number ${at} of the matrix is not finite`);
    if (magnitude > scales[group]) scales[group] = magnitude;
  });
  for (let group = 0; group < scales.length; group++) scales[group] = Math.max(least, scales[group] / INT8_LARGEST);
  const values = new Int8Array(matrix.length);
  forEachValue(rows, columns, axis, (at, group) => {
    // A scale rounded down to float32 would give 127.00001, and one so small that it became zero, infinity.
    const integer = scales[group] === 0 ? 0 : Math.round(matrix[at] / scales[group]);
    values[at] = Math.max(-INT8_LARGEST, Math.min(INT8_LARGEST, integer));
  });
  return { values, scales };
}

/** The matrix again, to within half a scale. @throws RangeError when the shape does not fit. */
export function dequantise(
  { values, scales }: Quantised,
  rows: number,
  columns: number,
  axis: QuantisedAxis,
): Float32Array {
  requireShape(values.length, rows, columns);
  const matrix = new Float32Array(values.length);
  forEachValue(rows, columns, axis, (at, group) => {
    matrix[at] = values[at] * scales[group];
  });
  return matrix;
}

function forEachValue(rows: number, columns: number, axis: QuantisedAxis, visit: (at: number, group: number) => void) {
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) visit(at, axis === "row" ? row : column);
  }
}

function requireShape(length: number, rows: number, columns: number): void {
  if (length !== rows * columns) throw new RangeError(`${length} numbers are not ${rows} rows of ${columns}`);
}
