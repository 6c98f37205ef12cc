import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Predictor } from "../../lib/predictor/predictor";
import { verifyFile } from "../../lib/release/integrity";
import { GOLDEN_TOLERANCE, type Golden, parseManifest, parsePointer } from "../../lib/release/manifest";
import { tokenize } from "../../lib/text/tokenize";
import { decodeVectors } from "../../lib/vectors/table";
import { TensorMachine } from "../../workers/engine/machine";
import { EngineService } from "../../workers/engine/service";
import { DiskCache } from "../../workers/store/cache";
import { Kept } from "../../workers/store/kept";
import { titlecastJson } from "../support/cli";
import { TestHost } from "../support/host";

const MODELS = "public/models";
const release = parsePointer(await readFile(join(MODELS, "current.json"), "utf8"));
const folder = join(MODELS, release);
const manifest = parseManifest(await readFile(join(folder, "manifest.json"), "utf8"));
const predictors = Object.entries(manifest.predictors);

const readFrom = async (path: string) => new Uint8Array(await readFile(join(folder, path)));

function expectGolden({ title, probabilities }: Golden, actual: readonly number[], tolerance = GOLDEN_TOLERANCE): void {
  expect(actual).toHaveLength(probabilities.length);
  const furthest = Math.max(...probabilities.map((expected, k) => Math.abs(actual[k] - expected)));
  expect(furthest, `"${title}"`).toBeLessThanOrEqual(tolerance);
}

describe("the release that is shipped", () => {
  it("has a Hacker News and a Reddit predictor, each with goldens of every kind", () => {
    expect(predictors.map(([name]) => name).sort()).toEqual(["hacker-news", "reddit"]);
    for (const [, { goldens, edges }] of predictors) {
      expect(goldens.length).toBeGreaterThanOrEqual(8);
      expect(goldens.some(({ title }) => title === "")).toBe(true);
      for (const { title, probabilities, forms } of goldens) {
        expect(probabilities).toHaveLength(edges.length);
        expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
        expect(tokenize(title).map(({ form }) => form)).toEqual(forms);
      }
      // Goldens that are all alike would prove nothing.
      expect(new Set(goldens.map(({ probabilities }) => probabilities.join())).size).toBeGreaterThan(4);
    }
  });

  it("consists of the files that its manifest names, and of no others", async () => {
    const files = predictors.flatMap(([, { file, report, profile }]) => [file, report ?? [], profile ?? []].flat());
    if (manifest.vectors) files.push(manifest.vectors.file);
    for (const file of files) await verifyFile(file, await readFrom(file.path));
    expect((await readdir(folder)).sort()).toEqual([...files.map(({ path }) => path), "manifest.json"].sort());
  });

  it("has word vectors as many and as wide as it says", async () => {
    const { words, rows, dimensions } = decodeVectors(await readFrom(manifest.vectors?.file.path ?? ""));
    expect(words.length).toBe(manifest.vectors?.words);
    expect(words.length).toBeGreaterThanOrEqual(50_000);
    expect(dimensions).toBe(100);
    expect(rows).toBeInstanceOf(Int8Array);
  });
});

describe.each(["wasm", "cpu"] as const)("goldens through lib on %s", (backend) => {
  it.each(predictors)("of %s", async (_name, { file, goldens }) => {
    await new TensorMachine().open(backend);
    const before = tf.memory().numTensors;
    const predictor = Predictor.open(tf, await readFrom(file.path));
    expect(await predictor.checkGoldens(goldens)).toBeNull();
    const buckets = predictor.edges.length;
    const together = await predictor.predict(goldens.map(({ title, context }) => ({ title, ...context })));
    for (const [i, golden] of goldens.entries()) {
      expectGolden(golden, Array.from(together.subarray(i * buckets, (i + 1) * buckets)));
      expectGolden(golden, Array.from(await predictor.predict([{ title: golden.title, ...golden.context }])));
    }
    predictor.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe.each(["wasm", "cpu"] as const)("goldens through the engine on %s", (backend) => {
  const host = new TestHost();
  let engine: EngineService;

  beforeAll(async () => {
    host.files.set("models/current.json", new Uint8Array(await readFile(join(MODELS, "current.json"))));
    for (const path of await readdir(folder)) host.files.set(`models/${release}/${path}`, await readFrom(path));
    await host.start();
    const noDisk = new DiskCache(() => {
      throw new Error("no disk");
    });
    engine = new EngineService({
      base: host.base,
      fetch,
      cache: noDisk,
      kept: new Kept(() => {
        throw new Error("no disk");
      }),
      machine: new TensorMachine(),
      tf,
      now: () => performance.now(),
    });
    await engine.start({ backend });
  });
  afterAll(() => host.stop());

  it.each(predictors)("of %s", async (name, { goldens }) => {
    for (const golden of goldens) {
      const forecast = await engine.forecast({ predictor: name, title: golden.title, ...golden.context, times: [] });
      expect(forecast).toMatchObject({ release, predictor: name, timing: { backend } });
      expectGolden(golden, forecast?.buckets.map(({ probability }) => probability) ?? []);
      expect(forecast?.tokens).toHaveLength(golden.forms.length);
    }
  });
});

describe("goldens through the command line", { timeout: 60_000 }, () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "titlecast-golden-"));
  });
  afterAll(() => rm(scratch, { recursive: true }));

  it.each(predictors)("of %s, as a table", async (name, { goldens, edges }) => {
    // A table's row needs a title.
    const some = goldens.filter(({ title }) => title.trim() !== "");
    const cell = (value: string | null) => `"${(value ?? "").replaceAll('"', '""')}"`;
    const rows = some.map(({ title, context: { site, author, community, postedAt } }) =>
      [title, site, author, community, postedAt === null ? null : new Date(postedAt).toISOString()].map(cell).join(","),
    );
    const [input, output] = [join(scratch, `${name}.csv`), join(scratch, `${name}-scored.csv`)];
    await writeFile(input, `title,site,author,subreddit,posted_at\n${rows.join("\n")}\n`);
    const result = await titlecastJson("score", "--community", name, "--input", input, "--output", output);
    expect(result).toMatchObject({ rows: some.length, scored: some.length });
    const lines = (await readFile(output, "utf8")).trimEnd().split("\n").slice(1);
    expect(lines).toHaveLength(some.length);
    // Written to a millionth.
    for (const [i, golden] of some.entries()) {
      expectGolden(golden, lines[i].split(",").slice(-edges.length).map(Number), GOLDEN_TOLERANCE + 1e-6);
    }
  });

  it("of Hacker News, as a single title", async () => {
    const golden = manifest.predictors["hacker-news"].goldens.find(
      ({ context, title }) => context.author !== null && title !== "",
    );
    if (golden === undefined) throw new Error("no golden with an author");
    const { site, author, postedAt } = golden.context;
    const context = [
      "--url",
      site ?? "",
      "--author",
      author ?? "",
      "--posted-at",
      new Date(postedAt ?? 0).toISOString(),
    ];
    const forecast = await titlecastJson<{ buckets: { probability: number }[] }>(
      "score",
      "--community",
      "hacker-news",
      golden.title,
      ...context,
    );
    expectGolden(
      golden,
      forecast.buckets.map(({ probability }) => probability),
    );
  });
});
