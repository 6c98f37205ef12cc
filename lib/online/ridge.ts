import type { Random } from "../random";
import { type Bundle, type BundleArray, BundleError } from "../release/bundle";
import { ORIGIN_CLICKS } from "./linear";
import { addRow, dot, dotRow, factorise, multiply, solveLower, solveUpper } from "./matrix";
import { finite, loadInto, type Model, type Posterior, requireKind } from "./model";
import { drawNormal } from "./normal";
import { Sketch } from "./sketch";

/** Bytes for the sketch and the two sums; 1.5 KB of the 64 KB is left for the rest of the file. */
const STATE_BYTES = 64_000;
/** Beyond this the eigenvectors of a full sketch cost more than they tell. */
const MOST_ROWS = 64;
const FEWEST_ROWS = 8;

/**
 * Online Bayesian linear regression of the label (±1) on the vector: recursive least squares, that is ridge regression
 * learnt a click at a time.
 *
 * Vectors are centred at the mean of those that the reader judged, and the regression has no intercept: the direction is
 * then that of linear discriminant analysis with a shrunk covariance whatever the share of accepted posts (Hastie,
 * Tibshirani and Friedman, The Elements of Statistical Learning, exercise 4.2), so that an imbalance moves no order. The
 * base rate enters with the calibration.
 *
 * The state is the weighted mean, `Σ tᵢ xᵢ` and the centred scatter, each updated in closed form (Welford 1962; merging,
 * Chan, Golub and LeVeque 1979); the scatter is a {@link Sketch}, exact until the clicks outnumber its rows. Weights are
 * solved for in the span of the sketch (Woodbury), `O(d · rows)` a click. Sketched second-order learning: Luo, Agarwal,
 * Cesa-Bianchi and Langford 2016.
 */
export class Ridge implements Model {
  readonly slope = 3;
  readonly wantsBalance = false;
  readonly posterior: Posterior;

  private readonly mean: Float32Array;
  /** `Σ weight · target · x`. */
  private readonly moment: Float32Array;
  private readonly scatter: Sketch;
  /** `Σ weight`, and `Σ weight · target`. */
  private clicks = 0;
  private targets = 0;

  /** What follows from the state; made anew when it is asked for. */
  private fresh = false;
  private readonly centre: Float32Array;
  private readonly weights: Float32Array;
  private offset = 0;
  private ridge = 0;
  private rank = 0;
  private readonly factor: Float64Array;
  private readonly projected: Float64Array;
  private readonly residual: Float32Array;

  /** @param penalty on the squared weights, in units of clicks: the precision of the prior over that of a label. */
  constructor(
    readonly dimensions: number,
    readonly penalty = 0.5,
    rows = rowsFor(dimensions),
  ) {
    this.mean = new Float32Array(dimensions);
    this.moment = new Float32Array(dimensions);
    this.centre = new Float32Array(dimensions);
    this.weights = new Float32Array(dimensions);
    this.scatter = new Sketch(rows, dimensions);
    this.factor = new Float64Array(this.scatter.gram.length);
    this.projected = new Float64Array(this.scatter.stride);
    this.residual = new Float32Array(dimensions);
    this.posterior = {
      variance: (x) => this.variance(x),
      draw: (random, rows, out) => this.draw(random, rows, out),
    };
  }

  learn(x: Float32Array, target: 1 | -1, weight: number): void {
    this.shiftMean(x, weight);
    this.targets += weight * target;
    addRow(this.moment, weight * target, x);
    this.fresh = false;
  }

  margin(x: Float32Array): number {
    this.refresh();
    return dot(x, this.weights) + this.offset;
  }

  margins(rows: Float32Array, out: Float32Array): void {
    this.refresh();
    multiply(rows, this.weights, this.offset, out);
  }

  forget(share: number): void {
    this.clicks *= share;
    this.targets *= share;
    for (let i = 0; i < this.dimensions; i++) this.moment[i] *= share;
    this.scatter.scale(share);
    this.fresh = false;
  }

  merge(other: Model): void {
    const { scatter, mean, clicks, targets, moment } = requireKind(other, Ridge);
    if (clicks === 0) return;
    this.shiftMean(mean, clicks);
    this.scatter.merge(scatter);
    this.targets += targets;
    addRow(this.moment, 1, moment);
    this.fresh = false;
  }

  save(): Record<string, BundleArray> {
    const { clicks, targets, scatter } = this;
    return {
      sums: Float32Array.of(clicks, targets, scatter.alpha),
      mean: this.mean,
      moment: this.moment,
      scatter: scatter.rows.subarray(0, scatter.used * this.dimensions),
    };
  }

  load(bundle: Bundle): void {
    const [clicks, targets, alpha] = finite(bundle, "sums", 3);
    const used = bundle.f32("scatter").length / this.dimensions;
    if (!Number.isInteger(used) || used > this.scatter.limit || clicks < 0 || alpha < 0) {
      throw new BundleError(`a scatter of ${used} rows, expected up to ${this.scatter.limit}`);
    }
    loadInto(this.mean, bundle, "mean");
    loadInto(this.moment, bundle, "moment");
    this.scatter.restore(finite(bundle, "scatter", used * this.dimensions), alpha);
    this.clicks = clicks;
    this.targets = targets;
    this.fresh = false;
  }

  /** Moves the mean towards `weight` clicks at `x`, and adds to the scatter what the move uncovers. */
  private shiftMean(x: Float32Array, weight: number): void {
    const { residual, mean } = this;
    const before = this.clicks;
    this.clicks += weight;
    for (let i = 0; i < residual.length; i++) {
      residual[i] = x[i] - mean[i];
      mean[i] += (weight / this.clicks) * residual[i];
    }
    if (before > 0) this.scatter.add(Math.sqrt((weight * before) / this.clicks), residual);
  }

  /** Solves `(S + λ I) w = Σ tᵢ (xᵢ − centre)` with `S` the scatter about a mean that starts at the origin. */
  private refresh(): void {
    if (this.fresh) return;
    this.fresh = true;
    const { scatter, centre, mean, weights, factor, projected, residual, dimensions } = this;
    const pull = this.clicks / (this.clicks + ORIGIN_CLICKS);
    for (let i = 0; i < dimensions; i++) {
      centre[i] = pull * mean[i];
      residual[i] = this.moment[i] - this.targets * centre[i];
    }
    scatter.setRow(scatter.used, Math.sqrt(pull * ORIGIN_CLICKS), mean);
    this.rank = scatter.used + 1;
    this.ridge = this.penalty + scatter.alpha;
    factor.set(scatter.gram);
    for (let i = 0; i < this.rank; i++) factor[i * scatter.stride + i] += this.ridge;
    factorise(factor, scatter.stride, this.rank);
    this.project(residual);
    this.unproject(residual, projected);
    weights.set(residual);
    this.offset = -dot(weights, centre);
  }

  /** `projected = B x`. */
  private project(x: Float32Array): void {
    const { scatter, dimensions } = this;
    for (let row = 0; row < this.rank; row++) {
      this.projected[row] = dotRow(scatter.rows, row * dimensions, x);
    }
  }

  /** `x = (BᵀB + r I)⁻¹ x = (x − Bᵀ (BBᵀ + r I)⁻¹ B x) / r` (Woodbury), given `projected = B x`. */
  private unproject(x: Float32Array, projected: Float64Array): void {
    const { factor, scatter, rank, ridge, dimensions } = this;
    solveLower(factor, scatter.stride, rank, projected);
    solveUpper(factor, scatter.stride, rank, projected);
    for (let row = 0; row < rank; row++) addRow(x, -projected[row], scatter.rows, row * dimensions);
    for (let i = 0; i < dimensions; i++) x[i] /= ridge;
  }

  /** `xᵀ (S + λ I)⁻¹ x` at the centred `x`. */
  private variance(x: Float32Array): number {
    this.refresh();
    const { residual, projected, factor, scatter, rank, ridge, dimensions } = this;
    for (let i = 0; i < dimensions; i++) residual[i] = x[i] - this.centre[i];
    this.project(residual);
    solveLower(factor, scatter.stride, rank, projected);
    let explained = 0;
    for (let row = 0; row < rank; row++) explained += projected[row] * projected[row];
    return Math.max(0, dot(residual, residual) - explained) / ridge;
  }

  /**
   * Adds to the weights a draw from `N(0, (S + λ I)⁻¹)`: `√r e + Bᵀ u` of standard normal `e` and `u` has covariance
   * `S + λ I`, and solving for it inverts that.
   */
  private draw(random: Random, rows: Float32Array, out: Float32Array): void {
    this.refresh();
    const { residual, projected, scatter, rank, ridge, dimensions } = this;
    for (let i = 0; i < dimensions; i++) residual[i] = Math.sqrt(ridge) * drawNormal(random);
    for (let row = 0; row < rank; row++) addRow(residual, drawNormal(random), scatter.rows, row * dimensions);
    this.project(residual);
    this.unproject(residual, projected);
    const drawn = Float32Array.from(residual, (value, i) => value + this.weights[i]);
    multiply(rows, drawn, -dot(drawn, this.centre), out);
  }
}

function rowsFor(dimensions: number): number {
  const affordable = Math.floor(STATE_BYTES / (4 * dimensions)) - 2;
  return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, affordable));
}
