import { describe, expect, it } from "vitest";
import { bucketOf } from "../../../lib/buckets";
import { rocAuc } from "../../../lib/metrics/roc";
import { createRandom } from "../../../lib/random";
import { evaluate } from "../../../training/evaluate/evaluate";

const EDGES = [1, 3, 10, 32, 100, 316, 1000];
const random = createRandom(5);
const scores = Int32Array.from({ length: 600 }, () => Math.floor(10 ** (4 * random())));
const communities = Array.from(scores, (_, i) => (i % 3 === 0 ? null : `community ${i % 5}`));

function certain(bucketFor: (score: number) => number): Float64Array {
  const probabilities = new Float64Array(scores.length * EDGES.length).fill(0.01 / (EDGES.length - 1));
  scores.forEach((score, i) => {
    probabilities[i * EDGES.length + bucketFor(score)] = 0.99;
  });
  return probabilities;
}

describe("evaluate", () => {
  it("gives a forecast that knows the outcome the best marks", () => {
    const probabilities = certain((score) => bucketOf(score, EDGES));
    const metrics = evaluate({ probabilities, edges: EDGES, scores, communities }, { seed: 1, resamples: 20 });
    expect(Object.keys(metrics)).toEqual([
      "log_loss",
      "ranked_probability_score",
      "roc_auc_at_10",
      "roc_auc_at_100",
      "roc_auc_at_1000",
      "spearman",
      "spearman_within_community",
      "quadratic_kappa",
      "calibration_error_at_100",
      "lift_top_10_at_100",
    ]);
    expect(metrics.log_loss.value).toBeCloseTo(-Math.log(0.99), 6);
    expect(metrics.ranked_probability_score.value).toBeLessThan(1e-3);
    for (const mark of [10, 100, 1000]) expect(metrics[`roc_auc_at_${mark}`].value).toBe(1);
    expect(metrics.spearman.value).toBeGreaterThan(0.97);
    expect(metrics.spearman_within_community.value).toBeGreaterThan(0.97);
    expect(metrics.quadratic_kappa.value).toBeCloseTo(1, 6);
    expect(metrics.lift_top_10_at_100.value).toBeCloseTo(600 / scores.filter((score) => score >= 100).length, 1);
    for (const { value, low, high } of Object.values(metrics)) {
      expect(low).toBeLessThanOrEqual(value + 1e-12);
      expect(high).toBeGreaterThanOrEqual(value - 1e-12);
    }
  });

  it("gives the opposite forecast the worst", () => {
    const probabilities = certain((score) => EDGES.length - 1 - bucketOf(score, EDGES));
    const metrics = evaluate({ probabilities, edges: EDGES, scores, communities }, { seed: 1, resamples: 20 });
    // The middle bucket is its own opposite.
    expect(metrics.roc_auc_at_100.value).toBeLessThan(0.2);
    expect(metrics.spearman.value).toBeLessThan(-0.95);
    expect(metrics.quadratic_kappa.value).toBeLessThan(0);
    expect(metrics.calibration_error_at_100.value).toBeGreaterThan(0.5);
  });

  it("ranks by the chance of reaching the mark, not by the expected score", () => {
    // Few reach 100 by the second forecast, but those go far.
    const probabilities = [0, 0, 0, 0.4, 0.6, 0, 0, 0, 0, 0, 0.5, 0, 0, 0.5];
    const both = { probabilities, edges: EDGES, scores: [200, 50], communities: [null, null] };
    const metrics = evaluate(both, { seed: 1, resamples: 5 });
    expect(metrics.roc_auc_at_100.value).toBe(rocAuc([0.6, 0.5], [1, 0]));
    expect(metrics.spearman.value).toBe(-1);
  });

  it("leaves out what the posts cannot tell", () => {
    const low = {
      probabilities: [0.5, 0.5, 0.4, 0.6, 0.3, 0.7],
      edges: [1, 10],
      scores: [1, 5, 20],
      communities: [null, null, null],
    };
    const metrics = evaluate(low, { seed: 1, resamples: 5 });
    expect(metrics).not.toHaveProperty("roc_auc_at_1000");
    expect(metrics).not.toHaveProperty("spearman_within_community");
    expect(metrics.roc_auc_at_10.value).toBe(1);
  });

  it("refuses to judge on nothing", () => {
    expect(() => evaluate({ probabilities: [], edges: EDGES, scores: [], communities: [] }, { seed: 1 })).toThrow();
  });
});
