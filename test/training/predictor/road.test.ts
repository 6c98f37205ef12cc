import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseReport } from "../../../lib/release/report";
import type { Evaluation } from "../../../training/evaluate/evaluation";
import type { TrainingRecord } from "../../../training/predictor/training-record";
import { titlecast, titlecastJson } from "../../support/cli";
import { makeInteractionCsv } from "../../support/interaction";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-road-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** From raw posts to a release that is not yet promoted, by the commands that the README names. */
async function walk(name: string, shuffled: boolean) {
  const at = (file: string) => join(folder, name, file);
  await writeFile(join(folder, `${name}.csv`), makeInteractionCsv({ posts: 5000, seed: 1, shuffled }));
  const [posts, train, test, vectors, models] = [
    "posts.parquet",
    "train.parquet",
    "test.parquet",
    "vectors.bin",
    "models",
  ].map(at);
  await titlecastJson("data", "import", join(folder, `${name}.csv`), "--as", "hacker-news", "--out", posts);
  await titlecastJson("data", "split", posts, "--from", "2019-06-20", "--train", train, "--test", test);
  const size = ["--dimensions", "8", "--epochs", "1", "--min-count", "2"];
  await titlecastJson("vectors", "train", `${train}:title`, ...size, "--threads", "1", "--out", vectors);
  const settings = ["--preset", "tiny", "--validate-from", "2019-05-20", "--device", "wasm", "--seed", "1"];
  const record = await titlecastJson<TrainingRecord>(
    "predictor",
    "train",
    train,
    "--vectors",
    vectors,
    ...settings,
    "--out",
    at("fit"),
  );
  const evaluation = await titlecastJson<Evaluation>(
    "predictor",
    "evaluate",
    at("fit"),
    test,
    "--train",
    train,
    "--device",
    "wasm",
  );
  await titlecastJson(
    "release",
    "export",
    name,
    "--predictor",
    `hacker-news=${at("fit")}`,
    "--vectors",
    vectors,
    "--models",
    models,
  );
  return { record, evaluation, models };
}

describe("from raw posts to a release", { timeout: 300_000 }, () => {
  it("learns what a linear model cannot, says how surely, and is promoted", async () => {
    const { record, evaluation, models } = await walk("told", false);
    expect(record.search.length).toBeGreaterThan(3);
    const { full, titleOnly } = evaluation;
    const baselines = Object.fromEntries(evaluation.baselines.map((baseline) => [baseline.name, baseline]));
    expect(full.roc_auc_at_100.low).toBeGreaterThan(0.85);
    expect(titleOnly.roc_auc_at_100.low).toBeGreaterThan(0.6);
    for (const linear of [baselines.tfidf_ridge, baselines.tfidf_logistic]) {
      expect(linear.metrics.roc_auc_at_100.high).toBeLessThan(0.6);
      expect(linear.differences.roc_auc_at_100.low).toBeGreaterThan(0.25);
      expect(linear.delong).toBeLessThan(1e-6);
    }
    expect(baselines.prior.differences.log_loss.high).toBeLessThan(-0.5);
    expect(full.spearman.low).toBeGreaterThan(0.8);
    expect(full.calibration_error_at_100.value).toBeLessThan(0.06);

    expect(await titlecastJson("release", "promote", "told", "--models", models)).toEqual({ release: "told" });
    expect(JSON.parse(await readFile(join(models, "current.json"), "utf8"))).toEqual({ release: "told" });
    expect((await readdir(join(models, "told"))).sort()).toEqual([
      "hacker-news.bin",
      "hacker-news.report.json",
      "manifest.json",
      "vectors.bin",
    ]);
    await reportsTheInteraction(models, evaluation);
    await scoresTheInteraction(models);
  });

  it("learns nothing where scores were dealt out at random, and is not promoted", async () => {
    const { evaluation, models } = await walk("shuffled", true);
    const { full, titleOnly } = evaluation;
    for (const { roc_auc_at_100: auc } of [full, titleOnly]) {
      expect(auc.low).toBeLessThan(0.5);
      expect(Math.abs(auc.value - 0.5)).toBeLessThan(0.06);
    }
    const { code, stderr } = await titlecast("release", "promote", "shuffled", "--models", models);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: shuffled is not promoted:\nhacker-news: .* does not (?:clearly )?beat /);
    expect(await readdir(models)).toEqual(["shuffled"]);
  });
});

/** The report that the release carries: what was measured, and that titles and sites matter only together. */
async function reportsTheInteraction(models: string, evaluation: Evaluation): Promise<void> {
  const json = await readFile(join(models, "told", "hacker-news.report.json"), "utf8");
  expect(json.length).toBeLessThan(60_000);
  const report = parseReport(json);
  expect(report.data.test).toEqual(evaluation.test);
  expect(report.data.split).toMatch(/^trained on posts before 2019-06-2\d, tested on those of/);
  expect(report.full.log_loss.value).toBeCloseTo(evaluation.full.log_loss.value, 3);
  const lost = Object.fromEntries(report.ablation.map(({ without, differences }) => [without, differences]));
  expect(lost.title.spearman.high).toBeLessThan(-0.3);
  expect(lost.site.spearman.high).toBeLessThan(-0.3);
  expect(Math.abs(lost.time.log_loss.value)).toBeLessThan(0.05);
  const mark = report.curves.find((curve) => curve.mark === 100);
  expect(mark?.reliability.reduce((sum, { posts }) => sum + posts, 0)).toBe(report.data.test.posts);
  expect(mark?.lift[0][1]).toBeGreaterThan(1.5);
  expect(report.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(report.data.test.posts);
}

/** The same title does well as a text and badly as a link; its twin the other way round. */
async function scoresTheInteraction(models: string): Promise<void> {
  const input = join(folder, "titles.csv");
  const titles = ["how a lisp was built slowly in berlin", "how a bank was built quickly in berlin"];
  const rows = titles.flatMap((title) => [`${title},`, `${title},https://example.com/1`]);
  await writeFile(input, `title,url\n${rows.join("\n")}\n`);
  const output = join(folder, "scored.csv");
  await titlecastJson("score", "--community", "hacker-news", "--release", models, "--input", input, "--output", output);
  const [head, ...lines] = (await readFile(output, "utf8")).trimEnd().split("\n");
  const column = head.split(",").indexOf("p_at_least_100");
  const [lispText, lispLink, bankText, bankLink] = lines.map((line) => Number(line.split(",")[column]));
  expect(lispText).toBeGreaterThan(0.9);
  expect(lispText - lispLink).toBeGreaterThan(0.3);
  expect(bankLink - bankText).toBeGreaterThan(0.3);
}
