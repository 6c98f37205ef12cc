import type { Bundle, BundleArray } from "../release/bundle";
import { mix, sigmoid } from "./linear";
import { loadInto, type Model, requireKind } from "./model";
import { aggressiveStep } from "./passive-aggressive";

/** River's default step of stochastic gradient descent. */
const RATE = 0.01;

/**
 * River's stack (Montiel et al. 2021): vectors standardised by their running mean and deviation; a logistic regression and
 * both passive-aggressive classifiers on them; and a logistic regression over the same vector and the three probabilities
 * (Wolpert 1992), trained by plain gradient descent on what the bases said before they learnt. It is here to compare
 * with. Each walk over the vector does all four at once, as four walks would take four times as long.
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
  private readonly aggressive1: Float32Array;
  private readonly aggressive2: Float32Array;
  private readonly top: Float32Array;
  /** Of `logistic`: its intercept. Of `top`: its weights of the three probabilities, and its intercept. */
  private readonly extra = new Float32Array(5);

  /** What the last walk found: the standardised vector's squared length, and what each model says of it. */
  private squaredLength = 0;
  private probability = 0;
  private margin1 = 0;
  private margin2 = 0;
  private logOdds = 0;

  constructor(readonly dimensions: number) {
    this.mean = new Float32Array(dimensions);
    this.squares = new Float32Array(dimensions);
    this.inverse = new Float32Array(dimensions);
    this.logistic = new Float32Array(dimensions);
    this.aggressive1 = new Float32Array(dimensions);
    this.aggressive2 = new Float32Array(dimensions);
    this.top = new Float32Array(dimensions);
  }

  learn(x: Float32Array, target: 1 | -1, weight: number): void {
    this.standardise(x, weight);
    this.judge(x, 0);
    const { mean, inverse, logistic, aggressive1, aggressive2, top, extra, dimensions } = this;
    const label = (target + 1) / 2;
    const base = RATE * weight * (this.probability - label);
    const stacked = RATE * weight * (sigmoid(this.logOdds) - label);
    const step1 = aggressiveStep(1, this.squaredLength, this.margin1, target, weight);
    const step2 = aggressiveStep(2, this.squaredLength, this.margin2, target, weight);
    for (let i = 0; i < dimensions; i++) {
      const value = (x[i] - mean[i]) * inverse[i];
      logistic[i] -= base * value;
      top[i] -= stacked * value;
      aggressive1[i] += step1 * value;
      aggressive2[i] += step2 * value;
    }
    extra[0] -= base;
    extra[1] -= stacked * this.probability;
    extra[2] -= stacked * sigmoid(this.margin1);
    extra[3] -= stacked * sigmoid(this.margin2);
    extra[4] -= stacked;
  }

  margin(x: Float32Array): number {
    this.judge(x, 0);
    return this.logOdds;
  }

  margins(rows: Float32Array, out: Float32Array): void {
    for (let row = 0; row < out.length; row++) {
      this.judge(rows, row * this.dimensions);
      out[row] = this.logOdds;
    }
  }

  forget(share: number): void {
    this.count[0] *= share;
    for (const values of [this.squares, this.logistic, this.aggressive1, this.aggressive2]) {
      for (let i = 0; i < values.length; i++) values[i] *= share;
    }
  }

  merge(other: Model): void {
    const { count, mean, squares, logistic, aggressive1, aggressive2, top, extra } = requireKind(other, Stack);
    if (count[0] === 0) return;
    const [mine, total] = [this.count[0], this.count[0] + count[0]];
    for (let i = 0; i < this.dimensions; i++) {
      const gap = mean[i] - this.mean[i];
      this.squares[i] += squares[i] + (gap * gap * mine * count[0]) / total;
      this.mean[i] += (count[0] / total) * gap;
    }
    mix(this.logistic, logistic, count[0] / total);
    mix(this.aggressive1, aggressive1, count[0] / total);
    mix(this.aggressive2, aggressive2, count[0] / total);
    mix(this.top, top, count[0] / total);
    mix(this.extra, extra, count[0] / total);
    this.count[0] = total;
    this.invert();
  }

  save(): Record<string, BundleArray> {
    const { count, mean, squares, logistic, aggressive1, aggressive2, top, extra } = this;
    return { count, mean, squares, logistic, aggressive1, aggressive2, top, extra };
  }

  load(bundle: Bundle): void {
    for (const [name, array] of Object.entries(this.save())) {
      if (array instanceof Float32Array) loadInto(array, bundle, name);
    }
    this.invert();
  }

  /** Moves the running mean and squared deviations (Welford 1962). */
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
  }

  private invert(): void {
    const { squares, inverse, count } = this;
    for (let i = 0; i < inverse.length; i++) inverse[i] = squares[i] > 0 ? Math.sqrt(count[0] / squares[i]) : 0;
  }

  /** Standardises the vector that starts at `start` in `rows`, and asks every model about it. */
  private judge(rows: Float32Array, start: number): void {
    const { mean, inverse, logistic, aggressive1, aggressive2, top, extra, dimensions } = this;
    let squaredLength = 0;
    let base = extra[0];
    let margin1 = 0;
    let margin2 = 0;
    let stacked = extra[4];
    for (let i = 0; i < dimensions; i++) {
      const value = (rows[start + i] - mean[i]) * inverse[i];
      squaredLength += value * value;
      base += value * logistic[i];
      margin1 += value * aggressive1[i];
      margin2 += value * aggressive2[i];
      stacked += value * top[i];
    }
    this.squaredLength = squaredLength;
    this.probability = sigmoid(base);
    this.margin1 = margin1;
    this.margin2 = margin2;
    this.logOdds = stacked + extra[1] * this.probability + extra[2] * sigmoid(margin1) + extra[3] * sigmoid(margin2);
  }
}
