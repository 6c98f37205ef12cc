import type { Bundle, BundleArray } from "../release/bundle";
import { dot, multiply } from "./matrix";
import { loadInto, type Model } from "./model";

/** Clicks at the origin that the running mean starts from, so that a first click has a direction. */
export const ORIGIN_CLICKS = 1;

/** The vector of the click in hand, shared by all: a reader's model is small and there may be many. */
let centred = new Float32Array(0);

/**
 * What the first-order models share: weights for vectors that are centred at the running mean of those judged, as
 * River's scaler does. The calibration supplies the intercept.
 */
export abstract class Linear implements Model {
  abstract readonly slope: number;
  readonly wantsBalance = true;
  protected readonly weights: Float32Array;
  private readonly mean: Float32Array;
  private readonly clicks = Float32Array.of(ORIGIN_CLICKS);

  constructor(readonly dimensions: number) {
    this.weights = new Float32Array(dimensions);
    this.mean = new Float32Array(dimensions);
  }

  learn(x: Float32Array, target: 1 | -1, weight: number, margin: number): void {
    const { mean, clicks, dimensions } = this;
    if (centred.length !== dimensions) centred = new Float32Array(dimensions);
    clicks[0] += weight;
    const share = weight / clicks[0];
    for (let i = 0; i < dimensions; i++) {
      const deviation = x[i] - mean[i];
      centred[i] = deviation;
      mean[i] += share * deviation;
    }
    this.step(centred, margin, target, weight);
  }

  margin(x: Float32Array): number {
    const { mean, weights } = this;
    let even = 0;
    let odd = 0;
    let i = 0;
    for (; i + 1 < x.length; i += 2) {
      even += (x[i] - mean[i]) * weights[i];
      odd += (x[i + 1] - mean[i + 1]) * weights[i + 1];
    }
    return i < x.length ? even + odd + (x[i] - mean[i]) * weights[i] : even + odd;
  }

  margins(rows: Float32Array, out: Float32Array): void {
    this.marginsOf(this.weights, rows, out);
  }

  forget(share: number): void {
    this.clicks[0] *= share;
    this.forgetSteps(share);
  }

  merge(other: Model): void {
    this.mergeSteps(other);
    if (!(other instanceof Linear)) return;
    const share = other.clicks[0] - ORIGIN_CLICKS;
    this.clicks[0] += share;
    mix(this.mean, other.mean, share / this.clicks[0]);
  }

  save(): Record<string, BundleArray> {
    return { weights: this.weights, mean: this.mean, clicks: this.clicks };
  }

  load(bundle: Bundle): void {
    for (const [name, array] of Object.entries(this.save())) {
      if (array instanceof Float32Array) loadInto(array, bundle, name);
    }
  }

  protected marginsOf(weights: Float32Array, rows: Float32Array, out: Float32Array): void {
    multiply(rows, weights, -dot(this.mean, weights), out);
  }

  /** Learns a centred vector whose margin was `margin`. */
  protected abstract step(x: Float32Array, margin: number, target: 1 | -1, weight: number): void;
  protected abstract forgetSteps(share: number): void;
  protected abstract mergeSteps(other: Model): void;
}

/** The logistic function. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Mean of two models' weights by what each rests on (parameter mixing, McDonald, Hall and Mann 2010). */
export function mix(mine: Float32Array, others: Float32Array, share: number): void {
  for (let i = 0; i < mine.length; i++) mine[i] += share * (others[i] - mine[i]);
}
