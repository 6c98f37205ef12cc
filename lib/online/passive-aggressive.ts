import type { Bundle, BundleArray } from "../release/bundle";
import { Linear, mix } from "./linear";
import { dotRow } from "./matrix";
import { loadInto, type Model, requireKind } from "./model";

/**
 * Passive-aggressive classification (Crammer et al. 2006): the smallest change of the weights that gives the click a
 * margin of 1, its size bounded by `aggressiveness` (PA-I) or paid for in square by it (PA-II).
 */
export class PassiveAggressive extends Linear {
  readonly slope = 2;
  /** Clicks that changed anything. */
  private readonly updates = new Float32Array(1);

  constructor(
    dimensions: number,
    readonly variant: 1 | 2,
    readonly aggressiveness = 1,
  ) {
    super(dimensions);
  }

  learn(x: Float32Array, target: 1 | -1, weight: number): void {
    const loss = 1 - target * this.margin(x);
    if (loss <= 0) return;
    const { weights, dimensions } = this;
    const length = dotRow(x, 0, x, dimensions);
    const cost = weight * this.aggressiveness;
    const step = target * (this.variant === 1 ? Math.min(cost, loss / length) : loss / (length + 1 / (2 * cost)));
    for (let i = 0; i < dimensions; i++) weights[i] += step * x[i];
    this.updates[0]++;
  }

  forget(share: number): void {
    for (let i = 0; i < this.weights.length; i++) this.weights[i] *= share;
    this.updates[0] *= share;
  }

  merge(other: Model): void {
    const { weights, updates } = requireKind(other, PassiveAggressive);
    this.updates[0] += updates[0];
    if (updates[0] > 0) mix(this.weights, weights, updates[0] / this.updates[0]);
  }

  override save(): Record<string, BundleArray> {
    return { ...super.save(), updates: this.updates };
  }

  override load(bundle: Bundle): void {
    super.load(bundle);
    loadInto(this.updates, bundle, "updates");
  }
}
