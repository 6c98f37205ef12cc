import { describe, expect, it } from "vitest";
import { encode, FEATURE_COUNT, FEATURE_NAMES } from "../../../lib/predictor/features";
import { createRandom } from "../../../lib/random";
import { type PostTable, postAt } from "../../../training/data/posts";
import { makeConfig } from "../../../training/predictor/config";
import { buildTrainingSet } from "../../../training/predictor/examples";
import { makeTable } from "../../support/posts";

const POSTS = 600;
const config = makeConfig("tiny", { entityMinimum: 2 });
const rows = Int32Array.from({ length: POSTS }, (_, row) => row);

/** Posts of ten sites whose scores say nothing of them. */
function makePosts(change: (score: number, row: number) => number = (score) => score): PostTable {
  const random = createRandom(6);
  return makeTable(
    Array.from({ length: POSTS }, (_, i) => ({
      title: `the king ${i}`,
      site: `site${i % 10}.com`,
      community: null,
      author: `writer${i % 30}`,
      postedAt: i,
      score: change(Math.round(10 ** (3 * random())), i),
    })),
  );
}

/** A feature of every post, by its time, before normalisation. */
function featureOf(table: PostTable, name: string): number[] {
  const { parts, featureMean, featureScale } = buildTrainingSet(table, rows, config);
  const column = FEATURE_NAMES.indexOf(name);
  const random = createRandom(config.seed);
  const folds = Array.from(rows, () => Math.floor(random() * config.folds));
  const seen = parts.map(() => 0);
  return folds.map((fold) => {
    const at = seen[fold]++;
    return parts[fold].encoded.dense[at * FEATURE_COUNT + column] * featureScale[column] + featureMean[column];
  });
}

describe("a training post", () => {
  it.each(["site_residual", "author_residual"])("does not see its own score in its %s", (name) => {
    const [before, after] = [
      (score: number) => score,
      (score: number, row: number) => (row === 300 ? score * 1000 : score),
    ].map((change) => featureOf(makePosts(change), name));
    // The mean of all posts moves a little; a residual is kept in steps of 1/40.
    expect(Math.abs(after[300] - before[300])).toBeLessThan(0.03);
    // Posts of other folds and the same site do see it.
    const peers = before.map((value, row) => ({ row, change: Math.abs(after[row] - value) }));
    expect(peers.filter(({ row, change }) => row % 10 === 0 && change > 0.05).length).toBeGreaterThan(10);
  });

  it("learns nothing of its score from its site's mean, where sites are alike", () => {
    const table = makePosts();
    const residuals = featureOf(table, "site_residual");
    const logs = Array.from(table.score, (score) => Math.log(score));
    const inSample = encode(
      Array.from(rows, (row) => postAt(table, row)),
      buildTrainingSet(table, rows, config).tables,
    );
    const column = FEATURE_NAMES.indexOf("site_residual");
    const own = Array.from(rows, (row) => inSample.dense[row * FEATURE_COUNT + column]);
    expect(correlate(own, logs)).toBeGreaterThan(0.05);
    expect(correlate(residuals, logs)).toBeLessThan(0.05);
  });

  it("has features of mean 0 and spread 1", () => {
    const { parts, length } = buildTrainingSet(makePosts(), rows, config);
    expect(length).toBe(POSTS);
    for (let c = 0; c < FEATURE_COUNT; c++) {
      const values = parts.flatMap(({ encoded }) =>
        Array.from(encoded.dense).filter((_, i) => i % FEATURE_COUNT === c),
      );
      expect(values).toHaveLength(POSTS);
      const mean = values.reduce((sum, value) => sum + value, 0) / POSTS;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / POSTS);
      expect(mean).toBeCloseTo(0, 3);
      // What hardly varies is left as it is.
      expect(spread < 0.01 || Math.abs(spread - 1) < 1e-3).toBe(true);
    }
  });
});

function correlate(a: readonly number[], b: readonly number[]): number {
  const centre = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [x, y] = [centre(a), centre(b)];
  const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * q[i], 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}
