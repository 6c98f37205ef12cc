import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chancesToBeBest, chanceToTop, rank } from "../../../lib/advice/compare";
import { type Bucket, expectedScore, quantile, toBuckets } from "../../../lib/buckets";
import { createRandom } from "../../../lib/random";

const EDGES = [0, 1, 3, 10, 32, 100, 316, 1000];
const weights = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true })), {
    minLength: EDGES.length,
    maxLength: EDGES.length,
  })
  .filter((some) => some.some((weight) => weight > 0));
const distribution = weights.map(normalise);
const several = fc.array(distribution, { minLength: 1, maxLength: 20 });

function normalise(some: readonly number[]): Bucket[] {
  const sum = some.reduce((total, weight) => total + weight, 0);
  return toBuckets(
    EDGES,
    some.map((weight) => weight / sum),
  );
}

/** The distribution with a share of its mass moved one bucket up. */
function lift(buckets: readonly Bucket[], share: number): Bucket[] {
  return buckets.map((bucket, i) => {
    const leaves = i + 1 < buckets.length ? bucket.probability * share : 0;
    const arrives = i > 0 ? buckets[i - 1].probability * share : 0;
    return { ...bucket, probability: bucket.probability - leaves + arrives };
  });
}

describe("the chance that one version tops another", () => {
  test("by hand", () => {
    const [a, b] = [
      [0.5, 0.3, 0.2],
      [0.2, 0.3, 0.5],
    ].map((shares) => toBuckets([1, 10, 100], shares));
    // Both in one bucket: 0.10 + 0.09 + 0.10, of which each takes half; A above: 0.3 × 0.2 + 0.2 × 0.5.
    expect(chanceToTop(a, b)).toBeCloseTo(0.145 + 0.16, 12);
  });

  test("is that of the other turned round, and even between equals", () => {
    fc.assert(
      fc.property(distribution, distribution, (a, b) => {
        expect(chanceToTop(a, b) + chanceToTop(b, a)).toBeCloseTo(1, 9);
        expect(chanceToTop(a, a)).toBeCloseTo(0.5, 9);
        expect(chanceToTop(a, b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("grows with every share that moves up", () => {
    fc.assert(
      fc.property(distribution, distribution, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        expect(chanceToTop(lift(a, share), b)).toBeGreaterThanOrEqual(chanceToTop(a, b) - 1e-12);
        expect(chanceToTop(b, lift(a, share))).toBeLessThanOrEqual(chanceToTop(b, a) + 1e-12);
      }),
    );
  });

  test("is certain where the two never meet", () => {
    const low = normalise([1, 1, 1, 0, 0, 0, 0, 0]);
    const high = normalise([0, 0, 0, 1, 0, 0, 1, 0]);
    expect([chanceToTop(high, low), chanceToTop(low, high)]).toEqual([1, 0]);
  });

  test("is refused over different buckets", () => {
    const other = toBuckets([1, 10], [0.5, 0.5]);
    expect(() => chanceToTop(normalise([1, 1, 1, 1, 1, 1, 1, 1]), other)).toThrow(RangeError);
    expect(() => rank([toBuckets([1, 20], [0.5, 0.5]), other])).toThrow("the same buckets");
  });
});

describe("the chances to be best", () => {
  test("sum to one; of two, they are the chances to top each other", () => {
    fc.assert(
      fc.property(several, (versions) => {
        const chances = chancesToBeBest(versions);
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
        for (const chance of chances) expect(chance).toBeGreaterThanOrEqual(0);
      }),
    );
    fc.assert(
      fc.property(distribution, distribution, (a, b) => {
        expect(chancesToBeBest([a, b])[0]).toBeCloseTo(chanceToTop(a, b), 9);
      }),
    );
  });

  test("are even among equals, ties of a single score included", () => {
    fc.assert(
      fc.property(distribution, fc.integer({ min: 1, max: 20 }), (buckets, count) => {
        for (const chance of chancesToBeBest(Array(count).fill(buckets))) expect(chance).toBeCloseTo(1 / count, 9);
      }),
    );
  });

  test("fall when a version joins", () => {
    fc.assert(
      fc.property(several, distribution, (versions, newcomer) => {
        const before = chancesToBeBest(versions);
        chancesToBeBest([...versions, newcomer])
          .slice(0, -1)
          .forEach((chance, i) => {
            expect(chance).toBeLessThanOrEqual(before[i] + 1e-9);
          });
      }),
    );
  });

  test("agree with 200,000 posts of each, drawn from a seed", () => {
    const versions = [
      [0, 0.1, 0.2, 0.3, 0.2, 0.1, 0.06, 0.04],
      [0, 0.05, 0.15, 0.3, 0.25, 0.12, 0.08, 0.05],
      [0, 0.3, 0.2, 0.1, 0.05, 0.05, 0.1, 0.2],
      [0, 0.1, 0.2, 0.3, 0.2, 0.1, 0.06, 0.04],
    ].map((shares) => toBuckets(EDGES, shares));
    const random = createRandom(7);
    const draws = 200_000;
    const wins = versions.map(() => 0);
    const tops = versions.map(() => 0);
    for (let draw = 0; draw < draws; draw++) {
      const scores = versions.map((buckets) => quantile(buckets, random()));
      wins[scores.indexOf(Math.max(...scores))]++;
      scores.forEach((score, i) => {
        if (score > scores[1]) tops[i]++;
      });
    }
    // Four standard errors of a share are 0.0045 at most.
    const best = chancesToBeBest(versions);
    wins.forEach((count, i) => {
      expect(Math.abs(count / draws - best[i])).toBeLessThan(0.0045);
    });
    for (const i of [0, 2, 3]) {
      expect(Math.abs(tops[i] / draws - chanceToTop(versions[i], versions[1]))).toBeLessThan(0.0045);
    }
  });
});

describe("the ranking", () => {
  test("goes by expected score, in the order given", () => {
    fc.assert(
      fc.property(several, (versions) => {
        const standings = rank(versions);
        expect(standings.some(({ place }) => place === 1)).toBe(true);
        versions.forEach((mine, i) => {
          for (const [j, other] of versions.entries()) {
            if (expectedScore(mine) > expectedScore(other) * 1.0001) {
              expect(standings[i].place).toBeLessThan(standings[j].place);
            }
          }
        });
      }),
    );
  });

  test("gives equals one place, and leaves out the next", () => {
    const [low, high] = [normalise([0, 3, 2, 1, 0, 0, 0, 0]), normalise([0, 0, 1, 2, 3, 0, 0, 0])];
    const standings = rank([low, high, high, low]);
    expect(standings.map(({ place }) => place)).toEqual([3, 1, 1, 3]);
    expect(standings.map(({ topsFirst }) => topsFirst)).toEqual([
      chanceToTop(low, high),
      null,
      null,
      chanceToTop(low, high),
    ]);
    expect(rank([])).toEqual([]);
  });

  test("of one version is the first place, for certain", () => {
    const [only] = rank([normalise([0, 1, 1, 1, 1, 1, 1, 1])]);
    expect(only).toEqual({ place: 1, topsFirst: null, best: expect.closeTo(1, 9) });
  });
});
