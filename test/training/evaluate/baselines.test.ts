import { describe, expect, it } from "vitest";
import { rocAuc } from "../../../lib/metrics/roc";
import { createRandom } from "../../../lib/random";
import type { PostTable } from "../../../training/data/posts";
import { fitLinearBaseline, makeDesign, type Regression } from "../../../training/evaluate/baselines/linear";
import { fitLogistic } from "../../../training/evaluate/baselines/logistic";
import { fitCommunityMean, fitPrior } from "../../../training/evaluate/baselines/prior";
import { fitRidge } from "../../../training/evaluate/baselines/ridge";
import { SparseBuilder } from "../../../training/evaluate/baselines/sparse";
import { countWords } from "../../../training/evaluate/baselines/tfidf";
import { applyThresholds, fitThresholds } from "../../../training/evaluate/baselines/thresholds";
import { evaluate } from "../../../training/evaluate/evaluate";

const EDGES = [1, 10, 100];

describe("fitRidge", () => {
  const dense = [
    [1, 2, 0],
    [0, 1, 1],
    [3, 0, 1],
    [1, 1, 1],
    [0, 5, 2],
  ];
  const matrix = new SparseBuilder(5, 3);
  for (const row of dense) {
    row.forEach((value, column) => {
      if (value !== 0) matrix.add(column, value);
    });
    matrix.endRow();
  }
  const targets = Float64Array.of(3, 1, 4, 1, 5);

  it("solves the normal equations, rows left out aside", () => {
    const included = Uint8Array.of(1, 1, 1, 1, 0);
    const { intercept, weights } = fitRidge(matrix.finish(), targets, 0.5, included);
    expect(intercept).toBe(9 / 4);
    const residual = dense
      .slice(0, 4)
      .map((row, i) => targets[i] - intercept - row.reduce((sum, x, j) => sum + x * weights[j], 0));
    for (let column = 0; column < 3; column++) {
      const gradient = residual.reduce((sum, r, i) => sum + r * dense[i][column], 0) - 0.5 * weights[column];
      expect(gradient).toBeCloseTo(0, 2);
    }
  });

  it("comes to the same weights from another start", () => {
    const all = new Uint8Array(5).fill(1);
    const cold = fitRidge(matrix.finish(), targets, 1, all);
    const warm = fitRidge(matrix.finish(), targets, 1, all, Float64Array.of(9, -9, 9));
    warm.weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo(cold.weights[i], 2);
    });
  });
});

describe("fitLogistic", () => {
  it("finds about the weights that words were given, whatever is said by rows that are left out", () => {
    const random = createRandom(7);
    const truth = [1.5, -1, 0.5];
    const matrix = new SparseBuilder(20_000, 3);
    const scores = Int32Array.from({ length: 20_000 }, () => {
      let value = 0;
      for (const [column, weight] of truth.entries()) {
        if (random() < 0.5) continue;
        matrix.add(column, 1);
        value += weight;
      }
      matrix.endRow();
      // A logistic variable, cut at two limits, in the posts' own edges.
      const chance = random();
      const level = value + Math.log(chance / (1 - chance));
      return level > 2 ? 100 : level > 0 ? 10 : 1;
    });
    const included = new Uint8Array(20_000).fill(1);
    const { weights } = fitLogistic(matrix.finish(), scores, EDGES, 0.1, included);
    truth.forEach((weight, column) => {
      expect(weights[column]).toBeCloseTo(weight, 0.5);
    });
    // The rows left out say the opposite.
    const half = included.map((_, row) => row % 2);
    const poisoned = scores.map((score, row) => (row % 2 === 1 ? score : 101 - score));
    const kept = fitLogistic(matrix.finish(), poisoned, EDGES, 0.1, half);
    truth.forEach((weight, column) => {
      expect(kept.weights[column]).toBeCloseTo(weight, 0.5);
    });
  });
});

describe("thresholds", () => {
  it("give each bucket its share where the value says nothing, and rise with the value where it does", () => {
    const random = createRandom(2);
    const values = Float64Array.from({ length: 4000 }, () => 4 * random());
    const scores = Int32Array.from(values, (value) => Math.floor(10 ** (value - 1 + random())));
    const flat = applyThresholds(fitThresholds(new Float64Array(4000), scores, EDGES), Float64Array.of(0));
    EDGES.forEach((edge, k) => {
      const share =
        scores.filter((score) => (k === 0 || score >= edge) && !(score >= (EDGES[k + 1] ?? 1e9))).length / 4000;
      expect(flat[k]).toBeCloseTo(share, 3);
    });
    const rising = applyThresholds(fitThresholds(values, scores, EDGES), Float64Array.of(0, 2, 4));
    expect(rising[2]).toBeLessThan(rising[5]);
    expect(rising[5]).toBeLessThan(rising[8]);
    for (let row = 0; row < 3; row++) {
      expect(rising.subarray(row * 3, row * 3 + 3).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    }
  });
});

/** Posts whose score hangs on words alone (`good`), or on who posts them (`famous`), added up. */
function makePosts(length: number, seed: number): PostTable {
  const random = createRandom(seed);
  const pick = (...options: string[]) => options[Math.floor(random() * options.length)];
  const columns = Array.from({ length }, (_, i) => {
    const title = `${pick("good", "bad")} ${pick("day", "night", "noon")} ${pick("for", "with")} ${pick("cats", "dogs")}`;
    const author = pick("famous", "nobody", "anyone");
    const level = (title.startsWith("good") ? 1.5 : 0) + (author === "famous" ? 1.5 : 0) + random();
    return { title, author, score: Math.floor(10 ** level), postedAt: Date.UTC(2020, 0, 1) + i * 3_600_000 };
  });
  return {
    length,
    title: columns.map(({ title }) => title),
    site: columns.map(() => null),
    community: columns.map(() => null),
    author: columns.map(({ author }) => author),
    postedAt: Float64Array.from(columns, ({ postedAt }) => postedAt),
    score: Int32Array.from(columns, ({ score }) => score),
  };
}

describe("baselines", () => {
  const posts = makePosts(3000, 1);
  const train = Int32Array.from({ length: 2000 }, (_, i) => i);
  const test = Int32Array.from({ length: 1000 }, (_, i) => 2000 + i);
  const scores = posts.score.subarray(2000);
  const judge = (probabilities: Float64Array) =>
    evaluate(
      { probabilities, edges: EDGES, scores, communities: posts.community.slice(2000) },
      { seed: 1, resamples: 20 },
    );

  it("the prior is the training posts' own distribution, calibrated and blind", () => {
    const metrics = judge(fitPrior(posts, train, EDGES).predict(posts, test));
    expect(metrics.roc_auc_at_100.value).toBe(0.5);
    expect(metrics.calibration_error_at_100.value).toBeLessThan(0.05);
  });

  it("the community's own distribution is known to who knows the community, and an unknown one gets that of all", () => {
    const community: readonly (string | null)[] = Array.from(posts.score, (score, i) =>
      i < 2000 ? (score >= 100 ? "winners" : "others") : null,
    );
    const asked = {
      ...posts,
      community: community.with(2000, "winners").with(2001, "others").with(2002, "unheard of"),
    };
    const chances = fitCommunityMean({ ...posts, community }, train, EDGES).predict(asked, test.subarray(0, 3));
    const prior = fitPrior(posts, train, EDGES).predict(posts, test.subarray(0, 1));
    expect(chances[2]).toBeGreaterThan(0.98);
    expect(chances[5]).toBeLessThan(0.02);
    expect(chances.subarray(6, 9)).toEqual(prior);
  });

  const learn = (table: PostTable, regression: Regression, context: boolean) =>
    fitLinearBaseline(makeDesign(table, train, countWords(table, train), context), EDGES, regression).predict(
      posts,
      test,
    );

  it.each(["ridge", "logistic"] as const)(
    "%s finds what words and authors add, and says it in calibrated probabilities",
    (regression) => {
      const prior = judge(fitPrior(posts, train, EDGES).predict(posts, test));
      const title = judge(learn(posts, regression, false));
      const full = judge(learn(posts, regression, true));
      expect(title.log_loss.value).toBeLessThan(prior.log_loss.value - 0.1);
      expect(full.log_loss.value).toBeLessThan(title.log_loss.value - 0.1);
      expect(full.roc_auc_at_100.value).toBeGreaterThan(0.84);
      expect(full.calibration_error_at_100.value).toBeLessThan(0.06);
    },
  );

  it.each(["ridge", "logistic"] as const)("%s learns nothing from shuffled scores", (regression) => {
    const random = createRandom(9);
    const shuffled = { ...posts, score: posts.score.map(() => posts.score[Math.floor(random() * posts.length)]) };
    const chances = learn(shuffled, regression, true);
    const reached = Array.from(scores, (score) => (score >= 100 ? 1 : 0));
    const auc = rocAuc(
      reached.map((_, i) => chances[i * 3 + 2]),
      reached,
    );
    expect(Math.abs(auc - 0.5)).toBeLessThan(0.15);
  });
});
