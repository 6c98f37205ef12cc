/** Which hours of a week are the best to post at, and whether they differ by more than a model can tell. */

export interface HourAdvice {
  /** The best hours, best first, as places in the list that was given. */
  readonly best: readonly number[];
  /** Expected score of the median hour. */
  readonly median: number;
  /** From the 5th to the 95th percentile of the hours, in natural-log units of the expected score. */
  readonly spread: number;
  /** Whether that spread is more than the model's error explains; null where the error was not measured. */
  readonly telling: boolean | null;
}

const NAMED = 3;
/** Two hours may be wrong by an error each, in opposite directions. */
const ERRORS_APART = 2;

/**
 * @param expected expected score of one post at each hour.
 * @param error how far the predicted effect of an hour lies from the observed one on posts held back, in natural-log units;
 *   null where that was not measured.
 * @throws RangeError without hours
 */
export function adviseHours(expected: readonly number[], error: number | null): HourAdvice {
  if (expected.length === 0) throw new RangeError("no hours to advise on");
  const ranked = expected.map((_, hour) => hour).sort((a, b) => expected[b] - expected[a]);
  const atShare = (share: number) => expected[ranked[Math.round((1 - share) * (ranked.length - 1))]];
  const spread = Math.log(atShare(0.95) / atShare(0.05));
  return {
    best: ranked.slice(0, NAMED),
    median: atShare(0.5),
    spread,
    telling: error === null ? null : spread >= ERRORS_APART * error,
  };
}
