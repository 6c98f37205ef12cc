import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atLeast, type Bucket, bucketOf, expectedScore, limits, quantile, toBuckets } from "../../lib/buckets";

/** Edges from 0 or 1 up, and probabilities that sum to one, some of them nought. */
const distributions = fc
  .tuple(
    fc.constantFrom(0, 1),
    fc.uniqueArray(fc.integer({ min: 2, max: 5000 }), { minLength: 1, maxLength: 8 }),
    fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true })), { minLength: 9, maxLength: 9 }),
  )
  .filter(([, rest, weights]) => weights.slice(0, rest.length + 1).some((weight) => weight > 0))
  .map(([first, rest, weights]) => {
    const edges = [first, ...rest.sort((a, b) => a - b)];
    const some = weights.slice(0, edges.length);
    const sum = some.reduce((total, weight) => total + weight, 0);
    return toBuckets(
      edges,
      some.map((weight) => weight / sum),
    );
  });

function check(property: (buckets: Bucket[], a: number, b: number) => void) {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(distributions, share, share, property));
}

describe("any distribution", () => {
  it("covers every score once", () => {
    check((buckets) => {
      buckets.slice(1).forEach(({ from }, i) => {
        expect(buckets[i].to).toBe(from - 1);
      });
      expect(buckets.at(-1)?.to).toBeNull();
      expect(buckets.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    });
  });

  it("is less likely to reach a higher score", () => {
    check((buckets, a, b) => {
      const [low, high] = [10 ** (5 * Math.min(a, b)), 10 ** (5 * Math.max(a, b))];
      expect(atLeast(buckets, low)).toBeGreaterThanOrEqual(atLeast(buckets, high) - 1e-12);
      expect(atLeast(buckets, low)).toBeGreaterThanOrEqual(0);
      expect(atLeast(buckets, 0)).toBeCloseTo(1, 9);
      expect(atLeast(buckets, 1)).toBeCloseTo(1, 9);
      expect(atLeast(buckets, 1e9)).toBe(0);
    });
  });

  it("reaches the first score of a bucket with what lies in it and above", () => {
    check((buckets) => {
      buckets.forEach(({ from }, i) => {
        const above = buckets.slice(i).reduce((sum, { probability }) => sum + probability, 0);
        expect(atLeast(buckets, from)).toBeCloseTo(above, 9);
      });
    });
  });

  it("has quantiles in order, which undo the chance of reaching them", () => {
    check((buckets, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(quantile(buckets, low)).toBeLessThanOrEqual(quantile(buckets, high) * (1 + 1e-12));
      // Below 1 there is no score: what lies there cannot be told apart.
      if (quantile(buckets, low) > 1) expect(1 - atLeast(buckets, quantile(buckets, low))).toBeCloseTo(low, 6);
    });
  });

  it("expects a score inside its reach", () => {
    check((buckets) => {
      expect(expectedScore(buckets)).toBeGreaterThanOrEqual(quantile(buckets, 0) * (1 - 1e-9));
      expect(expectedScore(buckets)).toBeLessThanOrEqual(limits(buckets[buckets.length - 1])[1] * (1 + 1e-9));
    });
  });
});

describe("by hand", () => {
  const buckets = toBuckets([1, 10, 100], [0.5, 0.3, 0.2]);

  it("pairs probabilities with buckets", () => {
    expect(buckets).toEqual([
      { from: 1, to: 9, probability: 0.5 },
      { from: 10, to: 99, probability: 0.3 },
      { from: 100, to: null, probability: 0.2 },
    ]);
    expect(buckets.map(limits)).toEqual([
      [1, 10],
      [10, 100],
      [100, 100 * Math.sqrt(10)],
    ]);
    expect(limits({ from: 0, to: 0, probability: 1 })).toEqual([1, 1]);
  });

  it("reaches a score in the middle of a bucket with half of that bucket", () => {
    expect(atLeast(buckets, 10)).toBeCloseTo(0.5, 12);
    expect(atLeast(buckets, Math.sqrt(1000))).toBeCloseTo(0.35, 12);
    expect(atLeast(buckets, 10 ** 2.25)).toBeCloseTo(0.1, 12);
    expect(atLeast(buckets, 317)).toBe(0);
  });

  it("finds quantiles", () => {
    expect(quantile(buckets, 0)).toBe(1);
    expect(quantile(buckets, 0.25)).toBeCloseTo(Math.sqrt(10), 12);
    expect(quantile(buckets, 0.5)).toBeCloseTo(10, 12);
    expect(quantile(buckets, 0.65)).toBeCloseTo(10 ** 1.5, 12);
    expect(quantile(buckets, 1)).toBeCloseTo(10 ** 2.5, 12);
  });

  it("expects the geometric mean", () => {
    expect(expectedScore(buckets)).toBeCloseTo(10 ** (0.5 * 0.5 + 0.3 * 1.5 + 0.2 * 2.25), 9);
  });

  it.each([
    [-5, 0],
    [0, 0],
    [9, 0],
    [10, 1],
    [99, 1],
    [100, 2],
    [1e9, 2],
  ])("puts a score of %d into bucket %d", (score, bucket) => {
    expect(bucketOf(score, [1, 10, 100])).toBe(bucket);
  });
});
