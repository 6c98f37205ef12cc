import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Manifest, Metric, PredictorManifest } from "../../../lib/release/manifest";
import { promoteRelease } from "../../../training/release/promote";
import { describeFile } from "../../support/manifest";
import { writeRelease } from "../../support/releases";
import { type TinyRelease, tinyRelease } from "../../support/tinyRelease";

const about = (value: number): Metric => ({ value, low: value - 0.1, high: value + 0.1 });
const GOOD = {
  log_loss: about(1),
  ranked_probability_score: about(0.1),
  roc_auc_at_100: about(0.8),
  spearman: about(0.5),
};
const POOR = {
  log_loss: about(2),
  ranked_probability_score: about(0.2),
  roc_auc_at_100: about(0.6),
  spearman: about(0.3),
};

let models: string;
let release: TinyRelease;
/** Each release is made a day after the one before. */
let day = 0;

beforeEach(async () => {
  models = await mkdtemp(join(tmpdir(), "titlecast-promote-"));
  release = await tinyRelease();
});
afterEach(() => rm(models, { recursive: true }));

/** Writes the release under a name, its Hacker News predictor changed. */
async function write(name: string, change: Partial<PredictorManifest> = {}): Promise<Manifest> {
  const evaluation = {
    split: "by time",
    posts: 9,
    metrics: GOOD,
    titleOnly: GOOD,
    baselines: { prior: POOR, tfidf_ridge: POOR },
  };
  const predictors = Object.fromEntries(
    Object.entries(release.manifest.predictors).map(([key, own]) => [
      key,
      { ...own, evaluation, ...(key === "hacker-news" ? change : {}) },
    ]),
  );
  const created = new Date(Date.UTC(2026, 0, ++day)).toISOString();
  const manifest = { ...release.manifest, release: name, created, predictors };
  await writeRelease(models, { ...release, manifest });
  return manifest;
}

const current = async () => JSON.parse(await readFile(join(models, "current.json"), "utf8")).release;
const kept = async () => (await readdir(models)).filter((name) => name !== "current.json").sort();

describe("a promotion", () => {
  it("makes a release current, and keeps it and the one before", async () => {
    for (const name of ["a", "b", "c"]) {
      const manifest = await write(name);
      expect(await promoteRelease(models, name)).toEqual(manifest);
      expect(await current()).toBe(name);
    }
    expect(await kept()).toEqual(["b", "c"]);
  });

  it("removes an older release of a format that is no longer read, too", async () => {
    const manifest = await write("a");
    await writeFile(join(models, "a", "manifest.json"), JSON.stringify({ ...manifest, format: 0 }));
    for (const name of ["b", "c"]) {
      await write(name);
      await promoteRelease(models, name);
    }
    expect(await kept()).toEqual(["b", "c"]);
  });

  it("keeps what is promoted again, what was made since, and whatever is no release", async () => {
    for (const name of ["a", "b", "c"]) await write(name);
    await mkdir(join(models, "notes"));
    for (const name of ["a", "b", "b"]) await promoteRelease(models, name);
    expect(await kept()).toEqual(["a", "b", "c", "notes"]);
  });
});

describe("a promotion is refused, and changes nothing,", () => {
  const evaluation = (metrics: object, titleOnly: object, baselines: object) =>
    ({ evaluation: { split: "by time", posts: 9, metrics, titleOnly, baselines } }) as Partial<PredictorManifest>;

  it.each<[string, Partial<PredictorManifest>, RegExp]>([
    ["without baselines", evaluation(GOOD, GOOD, {}), /hacker-news: no baselines were measured/],
    [
      "where the prior is better",
      evaluation({ ...GOOD, log_loss: about(2) }, GOOD, { prior: POOR }),
      /log_loss of up to 2\.1000 does not clearly beat 1\.9000 \(prior\)/,
    ],
    [
      "where the log loss was not measured",
      evaluation({ ...GOOD, log_loss: undefined }, GOOD, { prior: POOR }),
      /log_loss was not measured \(prior\)/,
    ],
    [
      "where a ranking is worse",
      evaluation({ ...GOOD, roc_auc_at_100: about(0.5) }, GOOD, { tfidf_ridge: POOR }),
      /roc_auc_at_100 of 0\.5000 does not beat 0\.6000 \(tfidf_ridge\)/,
    ],
    [
      "where titles alone are worse",
      evaluation(GOOD, POOR, { tfidf_ridge_title: GOOD }),
      /spearman of 0\.3000 does not beat 0\.5000 \(tfidf_ridge_title\)/,
    ],
  ])("%s", async (_what, change, message) => {
    await write("sound");
    await promoteRelease(models, "sound");
    await write("faulty", change);
    await expect(promoteRelease(models, "faulty")).rejects.toThrow(message);
    expect(await current()).toBe("sound");
    expect(await kept()).toEqual(["faulty", "sound"]);
  });

  it("where a golden differs", async () => {
    const { goldens } = release.manifest.predictors["hacker-news"];
    await write("faulty", {
      goldens: goldens.map((golden, i) => (i === 0 ? { ...golden, forms: ["other"] } : golden)),
    });
    await expect(promoteRelease(models, "faulty")).rejects.toThrow(
      /hacker-news does not compute what it did .* reads as/,
    );
    expect(await kept()).toEqual(["faulty"]);
  });

  it("where a file is damaged or missing, vectors and reports included", async () => {
    const report = new TextEncoder().encode("{}");
    for (const file of ["reddit.bin", "vectors.bin", "hacker-news.report.json"]) {
      await write("faulty", { report: describeFile("hacker-news.report.json", report) });
      await writeFile(join(models, "faulty", "hacker-news.report.json"), report);
      const path = join(models, "faulty", file);
      const bytes = await readFile(path);
      await writeFile(path, bytes.subarray(1));
      await expect(promoteRelease(models, "faulty")).rejects.toThrow(`${file} has ${bytes.length - 1} bytes where`);
      await rm(path);
      await expect(promoteRelease(models, "faulty")).rejects.toThrow(file);
    }
    await expect(promoteRelease(models, "none")).rejects.toThrow("none");
  });
});
