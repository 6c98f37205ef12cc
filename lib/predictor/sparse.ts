/** Builds compressed sparse rows, one row after another. */
export class SparseRows {
  private columns: Int32Array<ArrayBufferLike>;
  private weights: Float32Array<ArrayBufferLike>;
  private readonly offsets: Int32Array;
  private length = 0;
  private row = 0;

  /** @param count rows to come. */
  constructor(count: number) {
    this.offsets = new Int32Array(count + 1);
    this.columns = new Int32Array(Math.max(64, count * 24));
    this.weights = new Float32Array(this.columns.length);
  }

  /** Adds an entry to the row being built. */
  add(column: number, weight: number): void {
    if (this.length === this.columns.length) this.grow();
    this.columns[this.length] = column;
    this.weights[this.length++] = weight;
  }

  endRow(): void {
    this.offsets[++this.row] = this.length;
  }

  /** Entries of row `i` are `offsets[i]..offsets[i + 1]` of `rows` and `weights`. */
  finish(): { offsets: Int32Array; rows: Int32Array; weights: Float32Array } {
    const { offsets, columns, weights, length } = this;
    return { offsets, rows: columns.slice(0, length), weights: weights.slice(0, length) };
  }

  private grow(): void {
    const columns = new Int32Array(this.length * 2);
    const weights = new Float32Array(this.length * 2);
    columns.set(this.columns);
    weights.set(this.weights);
    this.columns = columns;
    this.weights = weights;
  }
}
