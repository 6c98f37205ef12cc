import { type Bucket, expectedScore } from "../buckets";

/**
 * Which of several wordings does best. Their scores are taken to be independent, each drawn from its own forecast: as if
 * every wording were posted on its own, by itself. Two wordings of one post share its luck, which this cannot know.
 */

/** Expected scores nearer to each other than this, as a share, are equal: a network computes in single precision. */
const EQUAL = 1e-5;

/** Where one version stands among several. */
export interface Standing {
  /** 1 for the highest expected score; equal ones share a place. */
  readonly place: number;
  /** Probability that its score tops that of the version in first place; null in first place itself. */
  readonly topsFirst: number | null;
  /** Probability that its score is the highest of all. */
  readonly best: number;
}

/**
 * P(A > B) + ½ P(A = B), with a_i and b_i the probabilities of bucket i:
 *
 *     Σ_i a_i (½ b_i + Σ_{j<i} b_j)
 *
 * Inside a bucket both scores have the same distribution, so either is as likely the higher; this is the common language
 * effect size (McGraw and Wong 1992) of two forecasts.
 * @throws RangeError when the two do not have the same buckets
 */
export function chanceToTop(a: readonly Bucket[], b: readonly Bucket[]): number {
  checkBuckets(a, b);
  let below = 0;
  let chance = 0;
  for (const [i, { probability }] of b.entries()) {
    chance += a[i].probability * (below + probability / 2);
    below += probability;
  }
  return chance;
}

/**
 * For each version, the probability that its score is the highest; ties are split evenly, so the sum is one. With p_jk the
 * probability that version j's score lies in bucket k, and F_jk that it lies below:
 *
 *     P(i is best) = Σ_k p_ik ∫₀¹ Π_{j≠i} (F_jk + p_jk u) du
 *
 * where u is the place inside the bucket. The integrand is a polynomial, so the integral is exact.
 * @throws RangeError when they do not all have the same buckets
 */
export function chancesToBeBest(versions: readonly (readonly Bucket[])[]): number[] {
  for (const buckets of versions) checkBuckets(versions[0], buckets);
  const below = versions.map(cumulate);
  return versions.map((buckets, i) =>
    buckets.reduce((sum, { probability }, k) => {
      let product = [1];
      for (const [j, other] of versions.entries()) {
        if (j !== i) product = timesLine(product, below[j][k], other[k].probability);
      }
      return sum + probability * integrate(product);
    }, 0),
  );
}

/** Ranks versions by expected score, in the order given. @throws RangeError when they do not all have the same buckets */
export function rank(versions: readonly (readonly Bucket[])[]): Standing[] {
  const expected = versions.map(expectedScore);
  const best = chancesToBeBest(versions);
  const places = expected.map((mine) => 1 + expected.filter((other) => other > mine * (1 + EQUAL)).length);
  const first = versions[places.indexOf(1)];
  return versions.map((buckets, i) => ({
    place: places[i],
    topsFirst: places[i] === 1 ? null : chanceToTop(buckets, first),
    best: best[i],
  }));
}

function checkBuckets(a: readonly Bucket[], b: readonly Bucket[]): void {
  if (a.length !== b.length || a.some(({ from }, i) => from !== b[i].from)) {
    throw new RangeError("only forecasts over the same buckets can be compared");
  }
}

/** For each bucket, the probability of all below it. */
function cumulate(buckets: readonly Bucket[]): number[] {
  let below = 0;
  return buckets.map(({ probability }) => {
    below += probability;
    return below - probability;
  });
}

/** Coefficients of a polynomial times `a + b u`, lowest power first. */
function timesLine(polynomial: readonly number[], a: number, b: number): number[] {
  return [...polynomial, 0].map((coefficient, power) => coefficient * a + (polynomial[power - 1] ?? 0) * b);
}

/** A polynomial's integral from 0 to 1. */
function integrate(polynomial: readonly number[]): number {
  return polynomial.reduce((sum, coefficient, power) => sum + coefficient / (power + 1), 0);
}
