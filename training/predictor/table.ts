import { Bundle, writeBundle } from "../../lib/release/bundle";
import type { Batch } from "./batches";

/**
 * The embedding table while it learns: Adam (Kingma and Ba 2015) in which a step touches the rows of its batch alone
 * ("lazy"), since the gradient of a gather over the whole table costs seconds a step.
 */
export class LearningTable {
  readonly values: Float32Array;
  private readonly first: Float32Array;
  private readonly second: Float32Array;
  private readonly steps: Uint32Array;
  /** Place of each row in the batch's list of touched rows, or -1. */
  private readonly places: Int32Array;

  constructor(
    readonly rows: number,
    readonly columns: number,
    private readonly decay: number,
    initialise: () => number,
  ) {
    this.values = Float32Array.from({ length: rows * columns }, initialise);
    this.first = new Float32Array(this.values.length);
    this.second = new Float32Array(this.values.length);
    this.steps = new Uint32Array(rows);
    this.places = new Int32Array(rows).fill(-1);
  }

  /** Weighted sums of the batch's rows, [posts, columns]. */
  sum(batch: Batch): Float32Array {
    const { values, columns } = this;
    const sums = new Float32Array(batch.posts * columns);
    for (let post = 0; post < batch.posts; post++) {
      const out = post * columns;
      for (let j = batch.offsets[post]; j < batch.offsets[post + 1]; j++) {
        const row = batch.rows[j] * columns;
        for (let c = 0; c < columns; c++) sums[out + c] += batch.weights[j] * values[row + c];
      }
    }
    return sums;
  }

  /** Scatters the gradient of {@link sum}, [posts, columns], to the rows and takes a step. */
  step(batch: Batch, gradient: Float32Array, rate: number): void {
    const { columns, places } = this;
    const touched: number[] = [];
    const scattered = new Float32Array(batch.rows.length * columns);
    for (let post = 0; post < batch.posts; post++) {
      for (let j = batch.offsets[post]; j < batch.offsets[post + 1]; j++) {
        const row = batch.rows[j];
        if (places[row] < 0) places[row] = touched.push(row) - 1;
        const to = places[row] * columns;
        for (let c = 0; c < columns; c++) scattered[to + c] += batch.weights[j] * gradient[post * columns + c];
      }
    }
    touched.forEach((row, place) => {
      places[row] = -1;
      this.update(row, scattered, place * columns, rate);
    });
  }

  /** The values, [rows, columns], of rows that any post has; the others have learnt nothing, and are nought. */
  learnt(): Float32Array {
    return this.values.map((value, i) => (this.steps[Math.floor(i / this.columns)] === 0 ? 0 : value));
  }

  encode(): Uint8Array {
    return writeBundle({ values: this.values, first: this.first, second: this.second, steps: this.steps });
  }

  restore(bytes: Uint8Array): void {
    const bundle = new Bundle(bytes);
    this.values.set(bundle.f32("values"));
    this.first.set(bundle.f32("first"));
    this.second.set(bundle.f32("second"));
    this.steps.set(bundle.u32("steps"));
  }

  /** AdamW for one row: the decay is decoupled from the gradient (Loshchilov and Hutter 2019). */
  private update(row: number, gradient: Float32Array, at: number, rate: number): void {
    const { values, first, second, columns } = this;
    const step = ++this.steps[row];
    const scale = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
    const shrink = 1 - rate * this.decay;
    for (let c = 0, i = row * columns; c < columns; c++, i++) {
      const g = gradient[at + c];
      first[i] += 0.1 * (g - first[i]);
      second[i] += 0.001 * (g * g - second[i]);
      values[i] = values[i] * shrink - (scale * first[i]) / (Math.sqrt(second[i]) + 1e-8);
    }
  }
}
