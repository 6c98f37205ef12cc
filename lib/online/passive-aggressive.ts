import type { BundleArray } from "../release/bundle";
import { Linear, mix } from "./linear";
import { addRow, dot } from "./matrix";
import { type Model, requireKind } from "./model";

/** PA-I or PA-II. */
export type Variant = 1 | 2;

/** Bound (PA-I) or price (PA-II) of a step; the paper's `C`, and River's default for it. */
const AGGRESSIVENESS = 1;

/**
 * The step of passive-aggressive classification (Crammer et al. 2006): the smallest change of the weights that gives the
 * click a margin of 1, its size bounded by the aggressiveness (PA-I) or paid for in square (PA-II).
 * @param squaredLength of the vector. A vector of zeros asks for no step.
 * @returns the factor of the vector to add to the weights; 0 when the margin is wide enough.
 */
export function aggressiveStep(
  variant: Variant,
  squaredLength: number,
  margin: number,
  target: 1 | -1,
  weight: number,
): number {
  const loss = 1 - target * margin;
  if (loss <= 0 || squaredLength === 0) return 0;
  const cost = weight * AGGRESSIVENESS;
  return target * (variant === 1 ? Math.min(cost, loss / squaredLength) : loss / (squaredLength + 1 / (2 * cost)));
}

/** Passive-aggressive classification, see {@link aggressiveStep}. */
export class PassiveAggressive extends Linear {
  readonly slope = 2;
  /** Clicks that changed anything. */
  private readonly updates = new Float32Array(1);

  constructor(
    dimensions: number,
    readonly variant: Variant,
  ) {
    super(dimensions);
  }

  override save(): Record<string, BundleArray> {
    return { ...super.save(), updates: this.updates };
  }

  protected step(x: Float32Array, margin: number, target: 1 | -1, weight: number): void {
    const step = aggressiveStep(this.variant, dot(x, x), margin, target, weight);
    if (step === 0) return;
    addRow(this.weights, step, x);
    this.updates[0]++;
  }

  protected forgetSteps(share: number): void {
    for (let i = 0; i < this.weights.length; i++) this.weights[i] *= share;
    this.updates[0] *= share;
  }

  protected mergeSteps(other: Model): void {
    const { weights, updates } = requireKind(other, PassiveAggressive);
    this.updates[0] += updates[0];
    if (updates[0] > 0) mix(this.weights, weights, updates[0] / this.updates[0]);
  }
}
