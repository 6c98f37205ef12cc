import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GOLDEN_TOLERANCE, type Manifest } from "../../lib/release/manifest";
import type { ForecastRequest, Progress } from "../../workers/engine/api";
import { TensorMachine } from "../../workers/engine/machine";
import { EngineService } from "../../workers/engine/service";
import { type Disk, DiskCache } from "../../workers/store/cache";
import { Kept } from "../../workers/store/kept";
import { openSmallDisk } from "../support/fileDisk";
import { TestHost } from "../support/host";
import { TestDisk } from "../support/keptDisk";
import { describeFile } from "../support/manifest";
import { publish, type TinyRelease, tinyRelease } from "../support/tinyRelease";

const MODEL = "models/tiny/hacker-news.bin";
const ignore = () => {};

let host: TestHost;
let disk: TestDisk;
let release: TinyRelease;

beforeEach(async () => {
  host = new TestHost();
  disk = new TestDisk();
  release = await tinyRelease();
  publish(host, release);
  await host.start();
});

afterEach(() => host.stop());

/** Node has no IndexedDB: this is the cache of a private window. */
function noDisk(): never {
  throw new Error("no disk");
}

function open(files: () => Disk = noDisk): EngineService {
  return new EngineService({
    base: host.base,
    fetch,
    cache: new DiskCache(files),
    kept: new Kept(() => disk),
    machine: new TensorMachine(),
    tf,
    now: () => performance.now(),
  });
}

async function start(files?: () => Disk): Promise<EngineService> {
  const engine = open(files);
  await engine.start({});
  return engine;
}

function ask(title: string, given: Partial<ForecastRequest> = {}): ForecastRequest {
  return {
    predictor: "hacker-news",
    title,
    community: null,
    site: null,
    author: null,
    postedAt: null,
    times: [],
    ...given,
  };
}

function change(manifest: Manifest): void {
  host.files.set("models/tiny/manifest.json", new TextEncoder().encode(JSON.stringify(manifest)));
}

test("from a bare start to every golden of every predictor", async () => {
  const engine = await start();
  const { predictors } = release.manifest;
  expect(Object.keys(predictors)).toEqual(["hacker-news", "reddit"]);
  for (const [predictor, { goldens }] of Object.entries(predictors)) {
    expect(goldens.length).toBeGreaterThan(0);
    for (const { title, context, probabilities } of goldens) {
      const forecast = await engine.forecast(ask(title, { ...context, predictor }));
      expect(forecast?.buckets.length).toBe(probabilities.length);
      for (const [i, bucket] of (forecast?.buckets ?? []).entries()) {
        expect(Math.abs(bucket.probability - probabilities[i])).toBeLessThan(GOLDEN_TOLERANCE);
      }
    }
  }
  expect(await engine.status()).toMatchObject({ release: "tiny", backend: "wasm", cache: "memory" });
});

test("a predictor loads once, with progress in bytes, and counts what it fetched", async () => {
  const engine = await start();
  const progress: Progress[] = [];
  await Promise.all([
    engine.loadPredictor("hacker-news", (at) => progress.push(at)),
    engine.loadPredictor("hacker-news", ignore),
  ]);
  const { bytes } = release.manifest.predictors["hacker-news"].file;
  expect(progress.at(-1)).toEqual({ loaded: bytes, total: bytes });
  expect(host.requests.filter((path) => path === MODEL)).toHaveLength(1);
  expect(await engine.status()).toMatchObject({ fetched: bytes, cached: 0 });
});

test("what the model is asked for and does not have is named", async () => {
  const engine = await start();
  await expect(engine.loadPredictor("lobsters", ignore)).rejects.toMatchObject({
    name: "NotFoundError",
    message: 'the release tiny has no predictor "lobsters"',
  });
  await expect(engine.neighbours("florb", 3)).rejects.toMatchObject({ name: "UnknownWordError", message: "florb" });
});

test("a model that computes something else than its goldens is refused, and leaves no tensor", async () => {
  const [golden, ...others] = release.manifest.predictors["hacker-news"].goldens;
  const [first, ...rest] = golden.probabilities;
  const wrong = { ...golden, probabilities: [first > 0.5 ? first - 0.01 : first + 0.01, ...rest] };
  const predictor = { ...release.manifest.predictors["hacker-news"], goldens: [...others, wrong] };
  change({ ...release.manifest, predictors: { ...release.manifest.predictors, "hacker-news": predictor } });
  const engine = await start();
  const { tensors } = await engine.status();
  await expect(engine.loadPredictor("hacker-news", ignore)).rejects.toMatchObject({ name: "GoldenError" });
  expect((await engine.status()).tensors).toBe(tensors);
});

test("a failed load is tried again when asked again", async () => {
  host.faults.set(MODEL, [404, undefined]);
  const engine = await start();
  await expect(engine.loadPredictor("hacker-news", ignore)).rejects.toMatchObject({ name: "NotFoundError" });
  await engine.loadPredictor("hacker-news", ignore);
  expect(await engine.forecast(ask("A title"))).toMatchObject({ title: "A title", release: "tiny" });
});

test("a failed start is tried again when asked again", async () => {
  host.faults.set("models/current.json", ["no connection", undefined]);
  const engine = open();
  await expect(engine.start({})).rejects.toMatchObject({ name: "OfflineError" });
  expect(await engine.start({})).toEqual(release.manifest);
});

test("100 titles of any kind leave the number of tensors as it was", async () => {
  const engine = await start();
  await engine.loadPredictor("hacker-news", ignore);
  const { tensors } = await engine.status();
  expect(tensors).toBeGreaterThan(0);
  for (let i = 0; i < 100; i++) await engine.forecast(ask("🙂 word ".repeat(i % 9)));
  expect((await engine.status()).tensors).toBe(tensors);
});

test("the time of a forecast counts from its arrival, waiting included", async () => {
  const engine = await start();
  await engine.loadPredictor("hacker-news", ignore);
  const [first, skipped, last] = await Promise.all(["a", "b", "c"].map((title) => engine.forecast(ask(title))));
  expect([first, skipped]).toEqual([null, null]);
  expect(last?.timing.total).toBeGreaterThan(0);
  expect(last?.timing.backend).toBe("wasm");
});

test("one request tells what each word and each input does, and the score at other times", async () => {
  const engine = await start();
  const post = { title: "Why the king?", site: "github.com", author: "pg", postedAt: Date.UTC(2026, 10, 6, 9) };
  const expected = async (given: Partial<ForecastRequest>) =>
    (await engine.forecast(ask(post.title, { ...post, ...given })))?.expected ?? Number.NaN;
  const times = [0, 30, 61].map((hours) => Date.UTC(2026, 10, 7, hours));
  const forecast = await engine.forecast(ask(post.title, { ...post, times }));

  expect(forecast?.times).toHaveLength(3);
  for (const [i, postedAt] of times.entries()) {
    expect((forecast?.times[i] ?? 0) / (await expected({ postedAt }))).toBeCloseTo(1, 5);
  }
  expect(forecast?.inputs.map(({ input }) => input)).toEqual(["site", "author", "time"]);
  const [site, author, time] = forecast?.inputs ?? [];
  const whole = await expected({});
  expect(site.points).toBeCloseTo(whole - (await expected({ site: null })), 3);
  expect(author.points).toBeCloseTo(whole - (await expected({ author: null })), 3);
  expect(time.effect).toBeCloseTo(whole / (await expected({ postedAt: null })), 4);
  const [why] = forecast?.tokens ?? [];
  expect(why.points).toBeCloseTo(whole - (await expected({ title: "the king?" })), 3);
});

test("communities are found as they are typed, the very name first", async () => {
  const engine = await start();
  const all = await engine.communities("reddit", "", 100);
  expect(all.length).toBeGreaterThan(2);
  const name = all[all.length - 1];
  expect((await engine.communities("reddit", ` /r/${name.toUpperCase()}`, 5))[0]).toBe(name);
  expect(await engine.communities("reddit", "no such place", 5)).toEqual([]);
});

test("several titles are forecast together, each as by itself", async () => {
  const engine = await start();
  const titles = ["A database in Go", "Go, and a database", "zxqv"];
  const { title: _, times: __, ...context } = ask("", { site: "github.com", postedAt: Date.UTC(2019, 6, 1, 9) });
  const together = await engine.distributions({ ...context, titles });
  expect(together).toHaveLength(3);
  for (const [i, title] of titles.entries()) {
    const alone = await engine.forecast({ ...context, title, times: [] });
    expect(together?.[i].expected).toBeCloseTo(alone?.expected ?? Number.NaN, 4);
    expect(together?.[i].quantiles.p90).toBeCloseTo(alone?.quantiles.p90 ?? Number.NaN, 3);
    expect(together?.[i].buckets.map(({ from }) => from)).toEqual(alone?.buckets.map(({ from }) => from));
  }
  const [overtaken, latest] = await Promise.all([
    engine.distributions({ ...context, titles }),
    engine.distributions({ ...context, titles: titles.slice(1) }),
  ]);
  expect(overtaken).toBeNull();
  expect(latest?.map(({ expected }) => expected)).toEqual(together?.slice(1).map(({ expected }) => expected));
  expect(await engine.distributions({ ...context, titles: [] })).toEqual([]);
});

test("versions are kept from one engine to the next, before any model is loaded", async () => {
  expect(await open().keptVersions()).toEqual({ titles: [], place: "disk" });
  await open().keepVersions([], ["One", "Two"]);
  expect(await open().keptVersions()).toEqual({ titles: ["One", "Two"], place: "disk" });
});

test("rewrites come with what is known of the word vectors, and give way to any forecast", async () => {
  const entries = new Map<string, Uint8Array>();
  const engine = await start(() => openSmallDisk(entries));
  const post = { title: "It's the king of Rust in the engine", community: null, site: null, author: null };
  const request = { ...post, predictor: "hacker-news", link: "", postedAt: null };
  expect(await engine.rewrites(request)).toMatchObject({ title: request.title, vectors: "absent" });

  const [overtaken] = await Promise.all([engine.rewrites(request), engine.forecast(ask(request.title))]);
  expect(overtaken).toBeNull();

  await engine.keep();
  expect(await engine.rewrites(request)).toMatchObject({ vectors: "kept" });
  await engine.loadVectors(ignore);
  expect(await engine.rewrites(request)).toMatchObject({ vectors: "loaded" });
}, 20_000);

test("a release without word vectors says so", async () => {
  change({ ...release.manifest, vectors: undefined });
  const engine = await start();
  const post = { title: "The king of Rust", community: null, site: null, author: null, postedAt: null };
  expect(await engine.rewrites({ ...post, predictor: "hacker-news", link: "" })).toMatchObject({ vectors: "none" });
});

test("a predictor's report and profile come from the release, verified; one without has none", async () => {
  const report = new TextEncoder().encode('{"format":1}');
  const own = release.manifest.predictors["hacker-news"];
  const manifest = {
    ...release.manifest,
    predictors: {
      ...release.manifest.predictors,
      "hacker-news": { ...own, report: describeFile("hacker-news.report.json", report) },
    },
  };
  publish(host, { manifest, files: new Map([...release.files, ["hacker-news.report.json", report]]) });
  const engine = await start();
  expect(await engine.evidence("hacker-news")).toEqual({ report: '{"format":1}', profile: null });
  expect(await engine.evidence("reddit")).toEqual({ report: null, profile: null });
  await expect(engine.evidence("nobody")).rejects.toMatchObject({ name: "NotFoundError" });

  host.files.set("models/tiny/hacker-news.report.json", new TextEncoder().encode('{"format":2}'));
  await expect((await start()).evidence("hacker-news")).rejects.toMatchObject({ name: "IntegrityError" });
});
