import { meanStatistic, measure, requireRows, type Statistic } from "./statistic";

/** Below this a probability counts as this, so that one impossible outcome does not make the loss infinite. */
const SMALLEST_PROBABILITY = 1e-15;

/**
 * Categorical log loss (cross-entropy) in nats: the mean of −log p(outcome). Lower is better.
 * @param probabilities `rows × buckets`, row-major.
 * @param outcomes bucket of each row.
 */
export function logLoss(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): number {
  return measure(logLossStatistic(probabilities, outcomes));
}

/** {@link logLoss}, for resampling. */
export function logLossStatistic(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): Statistic {
  const buckets = bucketCount(probabilities, outcomes);
  const losses = new Float64Array(outcomes.length);
  for (let row = 0; row < losses.length; row++) {
    losses[row] = -Math.log(Math.max(SMALLEST_PROBABILITY, probabilities[row * buckets + outcomes[row]]));
  }
  return meanStatistic(losses);
}

/**
 * Ranked probability score over ordered buckets (Epstein 1969): the squared distance of the cumulative forecast from
 * the cumulative outcome, summed over buckets and divided by their number less one; the mean over rows. 0 is perfect,
 * 1 the worst, lower is better. Near misses cost less than far ones.
 * @param probabilities `rows × buckets`, row-major.
 * @param outcomes bucket of each row.
 */
export function rankedProbabilityScore(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): number {
  return measure(rankedProbabilityStatistic(probabilities, outcomes));
}

/** {@link rankedProbabilityScore}, for resampling. */
export function rankedProbabilityStatistic(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): Statistic {
  const buckets = bucketCount(probabilities, outcomes);
  const scores = new Float64Array(outcomes.length);
  for (let row = 0; row < scores.length; row++) {
    let cumulative = 0;
    let sum = 0;
    for (let k = 0; k + 1 < buckets; k++) {
      cumulative += probabilities[row * buckets + k];
      sum += (cumulative - (outcomes[row] <= k ? 1 : 0)) ** 2;
    }
    scores[row] = sum / (buckets - 1);
  }
  return meanStatistic(scores);
}

function bucketCount(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): number {
  const buckets = probabilities.length / outcomes.length;
  requireRows(outcomes.length);
  if (!Number.isInteger(buckets) || buckets < 2) {
    throw new RangeError(`${probabilities.length} probabilities do not divide into ${outcomes.length} rows of buckets`);
  }
  return buckets;
}
