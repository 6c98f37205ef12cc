import { describe, expect, it } from "vitest";
import { expectedCalibrationError, reliabilityBins } from "../../../lib/metrics/calibration";
import { groupedSpearman, spearman } from "../../../lib/metrics/correlation";
import { logLoss, rankedProbabilityScore } from "../../../lib/metrics/distribution";
import { quadraticKappa } from "../../../lib/metrics/kappa";
import { topLift } from "../../../lib/metrics/lift";
import { rocAuc, rocCurve } from "../../../lib/metrics/roc";
import { createRandom } from "../../../lib/random";

describe("published and hand-computed values", () => {
  it("rocAuc: scikit-learn's example", () => {
    expect(rocAuc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
  });

  it("rocAuc: ties count half, and a constant score knows nothing", () => {
    expect(rocAuc([1, 2, 2, 3], [0, 0, 1, 1])).toBe(0.875);
    expect(rocAuc([7, 7, 7], [0, 1, 1])).toBe(0.5);
  });

  it("rocAuc: not a number with one class", () => {
    expect(rocAuc([1, 2], [1, 1])).toBeNaN();
  });

  it("logLoss: scikit-learn's example", () => {
    const probabilities = [0.1, 0.9, 0.9, 0.1, 0.8, 0.2, 0.35, 0.65];
    expect(logLoss(probabilities, [1, 0, 0, 1])).toBeCloseTo(0.21616187, 7);
  });

  it("logLoss: an impossible outcome is very bad, not infinite", () => {
    expect(logLoss([1, 0], [1])).toBeCloseTo(34.5, 1);
  });

  it("rankedProbabilityScore: cumulative (0.2, 0.7) against (0, 1)", () => {
    expect(rankedProbabilityScore([0.2, 0.5, 0.3], [1])).toBeCloseTo((0.04 + 0.09) / 2, 12);
    expect(rankedProbabilityScore([0, 0, 1], [2])).toBe(0);
    expect(rankedProbabilityScore([0, 0, 1], [0])).toBe(1);
  });

  it("spearman: SciPy's example, with a tie", () => {
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 12);
    expect(spearman([3, 1, 2], [5, 9, 7])).toBe(-1);
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN();
  });

  it("groupedSpearman: weighted by size, small and constant groups left out", () => {
    const a = [1, 2, 3, 4, 1, 2, 3, 9, 8, 5, 5, 5, 0];
    const b = [1, 2, 3, 4, 3, 2, 1, 1, 2, 1, 2, 3, 0];
    const groups = [0, 0, 0, 0, 7, 7, 7, 3, 3, 5, 5, 5, -1];
    expect(groupedSpearman(a, b, groups, 3)).toBeCloseTo((4 * 1 + 3 * -1) / 7, 12);
    expect(groupedSpearman(a, b, groups, 100)).toBeNaN();
  });

  it("groupedSpearman: values between whole numbers keep their order", () => {
    expect(groupedSpearman([0.1, 0.2, 0.3], [1, 2, 3], [0, 0, 0], 2)).toBe(1);
  });

  it("quadraticKappa: with two levels it is Cohen's kappa, whose textbook example gives 0.4", () => {
    const cells = { "1 1": 20, "1 0": 5, "0 1": 10, "0 0": 15 };
    const pairs = Object.entries(cells).flatMap(([pair, count]) =>
      Array<number[]>(count).fill(pair.split(" ").map(Number)),
    );
    const [a, b] = [0, 1].map((rater) => pairs.map((pair) => pair[rater]));
    expect(quadraticKappa(a, b, 2)).toBeCloseTo(0.4, 12);
  });

  it("quadraticKappa: a near miss costs less than a far one", () => {
    // Squared distance seen: 1. By chance, of counts (1, 1, 1) and (1, 2, 0): (2 + 1 + 6) / 3 = 3.
    expect(quadraticKappa([0, 1, 2], [0, 1, 1], 3)).toBeCloseTo(1 - 1 / 3, 12);
    expect(quadraticKappa([0, 1, 2], [0, 1, 2], 3)).toBe(1);
    expect(quadraticKappa([0, 1, 2], [0, 1, 0], 3)).toBeLessThan(quadraticKappa([0, 1, 2], [0, 1, 1], 3));
  });

  it("expectedCalibrationError: 15 bins of two rows, each off by 0.1", () => {
    const probabilities = Array.from({ length: 30 }, (_, i) => 0.4 + 1e-4 * Math.floor(i / 2) * 2);
    const labels = Array.from({ length: 30 }, (_, i) => i % 2);
    const byHand = probabilities.reduce((sum, p) => sum + (0.5 - p) / 30, 0);
    expect(expectedCalibrationError(probabilities, labels)).toBeCloseTo(byHand, 12);
  });

  it("expectedCalibrationError: opposite errors in different bins do not cancel", () => {
    const probabilities = Array.from({ length: 1500 }, (_, i) => (i < 750 ? 0.2 : 0.8) + i * 1e-9);
    const labels = Array.from({ length: 1500 }, (_, i) => (i < 750 ? i % 2 : (i + 1) % 2));
    expect(expectedCalibrationError(probabilities, labels)).toBeCloseTo(0.3, 1);
    expect(expectedCalibrationError(new Array(1500).fill(0.5), labels)).toBeCloseTo(0, 12);
  });

  it("reliabilityBins: the bins of that error, equal predictions in one of them", () => {
    const random = createRandom(3);
    const probabilities = Array.from({ length: 1000 }, () => Math.round(random() * 40) / 40);
    const labels = probabilities.map((p) => (random() < p * p ? 1 : 0));
    const bins = reliabilityBins(probabilities, labels);
    expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(1000);
    const error = bins.reduce((sum, { rows, predicted, observed }) => sum + rows * Math.abs(predicted - observed), 0);
    expect(error / 1000).toBeCloseTo(expectedCalibrationError(probabilities, labels), 12);
    expect(bins).toHaveLength(15);
    expect(reliabilityBins([0.5, 0.5, 0.5], [1, 0, 0])).toEqual([{ rows: 3, predicted: 0.5, observed: 1 / 3 }]);
  });

  it("rocCurve: scikit-learn's example, and the area under it is rocAuc", () => {
    expect(rocCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toEqual([
      [0, 0],
      [0, 0.5],
      [0.5, 0.5],
      [0.5, 1],
      [1, 1],
    ]);
    const scores = [3, 3, 2, 2, 2, 1];
    const labels = [1, 0, 1, 0, 1, 0];
    const curve = rocCurve(scores, labels);
    const area = curve.slice(1).reduce((sum, [x, y], i) => sum + ((x - curve[i][0]) * (y + curve[i][1])) / 2, 0);
    expect(area).toBeCloseTo(rocAuc(scores, labels), 12);
  });

  it("topLift: the top two of ten hold two of the four positives' due", () => {
    const scores = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    const labels = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0];
    expect(topLift(scores, labels, 0.2)).toBeCloseTo(1 / 0.4, 12);
    expect(topLift(new Array(10).fill(1), labels, 0.1)).toBeCloseTo(1, 12);
  });

  it("refuses columns that do not fit and values that have no order", () => {
    expect(() => rocAuc([1, 2], [1])).toThrow("2, 1");
    expect(() => logLoss([0.5, 0.5, 1], [0, 1])).toThrow("do not divide");
    expect(() => spearman([1, Number.NaN], [1, 2])).toThrow("row 1");
    expect(() => spearman([], [])).toThrow("at least one row");
  });
});
