import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bucketOf } from "../../../lib/buckets";
import type { ScoredPost } from "../../../lib/post";
import {
  type EncoderTables,
  encode,
  FEATURE_COUNT,
  FEATURE_NAMES,
  featureRange,
} from "../../../lib/predictor/features";
import { createRandom } from "../../../lib/random";
import { type Batch, readBatches } from "../../../training/predictor/batches";
import { makeConfig } from "../../../training/predictor/config";
import { shuffleExamples, type TrainingSet } from "../../../training/predictor/examples";
import { encodeInMemory } from "../../support/reference-examples";
import { makeTrainingSet } from "../../support/training-set";

const POSTS = 600;
const config = makeConfig("tiny", { entityMinimum: 2, minWordCount: 1 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-examples-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Posts of ten sites whose scores say nothing of them, each with a word of its own, by which it is known again. */
function makePosts(change: (score: number, row: number) => number = (score) => score): ScoredPost[] {
  const random = createRandom(6);
  return Array.from({ length: POSTS }, (_, i) => ({
    title: `the king ${nameOf(i)}`,
    site: `site${i % 10}.com`,
    community: null,
    author: `writer${i % 30}`,
    postedAt: i,
    score: change(Math.round(10 ** (3 * random())), i),
  }));
}

const nameOf = (row: number) => `word${String.fromCharCode(97 + (row % 26), 97 + Math.floor(row / 26))}`;

/** Dense features of every post, by its row, before they are normalised. */
async function featuresOf(set: TrainingSet): Promise<Float32Array[]> {
  const rows = new Map(
    Array.from({ length: POSTS }, (_, row) => [set.tables.vocabulary.rowOf(nameOf(row)), row] as const),
  );
  const features: Float32Array[] = [];
  for await (const { pieces, piece, at, order } of shuffleExamples(set, createRandom(1))) {
    for (const post of order) {
      const { offsets, rows: entries, dense } = pieces[piece[post]];
      const own = at[post];
      // Words come before pairs: the third of three words.
      const row = rows.get(entries[offsets[own] + 2]) ?? -1;
      features[row] = dense.slice(own * FEATURE_COUNT, (own + 1) * FEATURE_COUNT);
    }
  }
  expect(features.filter(() => true)).toHaveLength(POSTS);
  return features;
}

async function residualsOf(set: TrainingSet, name: string): Promise<number[]> {
  return (await featuresOf(set)).map((features) => residualIn(features, name));
}

/** The residual of a post's site or author, put together from its stretches. */
function residualIn(features: Float32Array, name: string): number {
  return FEATURE_NAMES.reduce((sum, feature, column) => {
    const [, low, high] = new RegExp(`^${name}_residual_(.*)_to_(.*)$`).exec(feature) ?? [null, 0, 0];
    return sum + features[column] * (Number(high) - Number(low));
  }, 0);
}

describe("a training post", () => {
  it.each(["site", "author"])("does not see its own score in its %s's residual", async (name) => {
    const before = await residualsOf(await makeTrainingSet(folder, makePosts(), config), name);
    const changed = makePosts((score, row) => (row === 300 ? score * 1000 : score));
    const after = await residualsOf(await makeTrainingSet(folder, changed, config), name);
    // The mean of all posts moves a little; a residual is kept in steps of 1/40.
    expect(Math.abs(after[300] - before[300])).toBeLessThan(0.03);
    // Posts of other folds and the same site do see it.
    const peers = before.map((value, row) => ({ row, change: Math.abs(after[row] - value) }));
    expect(peers.filter(({ row, change }) => row % 10 === 0 && change > 0.05).length).toBeGreaterThan(10);
  });

  it("learns nothing of its score from its site's mean, where sites are alike", async () => {
    const posts = makePosts();
    const set = await makeTrainingSet(folder, posts, config);
    const residuals = await residualsOf(set, "site");
    const logs = posts.map(({ score }) => Math.log(score));
    const inSample = encode(posts, set.tables);
    const own = posts.map((_, row) => residualIn(inSample.dense.subarray(row * FEATURE_COUNT), "site"));
    expect(correlate(own, logs)).toBeGreaterThan(0.05);
    expect(correlate(residuals, logs)).toBeLessThan(0.05);
  });

  it("has features of mean square 1 in its batch, those of its title of mean 0", async () => {
    const whole = { ...config, wordDropout: 0, contextDropout: 0, inputDropout: 0 };
    const set = await makeTrainingSet(folder, makePosts(), whole);
    expect(set.length).toBe(POSTS);
    const batches: Batch[] = [];
    for await (const batch of readBatches(set, whole, createRandom(1))) batches.push(batch);
    for (let c = 0; c < FEATURE_COUNT; c++) {
      const values = batches.flatMap(({ dense }) => Array.from(dense).filter((_, i) => i % FEATURE_COUNT === c));
      expect(values).toHaveLength(POSTS);
      const mean = values.reduce((sum, value) => sum + value, 0) / POSTS;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / POSTS);
      if (c < featureRange("title")[1]) expect(mean).toBeCloseTo(0, 3);
      // What hardly varies is not blown up.
      expect(spread < 1 || Math.abs(spread - 1) < 1e-3).toBe(true);
    }
  });
});

describe("examples from disk", () => {
  it("are those that a plain encoder makes of all posts in memory, with the same tables", async () => {
    const random = createRandom(8);
    const pick = <T>(options: readonly T[]) => options[Math.floor(random() ** 2 * options.length)];
    const words = ["show hn:", "rust", "a", "c++", "state-of-the-art", "2015", "why", "Ünïcode", "naïve", "[pdf]"];
    // More than one of the blocks that are read at a time.
    const posts = Array.from({ length: 5000 }, (_, i) => ({
      title: Array.from({ length: 1 + Math.floor(6 * random()) }, () => pick(words)).join(" "),
      site: pick(["github.com", "self", null, `site${i % 50}.com`]),
      community: pick(["pics", "rust", null, `r${i % 20}`]),
      author: pick([null, `writer${i % 300}`]),
      postedAt: i * 3_600_000,
      score: Math.floor(10 ** (3 * random())) - 1,
    }));
    const settings = makeConfig("tiny", { bigramRows: 64 });
    const set = await makeTrainingSet(folder, posts, settings);
    const reference = encodeInMemory(posts, settings);
    expect(plain(set.tables)).toEqual(plain(reference.tables));
    const examples: string[] = [];
    for await (const { pieces, piece, at, order } of shuffleExamples(set, createRandom(1))) {
      for (const post of order) {
        const { offsets, rows, weights, dense, community, bucket, logScore } = pieces[piece[post]];
        const own = at[post];
        examples.push(
          describeExample(
            rows.subarray(offsets[own], offsets[own + 1]),
            weights.subarray(offsets[own], offsets[own + 1]),
            dense.subarray(own * FEATURE_COUNT, (own + 1) * FEATURE_COUNT),
            [community[own], bucket[own], logScore[own]],
          ),
        );
      }
    }
    const expected = reference.posts.map(({ post, tables }) => {
      const { rows, weights, dense, communities } = encode([post], tables);
      const log = Math.fround(Math.log(Math.max(1, post.score)));
      return describeExample(rows, weights, dense, [communities[0], bucketOf(post.score, settings.edges), log]);
    });
    expect(examples.sort()).toEqual(expected.sort());
  });
});

const describeExample = (...parts: readonly ArrayLike<number>[]) =>
  parts.map((part) => Array.from(part).join()).join("|");

function plain({ vocabulary, communities, sites, authors, ...rest }: EncoderTables) {
  return { words: vocabulary.words, communities, sites, authors, ...rest };
}

function correlate(a: readonly number[], b: readonly number[]): number {
  const centre = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [x, y] = [centre(a), centre(b)];
  const dot = (p: number[], q: number[]) => p.reduce((sum, value, i) => sum + value * q[i], 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}
