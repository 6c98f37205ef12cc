import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CONTEXT_ENTRIES,
  encode,
  FEATURE_COUNT,
  featureRange,
  firstCommunityRow,
} from "../../../lib/predictor/features";
import { createRandom } from "../../../lib/random";
import { type Batch, countBatches, readBatches } from "../../../training/predictor/batches";
import { makeConfig } from "../../../training/predictor/config";
import type { TrainingSet } from "../../../training/predictor/examples";
import { makeTrainingSet } from "../../support/training-set";

const POSTS = 101;
const NO_DROPOUT = { wordDropout: 0, contextDropout: 0, inputDropout: 0, communityDropout: 0 };
/** Every post has a score of its own, by which it is known again. */
const posts = Array.from({ length: POSTS }, (_, i) => ({
  title: `the ${["king", "queen", "engine"][i % 3]} number ${i % 7}`,
  site: i % 2 ? "github.com" : "self",
  community: ["pics", "rust"][i % 2],
  author: `writer${i % 5}`,
  postedAt: i * 3_600_000,
  score: 10 + i,
}));
const scores = posts.map(({ score }) => score);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-batches-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Epoch {
  readonly batches: Batch[];
  readonly set: TrainingSet;
}

async function assemble(settings: Record<string, unknown>, seed = 1): Promise<Epoch> {
  const config = makeConfig("tiny", { ...NO_DROPOUT, batch: 16, ...settings });
  const set = await makeTrainingSet(folder, posts, config);
  const batches: Batch[] = [];
  for await (const batch of readBatches(set, config, createRandom(seed))) batches.push(batch);
  expect(batches).toHaveLength(countBatches(set, config));
  return { batches, set };
}

const scoresOf = (batches: Batch[]) =>
  batches.flatMap(({ logScores }) => Array.from(logScores, (log) => Math.round(Math.exp(log))));

describe("an epoch", () => {
  it("holds every post once, in an order that the seed alone decides", async () => {
    const once = scoresOf((await assemble({})).batches);
    expect([...once].sort((a, b) => a - b)).toEqual([...scores]);
    expect(scoresOf((await assemble({})).batches)).toEqual(once);
    const other = scoresOf((await assemble({}, 2)).batches);
    expect(other).not.toEqual(once);
    expect(once).not.toEqual([...scores]);
  });

  it("has batches of the size asked for, the last one of what is left", async () => {
    expect((await assemble({})).batches.map(({ posts }) => posts)).toEqual([16, 16, 16, 16, 16, 16, 5]);
  });

  it("without dropout gives posts as a forecast would read them", async () => {
    const { batches, set } = await assemble({});
    const timeAndTitle = featureRange("site")[0];
    for (const batch of batches) {
      batch.logScores.forEach((log, i) => {
        const row = Math.round(Math.exp(log)) - 10;
        const expected = encode([posts[row]], set.tables);
        const [from, to] = [batch.offsets[i], batch.offsets[i + 1]];
        // The fold's tables may not know the site and author as well as all posts do.
        const title = expected.rows.length - CONTEXT_ENTRIES.length;
        expect(batch.rows.subarray(from, from + title)).toEqual(expected.rows.subarray(0, title));
        expect(batch.weights.subarray(from, from + title)).toEqual(expected.weights.subarray(0, title));
        expect(batch.rows[to - 1]).toBe(expected.rows[expected.rows.length - 1]);
        expect(batch.weights[to - 1]).toBe(1);
        const community = expected.communities[0];
        const buckets = batch.logPriors.length / batch.posts;
        expect(batch.logPriors.subarray(i * buckets, (i + 1) * buckets)).toEqual(
          set.tables.communities.logPriors.subarray(community * buckets, (community + 1) * buckets),
        );
        for (let c = 0; c < timeAndTitle; c++) {
          const value = batch.dense[i * FEATURE_COUNT + c] * set.featureScale[c] + set.featureMean[c];
          expect(value).toBeCloseTo(expected.dense[c], 4);
        }
      });
    }
  });
});

describe("dropout", () => {
  /** A batch's dense features as they were before they were normalised. */
  function featuresOf({ batches, set }: Epoch): number[][] {
    return batches.flatMap(({ posts, dense }) =>
      Array.from({ length: posts }, (_, i) =>
        Array.from(
          dense.subarray(i * FEATURE_COUNT, (i + 1) * FEATURE_COUNT),
          (value, c) => value * set.featureScale[c] + set.featureMean[c],
        ),
      ),
    );
  }
  const isBlank = (features: number[], group: "time" | "site" | "author" | "community") =>
    features.slice(...featureRange(group)).every((value) => Math.abs(value) < 1e-4);

  it("of the context takes site, author and time together, and nothing else", async () => {
    const all = featuresOf(await assemble({ contextDropout: 0.5 }));
    const blank = all.filter((features) => isBlank(features, "time"));
    expect(blank.length).toBeGreaterThan(POSTS * 0.3);
    expect(blank.length).toBeLessThan(POSTS * 0.7);
    for (const features of all) {
      for (const group of ["site", "author"] as const) expect(isBlank(features, group)).toBe(isBlank(features, "time"));
      expect(isBlank(features, "community")).toBe(false);
      expect(features[0]).toBeGreaterThan(2);
    }
  });

  it("of site and author takes their rows as well", async () => {
    const entityRows = ({ batches, set: { tables } }: Epoch) => {
      const end = firstCommunityRow(tables);
      return batches.flatMap(({ rows }) => [...rows.filter((row) => row >= end - tables.entityRows && row < end)]);
    };
    // Every site has more than twenty posts, no author has.
    expect(entityRows(await assemble({}))).toHaveLength(POSTS);
    expect(entityRows(await assemble({ contextDropout: 1 }))).toEqual([]);
  });

  it("of the community makes it an unknown one throughout", async () => {
    const dropped = await assemble({ communityDropout: 1 });
    expect(featuresOf(dropped).every((features) => isBlank(features, "community"))).toBe(true);
    const { tables } = dropped.set;
    for (const { offsets, rows, logPriors, posts } of dropped.batches) {
      for (let i = 0; i < posts; i++) {
        expect(rows[offsets[i + 1] - 1]).toBe(firstCommunityRow(tables) + tables.communities.names.length);
        expect(logPriors[i * 7]).toBe(tables.communities.logPriors[tables.communities.names.length * 7]);
      }
    }
  });

  it("of words leaves their expected sum as it was, and never takes the community", async () => {
    const sum = ({ batches }: Epoch) =>
      batches.reduce((total, { weights }) => total + weights.reduce((some, weight) => some + weight, 0), 0) - POSTS;
    const kept = await assemble({ wordDropout: 0.5 });
    const whole = await assemble({});
    expect(sum(kept) / sum(whole)).toBeGreaterThan(0.85);
    expect(sum(kept) / sum(whole)).toBeLessThan(1.15);
    const count = ({ batches }: Epoch) => batches.reduce((total, batch) => total + batch.rows.length, 0) - POSTS;
    expect(count(kept) / count(whole)).toBeLessThan(0.6);
    for (const { offsets, weights, posts } of kept.batches) {
      for (let i = 0; i < posts; i++) expect(weights[offsets[i + 1] - 1]).toBe(1);
    }
  });
});
