import { eigenSymmetric } from "../eigen";
import { dotRow } from "./matrix";

/** Share of the rows that a full sketch keeps: eigenvectors are found once for the clicks that fill the rest. */
const KEPT = 7 / 8;

/**
 * A sum of outer products `Σ xᵢ xᵢᵀ` in few rows: `BᵀB + α I` of the rows `B`.
 *
 * While no more than `limit` vectors came it is exact, as the rows are the vectors. Beyond, it is frequent directions
 * (Ghashami, Liberty, Phillips and Woodruff 2016): the rows turn into principal axes and all lose the squared length of
 * the first axis that is dropped, so that no direction is overstated and the largest understatement is bounded by the
 * mass outside the leading axes. Half of that loss returns as `α` on every axis (robust frequent directions, Luo et al.
 * 2019), which halves the error. Sketches merge as sets of rows do.
 */
export class Sketch {
  /** `limit + 1` rows; the last is free for a caller's own row, see {@link setRow}. */
  readonly rows: Float32Array;
  /** Inner products of the rows, `limit + 1` apart. */
  readonly gram: Float64Array;
  readonly stride: number;
  /** Rows in use. */
  used = 0;
  /** What stands on every axis beside the rows. */
  alpha = 0;

  constructor(
    readonly limit: number,
    readonly dimensions: number,
  ) {
    this.stride = limit + 1;
    this.rows = new Float32Array(this.stride * dimensions);
    this.gram = new Float64Array(this.stride * this.stride);
  }

  /** Adds `factor² · x xᵀ`. */
  add(factor: number, x: Float32Array, start = 0): void {
    if (this.used === this.limit) this.shrink();
    this.setRow(this.used, factor, x, start);
    this.used++;
  }

  /** Adds everything that another sketch of the same dimensions holds. */
  merge(other: Sketch): void {
    for (let row = 0; row < other.used; row++) this.add(1, other.rows, row * this.dimensions);
    this.alpha += other.alpha;
  }

  /** Makes everything count `share` times as much. */
  scale(share: number): void {
    const root = Math.sqrt(share);
    for (let i = 0; i < this.used * this.dimensions; i++) this.rows[i] *= root;
    for (let i = 0; i < this.gram.length; i++) this.gram[i] *= share;
    this.alpha *= share;
  }

  /** Writes `factor · x` as a row, and its products with the rows before it. */
  setRow(row: number, factor: number, x: Float32Array, start = 0): void {
    const { rows, gram, stride, dimensions } = this;
    const at = row * dimensions;
    for (let i = 0; i < dimensions; i++) rows[at + i] = factor * x[start + i];
    const added = rows.subarray(at, at + dimensions);
    for (let other = 0; other <= row; other++) {
      const product = dotRow(rows, other * dimensions, added);
      gram[row * stride + other] = product;
      gram[other * stride + row] = product;
    }
  }

  /** Takes over rows that were kept elsewhere. */
  restore(rows: Float32Array, alpha: number): void {
    this.used = 0;
    for (let start = 0; start < rows.length; start += this.dimensions) this.add(1, rows, start);
    this.alpha = alpha;
  }

  private shrink(): void {
    const { used, stride, dimensions, rows } = this;
    const products = new Float64Array(used * used);
    for (let i = 0; i < used; i++) products.set(this.gram.subarray(i * stride, i * stride + used), i * used);
    const { values, vectors } = eigenSymmetric(products, used);
    const kept = Math.floor(used * KEPT);
    const loss = Math.max(0, values[kept]);
    const axes = new Float64Array(kept * dimensions);
    for (let axis = 0; axis < kept; axis++) {
      const factor = values[axis] > loss ? Math.sqrt(1 - loss / values[axis]) : 0;
      for (let row = 0; row < used; row++) {
        const share = factor * vectors[axis * used + row];
        for (let i = 0; i < dimensions; i++) axes[axis * dimensions + i] += share * rows[row * dimensions + i];
      }
    }
    this.restore(Float32Array.from(axes), this.alpha + loss / 2);
  }
}
