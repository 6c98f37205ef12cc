/** A sparse matrix in compressed rows: row `i` holds `values[j]` in `columns[j]` for `j` in `offsets[i]..offsets[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly offsets: Float64Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Builds a {@link SparseMatrix} row by row in typed arrays that grow. */
export class SparseBuilder {
  private columns = new Int32Array(1 << 16);
  private values = new Float32Array(1 << 16);
  private readonly offsets: Float64Array;
  private row = 0;
  /** Entries so far. */
  length = 0;

  constructor(
    readonly rows: number,
    readonly width: number,
  ) {
    // Offsets are doubles: two million titles pass 2³¹ bytes well before they pass 2⁵³.
    this.offsets = new Float64Array(rows + 1);
  }

  add(column: number, value: number): void {
    if (this.length === this.columns.length) this.grow();
    this.columns[this.length] = column;
    this.values[this.length++] = value;
  }

  /** Divides the current row's entries from `start` on by their Euclidean norm. */
  normalise(start: number): void {
    let sum = 0;
    for (let j = start; j < this.length; j++) sum += this.values[j] ** 2;
    for (let j = start; j < this.length; j++) this.values[j] /= Math.sqrt(sum);
  }

  endRow(): void {
    this.offsets[++this.row] = this.length;
  }

  finish(): SparseMatrix {
    const { rows, width, offsets, length } = this;
    return { rows, width, offsets, columns: this.columns.subarray(0, length), values: this.values.subarray(0, length) };
  }

  private grow(): void {
    const columns = new Int32Array(this.columns.length * 2);
    const values = new Float32Array(this.values.length * 2);
    columns.set(this.columns);
    values.set(this.values);
    this.columns = columns;
    this.values = values;
  }
}

/** `matrix · vector`, one value per row. */
export function multiply(matrix: SparseMatrix, vector: Float64Array): Float64Array {
  const { offsets, columns, values } = matrix;
  const out = new Float64Array(matrix.rows);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = offsets[i]; j < offsets[i + 1]; j++) sum += values[j] * vector[columns[j]];
    out[i] = sum;
  }
  return out;
}

/** `matrixᵀ · vector`, one value per column. */
export function multiplyTransposed(matrix: SparseMatrix, vector: Float64Array): Float64Array {
  const { offsets, columns, values } = matrix;
  const out = new Float64Array(matrix.width);
  for (let i = 0; i < vector.length; i++) {
    const factor = vector[i];
    for (let j = offsets[i]; j < offsets[i + 1]; j++) out[columns[j]] += values[j] * factor;
  }
  return out;
}
