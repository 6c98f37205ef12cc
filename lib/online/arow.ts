import type { Random } from "../random";
import type { BundleArray } from "../release/bundle";
import { Linear } from "./linear";
import { type Model, type Posterior, requireKind } from "./model";
import { drawNormal } from "./normal";

/**
 * AROW, adaptive regularisation of weights (Crammer, Kulesza and Dredze 2009), with a diagonal covariance: a Gaussian
 * over the weights that shrinks where clicks have spoken, updated when the margin is below 1.
 */
export class Arow extends Linear {
  readonly slope = 2;
  readonly posterior: Posterior;
  private readonly variances: Float32Array;

  /** @param noise the paper's `r`; larger learns more slowly. */
  constructor(
    dimensions: number,
    readonly noise = 1,
  ) {
    super(dimensions);
    this.variances = new Float32Array(dimensions).fill(1);
    this.posterior = {
      variance: (x) => this.variance(x),
      draw: (random, rows, out) => this.draw(random, rows, out),
    };
  }

  protected step(x: Float32Array, margin: number, target: 1 | -1, weight: number): void {
    const loss = 1 - target * margin;
    if (loss <= 0) return;
    const { weights, variances, dimensions } = this;
    const shrink = 1 / (this.variance(x) + this.noise / weight);
    for (let i = 0; i < dimensions; i++) {
      const change = variances[i] * x[i];
      weights[i] += target * loss * shrink * change;
      variances[i] -= shrink * change * change;
    }
  }

  protected forgetSteps(share: number): void {
    // Precision 1 is the prior's; what clicks added to it shrinks.
    for (let i = 0; i < this.variances.length; i++) this.variances[i] = 1 / (1 + share * (1 / this.variances[i] - 1));
  }

  /** The product of both Gaussians, over the prior that both started from. */
  protected mergeSteps(other: Model): void {
    const { weights, variances } = requireKind(other, Arow);
    for (let i = 0; i < variances.length; i++) {
      const [mine, theirs] = [1 / this.variances[i], 1 / variances[i]];
      this.variances[i] = 1 / (mine + theirs - 1);
      this.weights[i] = this.variances[i] * (mine * this.weights[i] + theirs * weights[i]);
    }
  }

  override save(): Record<string, BundleArray> {
    return { ...super.save(), variances: this.variances };
  }

  private variance(x: Float32Array): number {
    let sum = 0;
    for (let i = 0; i < this.dimensions; i++) sum += this.variances[i] * x[i] * x[i];
    return sum;
  }

  private draw(random: Random, rows: Float32Array, out: Float32Array): void {
    const drawn = this.weights.map((weight, i) => weight + Math.sqrt(this.variances[i]) * drawNormal(random));
    this.marginsOf(drawn, rows, out);
  }
}
