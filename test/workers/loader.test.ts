import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Manifest } from "../../lib/release/manifest";
import { Loader } from "../../workers/engine/loader";
import { DiskCache, type FileCache } from "../../workers/store/cache";
import { openSmallDisk } from "../support/fileDisk";
import { TestHost } from "../support/host";
import { describeFile, describePredictor, describeRelease } from "../support/manifest";

const MODEL = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i) % 251);
const PATH = "models/one/model.bin";
const file = describeFile("model.bin", MODEL);

let host: TestHost;
let cache: FileCache;

beforeEach(async () => {
  host = new TestHost();
  await host.start();
  // Node has no IndexedDB: this is the cache of a private window.
  cache = new DiskCache(() => {
    throw new Error("no disk");
  });
  publish("one", MODEL);
});

afterEach(() => host.stop());

function publish(release: string, model: Uint8Array, parts: Pick<Manifest, "vectors"> = {}): Manifest {
  const predictors = { "hacker-news": describePredictor({ file: describeFile("model.bin", model) }) };
  const manifest = describeRelease(release, { predictors, ...parts });
  host.files.set("models/current.json", encode({ release }));
  host.files.set(`models/${release}/manifest.json`, encode(manifest));
  host.files.set(`models/${release}/model.bin`, model);
  return manifest;
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function visit(): Loader {
  return new Loader(host.base, fetch, cache);
}

const ignore = () => {};

function flipByte(bytes: Uint8Array): Uint8Array {
  const other = bytes.slice();
  other[1234] ^= 1;
  return other;
}

test("a file arrives whole, with progress that grows to its size", async () => {
  const progress: number[] = [];
  const loader = visit();
  const { release } = await loader.manifest();
  const bytes = await loader.file(release, file, ({ loaded, total }) => {
    expect(total).toBe(MODEL.length);
    progress.push(loaded);
  });
  expect(bytes).toEqual(MODEL);
  expect(progress.at(-1)).toBe(MODEL.length);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(loader).toMatchObject({ fetched: MODEL.length, cached: 0 });
});

test("a second visit takes the file from the cache", async () => {
  await visit().file("one", file, ignore);
  const loader = visit();
  expect(await loader.file("one", file, ignore)).toEqual(MODEL);
  expect(host.requests.filter((path) => path === PATH)).toHaveLength(1);
  expect(loader).toMatchObject({ fetched: 0, cached: MODEL.length });
});

test("a damaged cache entry is fetched anew", async () => {
  await cache.put(file.sha256, Uint8Array.from(flipByte(MODEL)));
  expect(await visit().file("one", file, ignore)).toEqual(MODEL);
});

test.each([
  ["tampered", flipByte],
  ["truncated", (bytes: Uint8Array) => bytes.subarray(0, 20_000)],
  ["broken off", "break off"],
] as const)("a %s file is fetched once more, which may mend it", async (_, fault) => {
  host.faults.set(PATH, [fault, undefined]);
  expect(await visit().file("one", file, ignore)).toEqual(MODEL);
  expect(host.requests.filter((path) => path === PATH)).toHaveLength(2);
});

test.each([
  ["tampered", flipByte],
  ["truncated", (bytes: Uint8Array) => bytes.subarray(0, 20_000)],
  ["broken off", "break off"],
] as const)("a file that stays %s is named, is not kept, and a retry really retries", async (_, fault) => {
  host.faults.set(PATH, [fault]);
  const loader = visit();
  await expect(loader.file("one", file, ignore)).rejects.toMatchObject({
    name: "IntegrityError",
    message: expect.stringContaining("model.bin"),
  });
  expect(host.requests.filter((path) => path === PATH)).toHaveLength(2);
  expect(await cache.get(file.sha256)).toBeUndefined();
  host.faults.clear();
  expect(await loader.file("one", file, ignore)).toEqual(MODEL);
});

test("what the host does not have is named", async () => {
  host.files.delete(PATH);
  await expect(visit().file("one", file, ignore)).rejects.toMatchObject({
    name: "NotFoundError",
    message: "the host has no model.bin",
  });
  host.files.clear();
  await expect(visit().manifest()).rejects.toMatchObject({ name: "NotFoundError" });
});

test("a host that is down for a moment is not a missing file", async () => {
  host.faults.set(PATH, [503]);
  await expect(visit().file("one", file, ignore)).rejects.toMatchObject({
    name: "OfflineError",
    message: "the host answered 503 for model.bin",
  });
});

test("offline at the first visit is told; offline later, the last release starts from the cache", async () => {
  await host.stop();
  await expect(visit().manifest()).rejects.toMatchObject({ name: "OfflineError" });
  await host.start();

  const online = visit();
  const manifest = await online.manifest();
  await online.file("one", file, ignore);
  await online.settle(manifest);
  await host.stop();

  const offline = visit();
  expect(await offline.manifest()).toEqual(manifest);
  expect(await offline.file("one", file, ignore)).toEqual(MODEL);
});

test("a release of another version says what to do", async () => {
  const manifest = publish("one", MODEL);
  host.files.set("models/one/manifest.json", encode({ ...manifest, meaning: 99 }));
  await expect(visit().manifest()).rejects.toMatchObject({
    name: "ManifestError",
    message: expect.stringContaining("release export"),
  });
});

describe("a reader who has a release", () => {
  let kept: Manifest;

  beforeEach(async () => {
    const loader = visit();
    kept = await loader.manifest();
    await loader.file("one", file, ignore);
    await loader.settle(kept);
  });

  test("goes on with it when the next one is for a newer Titlecast, and has the next one with that", async () => {
    const next = publish("two", flipByte(MODEL));
    host.files.set("models/two/manifest.json", encode({ ...next, format: 99 }));
    expect(await visit().manifest()).toEqual(kept);
    host.files.set("models/two/manifest.json", encode(next));
    expect(await visit().manifest()).toEqual(next);
  });

  test("goes on with it when something else answers for the site", async () => {
    host.files.set("models/current.json", new TextEncoder().encode("<!DOCTYPE html>Sign in to this network"));
    expect(await visit().manifest()).toEqual(kept);
  });

  test("does not wait for a host that never answers", async () => {
    host.faults.set("models/current.json", ["silence"]);
    expect(await new Loader(host.base, fetch, cache, 50).manifest()).toEqual(kept);
  });
});

test("a file that two ask for is fetched once, and both see it grow", async () => {
  const loader = visit();
  const seen: number[][] = [[], []];
  const follow = (who: number) =>
    loader.file("one", file, ({ loaded }) => {
      seen[who].push(loaded);
    });
  expect(await Promise.all([follow(0), follow(1)])).toEqual([MODEL, MODEL]);
  expect(host.requests.filter((path) => path === PATH)).toHaveLength(1);
  for (const progress of seen) expect(progress.at(-1)).toBe(MODEL.length);
});

test("all of a release is kept for later, each file fetched once", async () => {
  const entries = new Map<string, unknown>();
  cache = new DiskCache(() => openSmallDisk(entries));
  const words = MODEL.map((byte) => byte ^ 7);
  const vectors = {
    file: describeFile("vectors.bin", words),
    words: 1,
    dimensions: 1,
    corpus: "",
    config: {},
    metrics: {},
  };
  const manifest = publish("one", MODEL, { vectors });
  host.files.set("models/one/vectors.bin", words);
  const loader = visit();
  await loader.manifest();
  await loader.file("one", manifest.predictors["hacker-news"].file, ignore);
  await loader.keep(manifest);
  await loader.keep(manifest);
  expect(host.requests.filter((path) => path.endsWith(".bin"))).toEqual([PATH, "models/one/vectors.bin"]);

  await host.stop();
  const offline = visit();
  expect(await offline.manifest()).toEqual(manifest);
  expect(await offline.file("one", vectors.file, ignore)).toEqual(words);
});

test("nothing is fetched for later where nothing can be kept", async () => {
  const loader = visit();
  const manifest = await loader.manifest();
  await cache.put("anything", Uint8Array.of(1));
  expect(cache.place).toBe("memory");
  await loader.keep(manifest);
  expect(host.requests).not.toContain(PATH);
});

test("files of the current and the previous release stay; older ones go", async () => {
  const hashes: string[] = [];
  for (const [release, seed] of Object.entries({ one: 1, two: 2, three: 3 })) {
    const model = MODEL.map((byte) => byte ^ seed);
    const published = publish(release, model).predictors["hacker-news"].file;
    hashes.push(published.sha256);
    const loader = visit();
    const manifest = await loader.manifest();
    await loader.file(release, published, ignore);
    await loader.settle(manifest);
    // Starting the same release again changes nothing.
    await loader.settle(manifest);
  }
  const kept = await Promise.all(hashes.map((hash) => cache.get(hash)));
  expect(kept.map((bytes) => bytes !== undefined)).toEqual([false, true, true]);
});
