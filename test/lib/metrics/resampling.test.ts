import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrap, difference, resample, toInterval } from "../../../lib/metrics/bootstrap";
import { calibrationStatistic, expectedCalibrationError } from "../../../lib/metrics/calibration";
import {
  groupedSpearman,
  groupedSpearmanStatistic,
  spearman,
  spearmanStatistic,
} from "../../../lib/metrics/correlation";
import { logLoss, logLossStatistic } from "../../../lib/metrics/distribution";
import { quadraticKappa, quadraticKappaStatistic } from "../../../lib/metrics/kappa";
import { topLift, topLiftStatistic } from "../../../lib/metrics/lift";
import { rocAuc, rocAucStatistic } from "../../../lib/metrics/roc";
import { meanStatistic } from "../../../lib/metrics/statistic";
import { createRandom } from "../../../lib/random";

/** Rows of a coarse score (so that ties are common), a level from 0 to 3, a group, and how often the row is drawn. */
const sample = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.nat(3), fc.nat(1), fc.nat(3)), { minLength: 2, maxLength: 60 })
  .filter((rows) => rows.some(([, , , drawn]) => drawn > 0));

/** A metric of columns, computed once with draws and once on rows that are really copied. */
function columnsOf(rows: readonly (readonly number[])[]) {
  const copied = rows.flatMap((row) => Array<readonly number[]>(row[3]).fill(row));
  const column = (table: typeof rows, i: number) => table.map((row) => row[i]);
  return {
    draws: Uint16Array.from(column(rows, 3)),
    scores: column(rows, 0).map((score) => score / 12),
    levels: column(rows, 1),
    groups: column(rows, 2),
    copiedScores: column(copied, 0).map((score) => score / 12),
    copiedLevels: column(copied, 1),
    copiedGroups: column(copied, 2),
  };
}

const reached = (levels: readonly number[]) => levels.map((level) => (level >= 2 ? 1 : 0));
const halves = (scores: readonly number[]) => scores.flatMap((p) => [p / 2, p / 2, 0.5 - p / 2, 0.5 - p / 2]);

function expectSame(resampled: number, direct: number): void {
  if (Number.isNaN(direct)) expect(resampled).toBeNaN();
  else expect(resampled).toBeCloseTo(direct, 9);
}

describe("a resample is worth the same as its rows copied out", () => {
  it("for every metric", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const { draws, scores, levels, groups, copiedScores, copiedLevels, copiedGroups } = columnsOf(rows);
        const labels = reached(levels);
        const copiedLabels = reached(copiedLevels);
        expectSame(rocAucStatistic(scores, labels).over(draws), rocAuc(copiedScores, copiedLabels));
        expectSame(spearmanStatistic(scores, levels).over(draws), spearman(copiedScores, copiedLevels));
        expectSame(
          calibrationStatistic(scores, labels).over(draws),
          expectedCalibrationError(copiedScores, copiedLabels),
        );
        expectSame(topLiftStatistic(scores, labels, 0.3).over(draws), topLift(copiedScores, copiedLabels, 0.3));
        expectSame(logLossStatistic(halves(scores), levels).over(draws), logLoss(halves(copiedScores), copiedLevels));
        expectSame(
          quadraticKappaStatistic(levels, groups, 4).over(draws),
          quadraticKappa(copiedLevels, copiedGroups, 4),
        );
        expectSame(
          groupedSpearmanStatistic(scores, levels, groups, 1).over(draws),
          groupedSpearman(copiedScores, copiedLevels, copiedGroups, 1),
        );
      }),
    );
  });
});

describe("brute force agrees", () => {
  it("rocAuc counts pairs", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const { scores, levels } = columnsOf(rows);
        const labels = reached(levels);
        let wins = 0;
        let pairs = 0;
        for (const [i, positive] of scores.entries()) {
          for (const [j, negative] of scores.entries()) {
            if (labels[i] !== 1 || labels[j] !== 0) continue;
            pairs++;
            wins += positive > negative ? 1 : positive === negative ? 0.5 : 0;
          }
        }
        expectSame(rocAuc(scores, labels), wins / pairs);
      }),
    );
  });

  it("spearman is Pearson's correlation of mean ranks", () => {
    const rank = (values: readonly number[]) =>
      values.map(
        (value) =>
          values.filter((other) => other < value).length + values.filter((other) => other === value).length / 2,
      );
    const pearson = (a: readonly number[], b: readonly number[]) => {
      const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
      const [ma, mb] = [mean(a), mean(b)];
      const sum = (f: (x: number, y: number) => number) => a.reduce((total, x, i) => total + f(x - ma, b[i] - mb), 0);
      return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
    };
    fc.assert(
      fc.property(sample, (rows) => {
        const { scores, levels } = columnsOf(rows);
        expectSame(spearman(scores, levels), pearson(rank(scores), rank(levels)));
      }),
    );
  });
});

describe("bootstrap", () => {
  const random = createRandom(3);
  const values = Float64Array.from({ length: 2000 }, () => random());

  it("gives the textbook interval of a mean", () => {
    const { mean } = bootstrap({ mean: meanStatistic(values) }, { resamples: 1000, seed: 1 });
    const half = (1.96 * Math.sqrt(1 / 12)) / Math.sqrt(values.length);
    expect(mean.high - mean.value).toBeCloseTo(half, 2.6);
    expect(mean.value - mean.low).toBeCloseTo(half, 2.6);
    expect(mean.low).toBeLessThan(0.5);
    expect(mean.high).toBeGreaterThan(0.5);
  });

  it("is the same for the same seed and differs for another", () => {
    const run = (seed: number) => bootstrap({ mean: meanStatistic(values) }, { resamples: 50, seed }).mean;
    expect(run(1)).toEqual(run(1));
    expect(run(1).low).not.toBe(run(2).low);
  });

  it("holds the value inside the interval of a metric that copies push up", () => {
    const probabilities = values.map((value) => 0.2 + value * 0.1);
    const labels = Uint8Array.from(values, () => (random() < 0.25 ? 1 : 0));
    const { error } = bootstrap({ error: calibrationStatistic(probabilities, labels) }, { resamples: 200, seed: 1 });
    expect(error.low).toBeLessThan(error.value);
    expect(error.high).toBeGreaterThan(error.value);
  });

  it("says NaN for a metric that the rows cannot tell", () => {
    const { auc } = bootstrap({ auc: rocAucStatistic([1, 2, 3], [0, 0, 0]) }, { resamples: 10, seed: 1 });
    expect(auc).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
  });

  it("sees through what makes a sample easy for two metrics alike", () => {
    const shifted = values.map((value) => value + 0.01 + 0.002 * (random() - 0.5));
    const options = { resamples: 300, seed: 1 };
    const first = resample({ mean: meanStatistic(shifted) }, options).mean;
    const second = resample({ mean: meanStatistic(values) }, options).mean;
    // Apart, their intervals overlap; in pairs the difference is sure.
    expect(toInterval(first).low).toBeLessThan(toInterval(second).high);
    const paired = toInterval(difference(first, second));
    expect(paired.value).toBeCloseTo(0.01, 4);
    const half = (1.96 * 0.002) / Math.sqrt(12) / Math.sqrt(values.length);
    expect(paired.high - paired.value).toBeCloseTo(half, 5);
    expect(() =>
      difference(first, resample({ mean: meanStatistic(values) }, { resamples: 9, seed: 1 }).mean),
    ).toThrow();
  });
});
