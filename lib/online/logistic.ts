import type { BundleArray } from "../release/bundle";
import { Linear, mix, sigmoid } from "./linear";
import { type Model, requireKind } from "./model";

/** Keeps the first division by a sum of squares finite. */
const EPSILON = 1e-8;

/**
 * Logistic regression with AdaGrad (Duchi, Hazan and Singer 2011): every weight has a step of its own, `rate` over the
 * root of the sum of its squared gradients.
 */
export class AdaGrad extends Linear {
  readonly slope = 1;
  private readonly squares: Float32Array;

  constructor(
    dimensions: number,
    readonly rate = 0.1,
  ) {
    super(dimensions);
    this.squares = new Float32Array(dimensions);
  }

  protected step(x: Float32Array, margin: number, target: 1 | -1, weight: number): void {
    const { weights, squares, dimensions, rate } = this;
    const slope = weight * (sigmoid(margin) - (target + 1) / 2);
    for (let i = 0; i < dimensions; i++) {
      const gradient = slope * x[i];
      squares[i] += gradient * gradient;
      weights[i] -= (rate * gradient) / Math.sqrt(squares[i] + EPSILON);
    }
  }

  protected forgetSteps(share: number): void {
    for (let i = 0; i < this.squares.length; i++) this.squares[i] *= share;
  }

  protected mergeSteps(other: Model): void {
    const { weights, squares } = requireKind(other, AdaGrad);
    const [mine, theirs] = [sum(this.squares), sum(squares)];
    if (theirs > 0) mix(this.weights, weights, theirs / (mine + theirs));
    for (let i = 0; i < squares.length; i++) this.squares[i] += squares[i];
  }

  override save(): Record<string, BundleArray> {
    return { ...super.save(), squares: this.squares };
  }
}

/**
 * Logistic regression with FTRL-proximal (McMahan et al. 2013, algorithm 1): follows the regularised leader, with steps
 * by coordinate. `squares` is the paper's `n`, `leader` its `z`.
 */
export class Ftrl extends Linear {
  readonly slope = 1;
  private readonly leader: Float32Array;
  private readonly squares: Float32Array;

  /** @param alpha,beta the paper's step. @param lasso,ridge its λ₁ and λ₂. */
  constructor(
    dimensions: number,
    readonly alpha = 1,
    readonly beta = 0.1,
    readonly lasso = 0,
    readonly ridge = 0.01,
  ) {
    super(dimensions);
    this.leader = new Float32Array(dimensions);
    this.squares = new Float32Array(dimensions);
  }

  protected step(x: Float32Array, margin: number, target: 1 | -1, weight: number): void {
    const { weights, leader, squares, dimensions, alpha } = this;
    const slope = weight * (sigmoid(margin) - (target + 1) / 2);
    for (let i = 0; i < dimensions; i++) {
      const gradient = slope * x[i];
      const sum = squares[i] + gradient * gradient;
      leader[i] += gradient - ((Math.sqrt(sum) - Math.sqrt(squares[i])) / alpha) * weights[i];
      squares[i] = sum;
      weights[i] = this.weightOf(leader[i], sum);
    }
  }

  protected forgetSteps(share: number): void {
    for (let i = 0; i < this.squares.length; i++) {
      this.squares[i] *= share;
      this.leader[i] *= share;
      this.weights[i] = this.weightOf(this.leader[i], this.squares[i]);
    }
  }

  protected mergeSteps(other: Model): void {
    const { leader, squares } = requireKind(other, Ftrl);
    for (let i = 0; i < squares.length; i++) {
      this.leader[i] += leader[i];
      this.squares[i] += squares[i];
      this.weights[i] = this.weightOf(this.leader[i], this.squares[i]);
    }
  }

  override save(): Record<string, BundleArray> {
    return { ...super.save(), leader: this.leader, squares: this.squares };
  }

  private weightOf(leader: number, squares: number): number {
    const excess = Math.abs(leader) - this.lasso;
    if (excess <= 0) return 0;
    return (-Math.sign(leader) * excess) / ((this.beta + Math.sqrt(squares)) / this.alpha + this.ridge);
  }
}

function sum(values: Float32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
