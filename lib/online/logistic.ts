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
 * by coordinate. `leader` is the paper's `z`, `roots` its `√n`. Its λ₁ is 0, as a taste is not sparse in an embedding.
 */
export class Ftrl extends Linear {
  readonly slope = 1;
  private readonly leader: Float32Array;
  private readonly roots: Float32Array;

  /** @param alpha,beta the paper's step. @param ridge its λ₂. */
  constructor(
    dimensions: number,
    readonly alpha = 1,
    readonly beta = 0.1,
    readonly ridge = 0.01,
  ) {
    super(dimensions);
    this.leader = new Float32Array(dimensions);
    this.roots = new Float32Array(dimensions);
  }

  override save(): Record<string, BundleArray> {
    return { ...super.save(), leader: this.leader, roots: this.roots };
  }

  protected step(x: Float32Array, margin: number, target: 1 | -1, weight: number): void {
    const { weights, leader, roots, dimensions, alpha, beta, ridge } = this;
    const slope = weight * (sigmoid(margin) - (target + 1) / 2);
    for (let i = 0; i < dimensions; i++) {
      const gradient = slope * x[i];
      const root = Math.sqrt(roots[i] * roots[i] + gradient * gradient);
      const moved = leader[i] + gradient - ((root - roots[i]) / alpha) * weights[i];
      leader[i] = moved;
      roots[i] = root;
      weights[i] = -moved / ((beta + root) / alpha + ridge);
    }
  }

  protected forgetSteps(share: number): void {
    for (let i = 0; i < this.roots.length; i++) {
      this.roots[i] *= Math.sqrt(share);
      this.leader[i] *= share;
    }
    this.solve();
  }

  protected mergeSteps(other: Model): void {
    const { leader, roots } = requireKind(other, Ftrl);
    for (let i = 0; i < roots.length; i++) {
      this.leader[i] += leader[i];
      this.roots[i] = Math.hypot(this.roots[i], roots[i]);
    }
    this.solve();
  }

  private solve(): void {
    const { weights, leader, roots, alpha, beta, ridge } = this;
    for (let i = 0; i < weights.length; i++) weights[i] = -leader[i] / ((beta + roots[i]) / alpha + ridge);
  }
}

function sum(values: Float32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
