/**
 * Adam (Kingma and Ba 2015) for an embedding table of which a step touches few rows: moments and values of the other
 * rows are left alone ("lazy" Adam), so a step costs as much as the rows in its batch.
 */
export class SparseAdam {
  private readonly first: Float32Array;
  private readonly second: Float32Array;
  private readonly steps: Uint32Array;

  constructor(
    readonly table: Float32Array,
    readonly columns: number,
    readonly decay: number,
    private readonly beta1 = 0.9,
    private readonly beta2 = 0.999,
  ) {
    this.first = new Float32Array(table.length);
    this.second = new Float32Array(table.length);
    this.steps = new Uint32Array(table.length / columns);
  }

  /** Applies one row's gradient. `decay` pulls the row towards zero by `rate × decay × value` (decoupled, AdamW). */
  update(row: number, gradient: Float32Array, at: number, rate: number): void {
    const { table, first, second, beta1, beta2, columns } = this;
    const step = ++this.steps[row];
    const scale = (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    const shrink = 1 - rate * this.decay;
    for (let c = 0, i = row * columns; c < columns; c++, i++) {
      const g = gradient[at + c];
      const m = (first[i] += (1 - beta1) * (g - first[i]));
      const v = (second[i] += (1 - beta2) * (g * g - second[i]));
      table[i] = table[i] * shrink - (scale * m) / (Math.sqrt(v) + 1e-8);
    }
  }
}
