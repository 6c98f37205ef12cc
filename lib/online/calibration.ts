import { sigmoid } from "./linear";

/** Precision of the slope's prior, relative to its square: two thirds of its size is one standard deviation. */
const SLOPE_PRECISION = 2.25;
/**
 * Precision of the intercept's prior: base rates of 38 % to 62 % are within one standard deviation. A tighter one would
 * tell a one-sided reader's probabilities wrong for long, a looser one follow every run of luck.
 */
const INTERCEPT_PRECISION = 4;
/** A margin that points the wrong way for a while must not turn the ranking's probabilities over. */
const LEAST_SLOPE = 0.1;

/**
 * Online Platt scaling (Platt 1999): `P(accepted) = σ(slope · margin + intercept)`, both learnt from margins that were
 * computed before their labels were, as a Gaussian that each click updates by one Newton step (the assumed-density
 * filter for logistic regression, Spiegelhalter and Lauritzen 1990).
 */
export class Calibration {
  /** `slope, intercept`, and the precisions `slope², slope · intercept, intercept²`. */
  readonly state: Float32Array;
  private readonly priorPrecision: number;

  /** @param slope the prior's mean: the log odds that a margin of 1 is worth. */
  constructor(private readonly slope: number) {
    this.priorPrecision = SLOPE_PRECISION / slope ** 2;
    this.state = Float32Array.of(slope, 0, this.priorPrecision, 0, INTERCEPT_PRECISION);
  }

  probability(margin: number): number {
    return sigmoid(Math.max(LEAST_SLOPE * this.slope, this.state[0]) * margin + this.state[1]);
  }

  learn(margin: number, accepted: boolean, weight: number): void {
    const { state } = this;
    const probability = this.probability(margin);
    const certainty = weight * probability * (1 - probability);
    state[2] += certainty * margin * margin;
    state[3] += certainty * margin;
    state[4] += certainty;
    const pull = weight * ((accepted ? 1 : 0) - probability);
    const determinant = state[2] * state[4] - state[3] * state[3];
    state[0] += (pull * (state[4] * margin - state[3])) / determinant;
    state[1] += (pull * (state[2] - state[3] * margin)) / determinant;
  }

  /** Keeps `share` of what clicks added to the precision. */
  forget(share: number): void {
    const { state, priorPrecision } = this;
    state[2] = priorPrecision + share * (state[2] - priorPrecision);
    state[3] *= share;
    state[4] = INTERCEPT_PRECISION + share * (state[4] - INTERCEPT_PRECISION);
  }

  /** The product of both Gaussians, over the prior that both started from. */
  merge({ state: other }: Calibration): void {
    const { state, slope, priorPrecision } = this;
    // Precision-weighted means: those of both less the prior's.
    const first = dot(state, 2, state) + dot(other, 2, other) - priorPrecision * slope;
    const second = dot(state, 3, state) + dot(other, 3, other);
    state[2] += other[2] - priorPrecision;
    state[3] += other[3];
    state[4] += other[4] - INTERCEPT_PRECISION;
    const determinant = state[2] * state[4] - state[3] * state[3];
    state[0] = (state[4] * first - state[3] * second) / determinant;
    state[1] = (state[2] * second - state[3] * first) / determinant;
  }
}

/** A row of the precision matrix, which starts at `row`, times the mean. */
function dot(precision: Float32Array, row: number, mean: Float32Array): number {
  return precision[row] * mean[0] + precision[row + 1] * mean[1];
}
