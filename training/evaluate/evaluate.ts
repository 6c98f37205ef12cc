import { atLeast, bucketOf, expectedScore, toBuckets } from "../../lib/buckets";
import { difference, type Interval, resample, type Sampled, toInterval } from "../../lib/metrics/bootstrap";
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
const RESAMPLES = 200;

export type Metrics = Record<string, Interval>;

export interface MeasureOptions {
  readonly seed: number;
  readonly resamples?: number;
  /** Names of the metrics wanted; all where not given. */
  readonly only?: readonly string[];
}

/**
 * What a predictor is judged by, each metric with its bootstrap 95 % interval. Keys:
 * `log_loss`, `ranked_probability_score`, `roc_auc_at_10`, `roc_auc_at_100`, `roc_auc_at_1000`, `spearman` (of the
 * expected score), `spearman_within_community` (only where there are communities of at least 20 posts),
 * `quadratic_kappa` (bucket of the expected score against the true one), `calibration_error_at_100`,
 * `lift_top_10_at_100`. A metric that these posts cannot tell (no post reached 1000) is left out.
 */
export function evaluate(forecasts: Forecasts, options: MeasureOptions): Metrics {
  return toMetrics(sample(forecasts, options));
}

/** {@link evaluate}, before the intervals: two forecasts of the same posts, with the same seed, can be compared in pairs. */
export function sample(
  forecasts: Forecasts,
  { seed, resamples = RESAMPLES, only }: MeasureOptions,
): Record<string, Sampled> {
  if (forecasts.scores.length === 0) throw new RangeError("no posts to evaluate on");
  const statistics = Object.entries(statisticsOf(forecasts)).filter(([name]) => only?.includes(name) ?? true);
  return resample(Object.fromEntries(statistics.map(([name, make]) => [name, make()])), { seed, resamples });
}

/** Intervals of the metrics that the posts could tell. */
export function toMetrics(sampled: Readonly<Record<string, Sampled>>): Metrics {
  const intervals = Object.entries(sampled).map(([name, metric]) => [name, toInterval(metric)] as const);
  const known = intervals.filter(([, { value }]) => Number.isFinite(value));
  // An interval centred on a small error may reach below zero, where no error lies.
  return Object.fromEntries(
    known.map(([name, it]) => [name, name.includes("error") ? { ...it, low: Math.max(0, it.low) } : it]),
  );
}

/** Each metric of one forecast less the same of another, of the same posts and seed. */
export function compare(one: Readonly<Record<string, Sampled>>, other: Readonly<Record<string, Sampled>>): Metrics {
  const shared = Object.keys(one).filter((name) => name in other);
  const intervals = shared.map((name) => [name, toInterval(difference(one[name], other[name]))] as const);
  return Object.fromEntries(intervals.filter(([, { value }]) => Number.isFinite(value)));
}

function statisticsOf(forecasts: Forecasts): Record<string, () => Statistic> {
  const { edges, scores, probabilities, communities } = forecasts;
  const outcomes = () => Int32Array.from(scores, (score) => bucketOf(score, edges));
  const rocAuc = (mark: number) => () => rocAucStatistic(chancesOf(forecasts, mark), reached(scores, mark));
  return {
    log_loss: () => logLossStatistic(probabilities, outcomes()),
    ranked_probability_score: () => rankedProbabilityStatistic(probabilities, outcomes()),
    roc_auc_at_10: rocAuc(10),
    roc_auc_at_100: rocAuc(100),
    roc_auc_at_1000: rocAuc(1000),
    spearman: () => spearmanStatistic(expectedLogs(forecasts), scores),
    spearman_within_community: () =>
      groupedSpearmanStatistic(expectedLogs(forecasts), scores, numberGroups(communities), MINIMUM_COMMUNITY),
    quadratic_kappa: () => quadraticKappaStatistic(expectedBuckets(forecasts), outcomes(), edges.length),
    calibration_error_at_100: () => calibrationStatistic(chancesOf(forecasts, 100), reached(scores, 100)),
    lift_top_10_at_100: () => topLiftStatistic(chancesOf(forecasts, 100), reached(scores, 100), TOP_SHARE),
  };
}

/** Expected log score of each post. */
export function expectedLogs(forecasts: Forecasts): Float64Array {
  return weigh(forecasts, (bucket) => Math.log(expectedScore(bucket)));
}

/** Bucket of each post's expected score. */
export function expectedBuckets(forecasts: Forecasts): Int32Array {
  return Int32Array.from(expectedLogs(forecasts), (log) => bucketOf(Math.exp(log), forecasts.edges));
}

/** Forecast chance of each post to reach the mark. */
export function chancesOf(forecasts: Forecasts, mark: number): Float64Array {
  return weigh(forecasts, (bucket) => atLeast(bucket, mark));
}

/** 1 for each post that reached the mark, 0 for the others. */
export function reached(scores: ArrayLike<number>, mark: number): Uint8Array {
  return Uint8Array.from(scores, (score) => (score >= mark ? 1 : 0));
}

/** The forecasts of some of the posts. */
export function selectPosts(
  { probabilities, edges, scores, communities }: Forecasts,
  posts: readonly number[],
): Forecasts {
  const selected = new Float64Array(posts.length * edges.length);
  posts.forEach((post, i) => {
    for (let k = 0; k < edges.length; k++) selected[i * edges.length + k] = probabilities[post * edges.length + k];
  });
  return {
    probabilities: selected,
    edges,
    scores: Int32Array.from(posts, (post) => scores[post]),
    communities: posts.map((post) => communities[post]),
  };
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
