/**
 * Ordered score buckets: from probabilities to a distribution, and from that to what people ask of it.
 *
 * A bucket holds the integer scores `from..to`, both included; the last one is open (`to` is null). Within a bucket the
 * score is taken to be log-uniform, which is what half-decade buckets are chosen for.
 */
export interface Bucket {
  readonly from: number;
  /** Last score of the bucket, or null for "and more". */
  readonly to: number | null;
  readonly probability: number;
}

/** A distribution, and what is told of it first. */
export interface Distribution {
  readonly buckets: readonly Bucket[];
  /** Geometric mean of the score. */
  readonly expected: number;
  /** Scores below which 10, 50 and 90 % lie. */
  readonly quantiles: { readonly p10: number; readonly p50: number; readonly p90: number };
}

/** Upper reach, as a multiple of `from`, at which the open last bucket is taken to end. */
const OPEN_BUCKET_REACH = Math.sqrt(10);

/**
 * Index of the bucket that holds `score`.
 * @param edges first score of each bucket, ascending; `edges[0]` also takes everything below it.
 */
export function bucketOf(score: number, edges: readonly number[]): number {
  let bucket = 0;
  while (bucket + 1 < edges.length && score >= edges[bucket + 1]) bucket++;
  return bucket;
}

/** Pairs probabilities with their buckets. `edges` and `probabilities` have the same length. */
export function toBuckets(edges: readonly number[], probabilities: ArrayLike<number>): Bucket[] {
  return edges.map((from, i) => ({
    from,
    to: i + 1 < edges.length ? edges[i + 1] - 1 : null,
    probability: probabilities[i],
  }));
}

/** Continuous limits of a bucket on the score axis: scores are integers, so `from..to` covers `[from, to + 1)`. */
export function limits(bucket: Bucket): [low: number, high: number] {
  const low = Math.max(bucket.from, 1);
  return [low, bucket.to === null ? low * OPEN_BUCKET_REACH : Math.max(bucket.to + 1, low)];
}

/** P(score ≥ n), interpolated log-uniformly inside the bucket that holds `n`. Falls as `n` grows. */
export function atLeast(buckets: readonly Bucket[], n: number): number {
  let above = 0;
  for (let i = buckets.length - 1; i >= 0; i--) {
    const bucket = buckets[i];
    const [low, high] = limits(bucket);
    if (n > low) {
      if (n < high) above += (bucket.probability * Math.log(high / n)) / Math.log(high / low);
      break;
    }
    above += bucket.probability;
  }
  return Math.min(1, above);
}

/** Geometric mean of the score under the forecast: exp(E[log score]), the centre that a log axis shows. */
export function expectedScore(buckets: readonly Bucket[]): number {
  let sum = 0;
  for (const bucket of buckets) {
    const [low, high] = limits(bucket);
    sum += bucket.probability * (Math.log(low) + Math.log(high)) * 0.5;
  }
  return Math.exp(sum);
}

/** The score below which a share `p` of the forecast lies; `0 ≤ p ≤ 1`. */
export function quantile(buckets: readonly Bucket[], p: number): number {
  let below = 0;
  for (const bucket of buckets) {
    if (below + bucket.probability >= p && bucket.probability > 0) {
      const [low, high] = limits(bucket);
      return low * (high / low) ** Math.min(1, Math.max(0, (p - below) / bucket.probability));
    }
    below += bucket.probability;
  }
  return limits(buckets[buckets.length - 1])[1];
}

export function toDistribution(buckets: readonly Bucket[]): Distribution {
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => quantile(buckets, share));
  return { buckets, expected: expectedScore(buckets), quantiles: { p10, p50, p90 } };
}
