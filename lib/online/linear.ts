import type { Bundle, BundleArray } from "../release/bundle";
import { dotRow, multiply } from "./matrix";
import { loadInto, type Model } from "./model";

/** What the first-order models share: a weight for each dimension. The calibration supplies the intercept. */
export abstract class Linear implements Model {
  abstract readonly slope: number;
  readonly wantsBalance: boolean = true;
  protected readonly weights: Float32Array;

  constructor(readonly dimensions: number) {
    this.weights = new Float32Array(dimensions);
  }

  abstract learn(x: Float32Array, target: 1 | -1, weight: number): void;
  abstract forget(share: number): void;
  abstract merge(other: Model): void;

  margin(x: Float32Array): number {
    return dotRow(x, 0, this.weights, this.dimensions);
  }

  margins(rows: Float32Array, out: Float32Array): void {
    multiply(rows, this.dimensions, this.weights, 0, out);
  }

  save(): Record<string, BundleArray> {
    return { weights: this.weights };
  }

  load(bundle: Bundle): void {
    loadInto(this.weights, bundle, "weights");
  }
}

/** The logistic function. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Mean of two models' weights by what each rests on (parameter mixing, McDonald, Hall and Mann 2010). */
export function mix(mine: Float32Array, others: Float32Array, share: number): void {
  for (let i = 0; i < mine.length; i++) mine[i] += share * (others[i] - mine[i]);
}
