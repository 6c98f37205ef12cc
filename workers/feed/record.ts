import type { TrackRecord } from "./api";

const CURVE_POINTS = 100;

/** A click, and what the model said of it before. */
export interface Outcome {
  readonly accepted: boolean;
  /** Probability of "accepted" just before the click was learnt. */
  readonly probability: number;
  readonly drifted: boolean;
}

/**
 * Progressive validation (Blum, Kalai and Langford 1999): each click judges the model that had not seen it, beside the
 * guess of what was more frequent until then. Both take an even chance as "accepted".
 */
export function keepRecord(outcomes: readonly Outcome[]): TrackRecord {
  const step = Math.max(1, outcomes.length / CURVE_POINTS);
  const curve: { clicks: number; right: number; guessed: number }[] = [];
  const drifts: number[] = [];
  let [right, guessed, accepted] = [0, 0, 0];
  for (const [i, outcome] of outcomes.entries()) {
    if (outcome.probability >= 0.5 === outcome.accepted) right++;
    if (accepted * 2 >= i === outcome.accepted) guessed++;
    if (outcome.accepted) accepted++;
    const clicks = i + 1;
    if (outcome.drifted) drifts.push(clicks);
    if (clicks >= (curve.length + 1) * step || clicks === outcomes.length) {
      curve.push({ clicks, right: right / clicks, guessed: guessed / clicks });
    }
  }
  return { clicks: outcomes.length, right, guessed, curve, drifts };
}
