import { atLeast, bucketOf, expectedScore, toBuckets } from "../../lib/buckets";
import { bootstrap, type Interval } from "../../lib/metrics/bootstrap";
import { calibrationStatistic } from "../../lib/metrics/calibration";
import { groupedSpearmanStatistic, spearmanStatistic } from "../../lib/metrics/correlation";
import { logLossStatistic, rankedProbabilityStatistic } from "../../lib/metrics/distribution";
import { quadraticKappaStatistic } from "../../lib/metrics/kappa";
import { topLiftStatistic } from "../../lib/metrics/lift";
import { rocAucStatistic } from "../../lib/metrics/roc";
import type { Statistic } from "../../lib/metrics/statistic";

/** Forecasts of posts whose outcome is known. */
export interface Forecasts {
  /** `posts × buckets`, row-major; rows sum to one. */
  readonly probabilities: ArrayLike<number>;
  /** First score of each bucket. */
  readonly edges: readonly number[];
  readonly scores: ArrayLike<number>;
  /** Community of each post, or null throughout where there is one community only. */
  readonly communities: readonly (string | null)[];
}

/** Fewest posts with which a community counts in the correlation within communities. */
const MINIMUM_COMMUNITY = 20;
const TOP_SHARE = 0.1;

/**
 * What a predictor is judged by, each metric with its bootstrap 95 % interval. Keys:
 * `log_loss`, `ranked_probability_score`, `roc_auc_at_10`, `roc_auc_at_100`, `roc_auc_at_1000`, `spearman` (of the
 * expected score), `spearman_within_community` (only where there are communities of at least 20 posts),
 * `quadratic_kappa` (bucket of the expected score against the true one), `calibration_error_at_100`,
 * `lift_top_10_at_100`. A metric that these posts cannot tell (no post reached 1000) is left out.
 */
export function evaluate(
  forecasts: Forecasts,
  options: { readonly seed: number; readonly resamples?: number },
): Record<string, Interval> {
  const { edges, scores, probabilities } = forecasts;
  const posts = scores.length;
  const outcomes = Int32Array.from(scores, (score) => bucketOf(score, edges));
  const expected = weigh(forecasts, (bucket) => Math.log(expectedScore(bucket)));
  const predicted = expected.map((log) => bucketOf(Math.exp(log), edges));
  const reached = (n: number) => Uint8Array.from(scores, (score) => (score >= n ? 1 : 0));
  const chance = (n: number) => weigh(forecasts, (bucket) => atLeast(bucket, n));
  const reached100 = reached(100);
  const chance100 = chance(100);
  const groups = numberGroups(forecasts.communities);

  const statistics: Record<string, Statistic> = {
    log_loss: logLossStatistic(probabilities, outcomes),
    ranked_probability_score: rankedProbabilityStatistic(probabilities, outcomes),
    roc_auc_at_10: rocAucStatistic(chance(10), reached(10)),
    roc_auc_at_100: rocAucStatistic(chance100, reached100),
    roc_auc_at_1000: rocAucStatistic(chance(1000), reached(1000)),
    spearman: spearmanStatistic(expected, scores),
    spearman_within_community: groupedSpearmanStatistic(expected, scores, groups, MINIMUM_COMMUNITY),
    quadratic_kappa: quadraticKappaStatistic(predicted, outcomes, edges.length),
    calibration_error_at_100: calibrationStatistic(chance100, reached100),
    lift_top_10_at_100: topLiftStatistic(chance100, reached100, TOP_SHARE),
  };
  if (posts === 0) throw new RangeError("no posts to evaluate on");
  const intervals = bootstrap(statistics, { seed: options.seed, resamples: options.resamples ?? 200 });
  const known = Object.entries(intervals).filter(([, { value }]) => Number.isFinite(value));
  // An interval centred on a small error may reach below zero, where no error lies.
  return Object.fromEntries(
    known.map(([name, it]) => [name, name.includes("error") ? { ...it, low: Math.max(0, it.low) } : it]),
  );
}

type Buckets = ReturnType<typeof toBuckets>;

/** A quantity that is linear in the probabilities, for every post: its value in each bucket alone, weighted. */
function weigh({ probabilities, edges, scores }: Forecasts, quantity: (certain: Buckets) => number): Float64Array {
  const weights = edges.map((_, k) =>
    quantity(
      toBuckets(
        edges,
        edges.map((_, other) => (other === k ? 1 : 0)),
      ),
    ),
  );
  const out = new Float64Array(scores.length);
  for (let row = 0; row < out.length; row++) {
    for (let k = 0; k < weights.length; k++) out[row] += weights[k] * probabilities[row * weights.length + k];
  }
  return out;
}

function numberGroups(communities: readonly (string | null)[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(communities, (community) => {
    if (community === null) return -1;
    const known = numbers.get(community);
    if (known === undefined) numbers.set(community, numbers.size);
    return known ?? numbers.size - 1;
  });
}
