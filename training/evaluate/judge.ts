import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { compareRocAuc } from "../../lib/metrics/delong";
import type { Post } from "../../lib/post";
import { Predictor } from "../../lib/predictor/predictor";
import type { Evidence } from "../../lib/release/report";
import { UserError } from "../console/errors";
import { formatCount, note } from "../console/progress";
import { type PostTable, readPosts } from "../data/posts";
import { type Device, startBackend } from "../predictor/backend";
import { readTrainingRecord, type TrainingRecord } from "../predictor/training-record";
import { predictRows, titleOnly } from "../predictor/validate";
import { addToSummary } from "../runs/run";
import { stampInput } from "../stamp";
import { listAblations } from "./ablation";
import { fitBaselines } from "./baselines/all";
import { countConfusion, drawCurves } from "./curves";
import { findEffects } from "./effects";
import { chancesOf, compare, type Forecasts, reached, sample, toMetrics } from "./evaluate";
import { type Evaluation, writeEvaluation } from "./evaluation";
import { judgeReposts } from "./reposts";
import { allRows } from "./rows";
import { judgeSlices } from "./slices";
import { judgeTimeEffect, mapTimeEffect } from "./time-effect";

export interface JudgeOptions {
  /** Folder that `predictor train` finished. */
  readonly folder: string;
  /** Table of posts that it did not train on. */
  readonly test: string;
  /** Table that it trained on, for the baselines; without it there are none. */
  readonly train: string | null;
  /** Metrics alone: no curves, parts, ablation or titles posted twice. Not fit for a release. */
  readonly brief: boolean;
  readonly seed: number;
  readonly device: Device;
}

/** Metrics that tell most, of an ablation and of a run on record. */
const MAIN_METRICS = ["log_loss", "spearman", "spearman_within_community", "roc_auc_at_100"];
const MAIN_MARK = 100;
const NOTHING: Details = {
  curves: [],
  confusion: [],
  slices: { year: [], site: [], length: [], community: [] },
  words: { lift: [], sink: [] },
  sites: { lift: [], sink: [] },
};

/** Judges a predictor on held-out posts beside its baselines. @throws UserError */
export async function judgePredictor({ folder, test, train, brief, seed, device }: JudgeOptions): Promise<Evaluation> {
  const record = await readTrainingRecord(folder);
  const stamp = await stampInput(test);
  if (stamp.sha256 === record.data.sha256)
    throw new UserError(`${test}: these are the posts that ${folder} was trained on`);
  await startBackend(device);
  const table = await readPosts(test);
  if (table.length === 0) throw new UserError(`${test}: no posts`);
  const { edges } = record.config;
  const predictor = Predictor.open(tf, new Uint8Array(await readFile(join(folder, "predictor.bin"))));
  const forecast = async (posts: PostTable, view?: (post: Post) => Post) =>
    forecastsOf(table, edges, await predictRows(predictor, posts, allRows(posts), view));

  note(`forecasting ${formatCount(table.length)} posts`);
  const full = await forecast(table);
  const title = await forecast(table, titleOnly);
  const sampled = { everything: sample(full, { seed }), title: sample(title, { seed }) };
  const ablation: Evidence["ablation"] = [];
  const without: Record<string, Forecasts> = {};
  for (const { without: input, left } of brief ? [] : listAblations(table, seed)) {
    note(`forecasting without the ${input}`);
    const forecasts: Forecasts[] = [];
    for (const { posts, view } of left) forecasts.push(await forecast(posts, view));
    without[input] = average(forecasts);
    const differences = compare(sample(without[input], { seed, only: MAIN_METRICS }), sampled.everything);
    ablation.push({ without: input, differences });
  }
  predictor.dispose();

  const baselines: Evidence["baselines"] = [];
  if (train !== null) {
    for (const { name, label, given, model } of fitBaselines(await readPosts(train), edges)) {
      const rival = forecastsOf(table, edges, model.predict(table, allRows(table)));
      const own = given === "title" ? title : full;
      const other = sample(rival, { seed });
      baselines.push({
        name,
        label,
        given,
        metrics: given === "title" ? toMetrics(other) : withTimeEffect(toMetrics(other), rival, table, seed),
        differences: compare(sampled[given], other),
        delong: testRocAuc(own, rival),
      });
    }
  }
  const metrics = withTimeEffect(toMetrics(sampled.everything), full, table, seed);
  const evaluation: Evaluation = {
    test: { name: stamp.name, sha256: stamp.sha256, posts: table.length, ...spanOf(table) },
    train: describeTraining(record),
    training: record.stamp,
    seed,
    edges: [...edges],
    full: metrics,
    titleOnly: toMetrics(sampled.title),
    baselines,
    ablation,
    timeEffect: {
      error: metrics.time_effect_error ?? null,
      cells: brief ? [] : mapTimeEffect(full, without.time, table.postedAt),
    },
    reposts: brief ? null : await judgeReposts(train === null ? [test] : [train, test], seed),
    ...(brief ? NOTHING : lookCloser(full, without, table, seed)),
  };
  await writeEvaluation(folder, evaluation);
  await addToSummary(folder, {
    ...summarise("test", evaluation.full),
    ...summarise("test_title_alone", evaluation.titleOnly),
  });
  return evaluation;
}

function summarise(of: string, metrics: Evidence["full"]): Record<string, number> {
  const known = MAIN_METRICS.filter((name) => name in metrics);
  return Object.fromEntries(known.map((name) => [`${of}_${name}`, metrics[name].value]));
}

/** What is seen in the forecasts themselves. */
type Details = Pick<Evidence, "curves" | "confusion" | "slices" | "words" | "sites">;

function lookCloser(
  full: Forecasts,
  without: Readonly<Record<string, Forecasts>>,
  table: PostTable,
  seed: number,
): Details {
  return {
    curves: drawCurves(full),
    confusion: countConfusion(full),
    slices: judgeSlices(full, table, seed),
    ...findEffects(full, without, table),
  };
}

function forecastsOf(table: PostTable, edges: readonly number[], probabilities: ArrayLike<number>): Forecasts {
  return { probabilities, edges, scores: table.score, communities: table.community };
}

function average(forecasts: readonly Forecasts[]): Forecasts {
  const [first] = forecasts;
  const probabilities = Float64Array.from(first.probabilities, (_, i) =>
    forecasts.reduce((sum, { probabilities }) => sum + probabilities[i] / forecasts.length, 0),
  );
  return { ...first, probabilities };
}

/** With `time_effect_error`, where the posts can tell. */
function withTimeEffect(metrics: Evidence["full"], forecasts: Forecasts, table: PostTable, seed: number) {
  const error = judgeTimeEffect(forecasts, table.postedAt, seed);
  return error === null ? metrics : { ...metrics, time_effect_error: error };
}

function testRocAuc(own: Forecasts, rival: Forecasts): number | null {
  const labels = reached(own.scores, MAIN_MARK);
  const { p } = compareRocAuc(chancesOf(own, MAIN_MARK), chancesOf(rival, MAIN_MARK), labels);
  return Number.isNaN(p) ? null : p;
}

function spanOf({ postedAt, length }: PostTable): { from: string; to: string } {
  return { from: new Date(postedAt[0]).toISOString(), to: new Date(postedAt[length - 1]).toISOString() };
}

function describeTraining({ data, posts, from, to }: TrainingRecord): Evaluation["train"] {
  return { name: data.name, sha256: data.sha256, posts, from, to };
}
