import type { Bundle, BundleArray } from "../release/bundle";
import { mix, sigmoid } from "./linear";
import { addRow, dot, dotRow } from "./matrix";
import { loadInto, type Model, requireKind } from "./model";
import { aggressiveStep, type Variant } from "./passive-aggressive";

/** River's default step of stochastic gradient descent. */
const RATE = 0.01;
const VARIANTS: readonly Variant[] = [1, 2];
const BASES = 1 + VARIANTS.length;

/**
 * River's stack (Montiel et al. 2021): vectors standardised by their running mean and deviation, a logistic regression and
 * both passive-aggressive classifiers on them, and a logistic regression over the same vector and the three probabilities
 * (Wolpert 1992), trained by plain gradient descent on what the bases said before they learnt. It ran as the
 * ranking service's only model before; here it is to compare with.
 */
export class Stack implements Model {
  readonly slope = 1;
  readonly wantsBalance = false;

  private readonly count = new Float32Array(1);
  private readonly mean: Float32Array;
  /** Sum of squared deviations. */
  private readonly squares: Float32Array;
  /** `1 / deviation` of each number; 0 where all were the same. */
  private readonly inverse: Float32Array;
  private readonly logistic: Float32Array;
  /** Weights of PA-I and of PA-II. */
  private readonly aggressive: readonly [Float32Array, Float32Array];
  /** Weights of the standardised vector, of the three probabilities, and an intercept. */
  private readonly top: Float32Array;
  private readonly scaled: Float32Array;
  private readonly probabilities = new Float32Array(BASES);

  constructor(readonly dimensions: number) {
    this.mean = new Float32Array(dimensions);
    this.squares = new Float32Array(dimensions);
    this.inverse = new Float32Array(dimensions);
    this.logistic = new Float32Array(dimensions + 1);
    this.top = new Float32Array(dimensions + BASES + 1);
    this.aggressive = [new Float32Array(dimensions), new Float32Array(dimensions)];
    this.scaled = new Float32Array(dimensions);
  }

  learn(x: Float32Array, target: 1 | -1, weight: number): void {
    this.standardise(x, weight);
    const { scaled, logistic, top, probabilities, dimensions } = this;
    const label = (target + 1) / 2;
    const slope = RATE * weight * (sigmoid(this.stacked()) - label);
    for (let i = 0; i < dimensions; i++) top[i] -= slope * scaled[i];
    for (let i = 0; i < BASES; i++) top[dimensions + i] -= slope * probabilities[i];
    top[dimensions + BASES] -= slope;
    const base = RATE * weight * (probabilities[0] - label);
    for (let i = 0; i < dimensions; i++) logistic[i] -= base * scaled[i];
    logistic[dimensions] -= base;
    VARIANTS.forEach((variant, i) => {
      const weights = this.aggressive[i];
      const step = aggressiveStep(variant, scaled, dot(weights, scaled), target, weight);
      addRow(weights, step, scaled);
    });
  }

  margin(x: Float32Array): number {
    this.scale(x, 0);
    return this.stacked();
  }

  margins(rows: Float32Array, out: Float32Array): void {
    for (let row = 0; row < out.length; row++) {
      this.scale(rows, row * this.dimensions);
      out[row] = this.stacked();
    }
  }

  forget(share: number): void {
    this.count[0] *= share;
    for (let i = 0; i < this.dimensions; i++) this.squares[i] *= share;
    for (let i = 0; i < this.logistic.length; i++) this.logistic[i] *= share;
    for (const weights of this.aggressive) for (let i = 0; i < weights.length; i++) weights[i] *= share;
  }

  merge(other: Model): void {
    const { count, mean, squares, logistic, aggressive, top } = requireKind(other, Stack);
    if (count[0] === 0) return;
    const [mine, total] = [this.count[0], this.count[0] + count[0]];
    for (let i = 0; i < this.dimensions; i++) {
      const gap = mean[i] - this.mean[i];
      this.squares[i] += squares[i] + (gap * gap * mine * count[0]) / total;
      this.mean[i] += (count[0] / total) * gap;
    }
    mix(this.logistic, logistic, count[0] / total);
    mix(this.top, top, count[0] / total);
    this.aggressive.forEach((weights, i) => {
      mix(weights, aggressive[i], count[0] / total);
    });
    this.count[0] = total;
    this.invert();
  }

  save(): Record<string, BundleArray> {
    const { count, mean, squares, logistic, top } = this;
    const [aggressive1, aggressive2] = this.aggressive;
    return { count, mean, squares, logistic, top, aggressive1, aggressive2 };
  }

  load(bundle: Bundle): void {
    const arrays = this.save();
    for (const [name, array] of Object.entries(arrays)) {
      if (array instanceof Float32Array) loadInto(array, bundle, name);
    }
    this.invert();
  }

  /** Welford's running mean and squared deviations, then the vector by them. */
  private standardise(x: Float32Array, weight: number): void {
    const { mean, squares, count } = this;
    count[0] += weight;
    const share = weight / count[0];
    for (let i = 0; i < mean.length; i++) {
      const gap = x[i] - mean[i];
      mean[i] += share * gap;
      squares[i] += weight * gap * (x[i] - mean[i]);
    }
    this.invert();
    this.scale(x, 0);
  }

  private invert(): void {
    const { squares, inverse, count } = this;
    for (let i = 0; i < inverse.length; i++) inverse[i] = squares[i] > 0 ? Math.sqrt(count[0] / squares[i]) : 0;
  }

  private scale(rows: Float32Array, start: number): void {
    const { mean, inverse, scaled } = this;
    for (let i = 0; i < scaled.length; i++) scaled[i] = (rows[start + i] - mean[i]) * inverse[i];
  }

  /** The stack's log odds of the vector in `scaled`; leaves the bases' in `probabilities`. */
  private stacked(): number {
    const { probabilities, logistic, scaled, dimensions, top } = this;
    probabilities[0] = sigmoid(dotRow(logistic, 0, scaled) + logistic[dimensions]);
    for (let i = 1; i < BASES; i++) probabilities[i] = sigmoid(dot(this.aggressive[i - 1], scaled));
    const bases = dotRow(top, dimensions, probabilities) + top[dimensions + BASES];
    return dotRow(top, 0, scaled) + bases;
  }
}
