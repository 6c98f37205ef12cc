import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LearningPoint } from "../../../lib/release/report";
import type { JudgedBaseline } from "../../../training/evaluate/baselines/judge";
import type { CrossValidation } from "../../../training/evaluate/cross-validate";
import { readRun } from "../../../training/runs/read";
import { titlecast, titlecastJson } from "../../support/cli";
import { makeInteractionCsv } from "../../support/interaction";

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const QUICK = ["--preset", "tiny", "--set", "epochs=2", "--device", "wasm"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-trials-"));
  await writeFile(at("posts.csv"), makeInteractionCsv({ posts: 1600, seed: 1 }));
  await titlecastJson("data", "import", at("posts.csv"), "--as", "hacker-news", "--out", at("posts.parquet"));
  const [train, test] = [at("train.parquet"), at("test.parquet")];
  await titlecastJson("data", "split", at("posts.parquet"), "--tenth", "0", "--train", train, "--test", test);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe("predictor cross-validate", { timeout: 300_000 }, () => {
  it("holds out every post once at random, and does not repeat what is done", async () => {
    const args = [
      "predictor",
      "cross-validate",
      at("posts.parquet"),
      "--folds",
      "2",
      "--parallel",
      "2",
      "--out",
      at("folds"),
    ];
    const result = await titlecastJson<CrossValidation>(...args, ...QUICK);
    expect(result.folds.map(({ name }) => name)).toEqual(["fold 1 of 2", "fold 2 of 2"]);
    const [one, other] = result.folds;
    expect(one.test.posts + other.test.posts).toBe(1600);
    expect([one.train.posts, other.train.posts]).toEqual([other.test.posts, one.test.posts]);
    const [a, b] = [one.full.log_loss.value, other.full.log_loss.value];
    expect(result.full.log_loss.mean).toBeCloseTo((a + b) / 2, 9);
    expect(result.full.log_loss.deviation).toBeCloseTo(Math.abs(a - b) / Math.SQRT2, 9);
    expect(JSON.parse(await readFile(at("folds", "cross-validation.json"), "utf8"))).toEqual(result);
    const { summary } = (await readRun(at("folds", "fold-1-of-2"))).record;
    expect(summary.test_log_loss).toBe(a);
    expect(summary.test_title_alone_log_loss).toBe(one.titleOnly.log_loss.value);
    expect((await readdir(at("folds"))).sort()).toEqual(["cross-validation.json", "fold-1-of-2", "fold-2-of-2"]);

    const made = await stat(at("folds", "fold-1-of-2", "predictor.bin"));
    const { stderr, stdout } = await titlecast(...args, ...QUICK);
    expect(stderr).toContain(`fold 2 of 2: ${at("folds", "fold-2-of-2")} is up to date`);
    expect(stdout).toContain("mean ± deviation");
    expect((await stat(at("folds", "fold-1-of-2", "predictor.bin"))).mtimeMs).toBe(made.mtimeMs);
  });

  it("rolls forward in time: each span is judged by a fit to all before it", async () => {
    const args = ["predictor", "cross-validate", at("posts.parquet"), "--rolling", "2", "--out", at("rolling")];
    const { folds } = await titlecastJson<CrossValidation>(...args, ...QUICK);
    for (const { train, test } of folds) expect(train.to < test.from).toBe(true);
    expect(folds.map(({ train }) => Math.round(train.posts / 100))).toEqual([5, 11]);
    expect(folds[1].train.posts).toBe(folds[0].train.posts + folds[0].test.posts);
    expect(folds[1].train.posts + folds[1].test.posts).toBe(1600);
  });
});

describe("predictor learning-curve and baselines", { timeout: 300_000 }, () => {
  const [fit, train, test] = ["fit", "train.parquet", "test.parquet"];

  it("draw from parts of the posts up to all of them, for the release to carry", async () => {
    const args = ["predictor", "learning-curve", at(fit), at(train), at(test), "--part", "4", "--device", "wasm"];
    expect((await titlecast(...args)).stderr).toMatch(/^error: .*training.json: no such file/);
    await titlecastJson("predictor", "train", at(train), "--out", at(fit), ...QUICK);
    expect((await titlecast(...args)).stderr).toMatch(
      /^error: .*evaluation.json: no such file; run `predictor evaluate/,
    );
    await titlecastJson("predictor", "evaluate", at(fit), at(test), "--brief", "--device", "wasm");
    const { points } = await titlecastJson<{ points: LearningPoint[] }>(...args);
    const whole = JSON.parse(await readFile(at(fit, "evaluation.json"), "utf8"));
    expect(points).toHaveLength(2);
    expect(points[0].posts).toBeGreaterThan(250);
    expect(points[0].posts).toBeLessThan(500);
    expect(points[1]).toMatchObject({ posts: whole.train.posts, log_loss: whole.full.log_loss.value });
    expect(JSON.parse(await readFile(at(fit, "learning-curve.json"), "utf8"))).toEqual(points);
    expect(await readdir(at(fit))).not.toContain("learning-curve.work");

    const exported = await titlecast(
      "release",
      "export",
      "brief",
      "--predictor",
      `x=${at(fit)}`,
      "--models",
      at("models"),
    );
    expect(exported.stderr).toMatch(/^error: .* was judged in brief; run `predictor evaluate .*` without --brief/);
    const swapped = ["predictor", "learning-curve", at(fit), at(test), at(test), "--device", "wasm"];
    expect((await titlecast(...swapped)).stderr).toMatch(
      /^error: .*test.parquet: not the posts that .* was trained on/,
    );
  });

  it("fit and judge every simple model in one command", async () => {
    const command = ["predictor", "baselines", at(train), at(test)];
    const { baselines } = await titlecastJson<{ baselines: JudgedBaseline[] }>(...command);
    expect(baselines.map(({ name }) => name)).toEqual([
      "prior",
      "tfidf_ridge",
      "tfidf_logistic",
      "tfidf_ridge_title",
      "tfidf_logistic_title",
    ]);
    for (const { metrics, seconds } of baselines) {
      expect(metrics.log_loss.low).toBeGreaterThan(0.5);
      expect(seconds).toBeGreaterThan(0);
    }
    const { stderr } = await titlecast("predictor", "baselines", at(test), at(test));
    expect(stderr).toMatch(/^error: .*test.parquet: these are the posts that the baselines are fitted to/);
  });

  it("refuse what makes no sense before anything is trained", async () => {
    const refused = async (...args: string[]) => (await titlecast("predictor", "cross-validate", ...args)).stderr;
    expect(await refused(at("none.parquet"), "--out", at("x"))).toMatch(/^error: .*none.parquet: no such file/);
    expect(await refused(at(train), "--out", at("x"), "--folds", "1")).toMatch(/whole number from 2 to 100/);
    expect(await refused(at(train), "--out", at("x"), "--folds", "2", "--rolling", "2")).toMatch(/cannot be used with/);
    expect(await refused(at(train), "--out", at("x"), "--set", "epoch=2")).toMatch(/^error: unknown setting "epoch"/);
    expect(await refused(at("posts.csv"), "--out", at("x"), "--rolling", "2")).toMatch(
      /^error: .*not a table of posts/,
    );
  });
});
