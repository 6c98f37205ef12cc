import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { openPosts } from "../../../training/data/posts";
import { type Batch, readBatches } from "../../../training/predictor/batches";
import { makeConfig } from "../../../training/predictor/config";
import { prepareExamples } from "../../../training/predictor/prepare";
import { writePosts } from "../../support/training-set";

const config = makeConfig("tiny", { minWordCount: 1 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-prepare-"));
  const posts = Array.from({ length: 300 }, (_, i) => ({
    title: `the ${["king", "queen", "engine"][i % 3]} number ${i % 7}`,
    site: i % 2 ? "github.com" : "self",
    community: ["pics", "rust"][i % 2],
    author: `writer${i % 5}`,
    postedAt: i * 3_600_000,
    score: 10 + i,
  }));
  await writePosts(join(folder, "posts.parquet"), posts);
});
afterEach(() => rm(folder, { recursive: true }));

const work = () => join(folder, "fit.work");

async function prepare(stamp: string) {
  const posts = await openPosts(join(folder, "posts.parquet"));
  const set = await prepareExamples({ posts, config, folder: work(), name: "search", stamp });
  const batches: Batch[] = [];
  for await (const batch of readBatches(set, config, createRandom(1))) batches.push(batch);
  return { set, batches };
}

it("posts that were encoded are not encoded again, and give the very same batches", async () => {
  const first = await prepare("a");
  const made = (await stat(join(work(), "search.examples"))).mtimeMs;
  const second = await prepare("a");
  expect((await stat(join(work(), "search.examples"))).mtimeMs).toBe(made);
  expect(second).toEqual(first);
  expect((await readdir(work())).sort()).toEqual(["search.examples", "search.index"]);
});

it("what another training left is replaced", async () => {
  await prepare("a");
  const made = (await stat(join(work(), "search.examples"))).mtimeMs;
  await prepare("b");
  expect((await stat(join(work(), "search.examples"))).mtimeMs).toBeGreaterThan(made);
});
