import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importPosts } from "../../../training/data/import";
import { judgePredictor } from "../../../training/evaluate/judge";
import { makeConfig } from "../../../training/predictor/config";
import { type TrainOptions, trainPredictor } from "../../../training/predictor/train";
import { readTrainingRecord } from "../../../training/predictor/training-record";
import { makeInteractionCsv } from "../../support/interaction";
import { beginSilently } from "../../support/progress";

let folder: string;
const at = (name: string) => join(folder, name);

async function makePosts(name: string, posts: number, seed: number): Promise<void> {
  await writeFile(at("posts.csv"), makeInteractionCsv({ posts, seed }));
  const source = { files: [at("posts.csv")], as: "hacker-news", columns: {}, timeZone: "UTC" } as const;
  await importPosts({ ...source, out: at(name) }, beginSilently);
}

function train(given: Partial<TrainOptions>) {
  const config = makeConfig("tiny", { epochs: 1, bigramRows: 0 });
  const usual = { vectors: [], preset: "tiny", config, plan: { share: 0.1 }, device: "wasm" } as const;
  return trainPredictor({ posts: at("posts.parquet"), out: at("fit"), ...usual, ...given });
}

function judge(test: string, given: { folder?: string; train?: string } = {}) {
  return judgePredictor({
    folder: given.folder ?? at("fit"),
    test,
    train: given.train ?? null,
    seed: 1,
    brief: true,
    device: "wasm",
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-refusals-"));
  await makePosts("posts.parquet", 300, 1);
  await makePosts("few.parquet", 50, 2);
  await writeFile(at("text.csv"), "title,score\nA,1\n");
  await train({});
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe("a training is refused", () => {
  it.each<[string, Record<string, string | readonly string[]>, RegExp]>([
    ["without posts", { posts: "none.parquet" }, /none\.parquet: no such file/],
    ["on a table of something else", { posts: "text.csv" }, /text\.csv: not a table of posts; make one with/],
    ["on too few posts", { posts: "few.parquet" }, /few\.parquet: 50 posts are too few/],
    ["with vectors that are not there", { vectors: ["none.bin"] }, /none\.bin: no such file/],
    ["with vectors that are none", { vectors: ["text.csv"] }, /not a Titlecast model file/],
  ])("%s", async (_what, files, message) => {
    const paths = Object.fromEntries(
      Object.entries(files).map(([key, name]) => [
        key,
        typeof name === "string" ? at(name) : name.map((each) => at(each)),
      ]),
    );
    await expect(train({ ...paths, out: at("never") })).rejects.toThrow(message);
    expect(await readdir(folder)).not.toContain("never");
  });

  it("where nothing is left to train on, or to validate on", async () => {
    for (const from of ["2000-01-01", "2030-01-01"]) {
      await expect(train({ plan: { from: new Date(from) } })).rejects.toThrow(
        /no posts to train or to validate on; choose/,
      );
    }
  });
});

describe("a verdict is refused", () => {
  it("on the posts that were trained on", async () => {
    await expect(judge(at("posts.parquet"))).rejects.toThrow(/these are the posts that .*fit was trained on/);
  });

  it("on posts that are not there or are none, and of a training that is not there", async () => {
    await expect(judge(at("none.parquet"))).rejects.toThrow(/none\.parquet: no such file/);
    await expect(judge(at("text.csv"))).rejects.toThrow(/text\.csv: not a table of posts/);
    await expect(judge(at("few.parquet"), { train: at("none.parquet") })).rejects.toThrow(
      /none\.parquet: no such file/,
    );
    await expect(judge(at("few.parquet"), { folder: at("none") })).rejects.toThrow(
      /expected a folder that `predictor train` f/,
    );
    expect(await readdir(at("fit"))).not.toContain("evaluation.json");
  });

  it("by a record that is none", async () => {
    await writeFile(at("training.json"), "{}");
    await expect(readTrainingRecord(folder)).rejects.toThrow(/training\.json: not a record of a training/);
    await writeFile(at("training.json"), "{");
    await expect(readTrainingRecord(folder)).rejects.toThrow(/training\.json: not a record of a training/);
  });
});

it("the same posts give the same verdict, whose parts are those of the test's posts", async () => {
  const first = await judge(at("few.parquet"));
  expect(await judge(at("few.parquet"))).toEqual(first);
  expect(first).toMatchObject({ seed: 1, baselines: [], test: { name: "few.parquet", posts: 50 } });
  const { preset, posts, epochs, config, data } = await readTrainingRecord(at("fit"));
  expect({ preset, posts, epochs, seed: config.seed, name: data.name }).toEqual({
    preset: "tiny",
    posts: 300,
    epochs: 1,
    seed: 1,
    name: "posts.parquet",
  });
});
