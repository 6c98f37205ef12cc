import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRocAuc } from "../../../lib/metrics/delong";
import { twoSidedP, wilson } from "../../../lib/metrics/normal";
import { rocAuc } from "../../../lib/metrics/roc";
import { createRandom } from "../../../lib/random";

/** DeLong's covariance as the paper defines it: every positive against every negative. */
function byDefinition(a: readonly number[], b: readonly number[], labels: readonly number[]) {
  const rows = labels.map((_, row) => row);
  const positives = rows.filter((row) => labels[row] === 1);
  const negatives = rows.filter((row) => labels[row] === 0);
  const wins = (scores: readonly number[], i: number, j: number) => (Math.sign(scores[i] - scores[j]) + 1) / 2;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const covariance = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + (value - mean(x)) * (y[i] - mean(y)), 0) / (x.length - 1);
  const shares = [a, b].map((scores) => ({
    positives: positives.map((i) => mean(negatives.map((j) => wins(scores, i, j)))),
    negatives: negatives.map((j) => mean(positives.map((i) => wins(scores, i, j)))),
  }));
  const term = (k: number, l: number) =>
    covariance(shares[k].positives, shares[l].positives) / positives.length +
    covariance(shares[k].negatives, shares[l].negatives) / negatives.length;
  return Math.sqrt(Math.max(0, term(0, 0) + term(1, 1) - 2 * term(0, 1)));
}

const row = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(1));
const sample = fc.array(row, { minLength: 4, maxLength: 40 }).filter((rows) => {
  const positives = rows.filter(([, , label]) => label === 1).length;
  return positives > 1 && positives < rows.length - 1;
});

describe("compareRocAuc", () => {
  it("agrees with the definition, pair by pair", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const [a, b, labels] = [0, 1, 2].map((column) => rows.map((values) => values[column]));
        const { difference, standardError } = compareRocAuc(a, b, labels);
        expect(difference).toBeCloseTo(rocAuc(a, labels) - rocAuc(b, labels), 12);
        expect(standardError).toBeCloseTo(byDefinition(a, b, labels), 9);
      }),
    );
  });

  it("finds no difference 95 times in 100 where there is none, and a real one nearly always", () => {
    const random = createRandom(4);
    const noise = () => random() + random() + random() - 1.5;
    const trials = Array.from({ length: 400 }, () => {
      const labels = Array.from({ length: 200 }, () => (random() < 0.4 ? 1 : 0));
      const scores = () => labels.map((label) => label * 0.5 + noise());
      const better = labels.map((label) => label * 1.5 + noise());
      const [a, b] = [scores(), scores()];
      return [compareRocAuc(a, b, labels).p, compareRocAuc(a, better, labels).p];
    });
    const share = (which: number) => trials.filter((ps) => ps[which] < 0.05).length / trials.length;
    expect(share(0)).toBeGreaterThan(0.02);
    expect(share(0)).toBeLessThan(0.08);
    expect(share(1)).toBeGreaterThan(0.97);
  });

  it("says so where two forecasts rank alike", () => {
    expect(compareRocAuc([1, 2, 3, 4], [10, 20, 30, 40], [0, 1, 0, 1])).toMatchObject({ difference: 0, p: Number.NaN });
  });
});

describe("normal", () => {
  it("twoSidedP: the tables' values", () => {
    expect(twoSidedP(0)).toBeCloseTo(1, 6);
    expect(twoSidedP(1.959963984540054)).toBeCloseTo(0.05, 7);
    expect(twoSidedP(-2.5758293035489004)).toBeCloseTo(0.01, 7);
    expect(twoSidedP(6) / 1.9731752898266564e-9).toBeCloseTo(1, 5);
  });

  it("wilson: Newcombe's (1998) examples", () => {
    const near = (positives: number, rows: number, low: number, high: number) => {
      const interval = wilson(positives, rows);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    };
    near(81, 263, 0.2553, 0.3662);
    near(15, 148, 0.0624, 0.1605);
    near(0, 20, 0, 0.1611);
    near(1, 29, 0.0061, 0.1718);
  });
});
