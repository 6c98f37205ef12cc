import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import type { Interval } from "../../lib/metrics/bootstrap";
import { Predictor } from "../../lib/predictor/predictor";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { note } from "../console/progress";
import { type PostTable, readPosts } from "../data/posts";
import { type Device, startBackend } from "../predictor/backend";
import { readTrainingRecord } from "../predictor/training-record";
import { predictRows, titleOnly } from "../predictor/validate";
import { type InputStamp, stampInput } from "../stamp";
import { fitLinearBaseline } from "./baselines/linear";
import { fitPrior } from "./baselines/prior";
import { evaluate } from "./evaluate";

type Metrics = Record<string, Interval>;

/** What `predictor evaluate` found, written as `evaluation.json` beside the predictor. */
export interface Evaluation {
  readonly test: InputStamp;
  readonly posts: number;
  readonly from: string;
  readonly to: string;
  readonly seed: number;
  /** With everything that the posts give, and from their title (and community) alone. */
  readonly full: Metrics;
  readonly titleOnly: Metrics;
  /** Simple models on the same rows: `prior`, `tfidf_linear` (everything given) and `tfidf_linear_title` (title and community). */
  readonly baselines: Readonly<Record<string, Metrics>>;
}

export interface JudgeOptions {
  /** Folder that `predictor train` finished. */
  readonly folder: string;
  /** Table of posts that it did not train on. */
  readonly test: string;
  /** Table that it trained on, for the baselines; without it there are none. */
  readonly train: string | null;
  readonly seed: number;
  readonly device: Device;
}

/** Judges a predictor on held-out posts beside its baselines. @throws UserError */
export async function judgePredictor({ folder, test, train, seed, device }: JudgeOptions): Promise<Evaluation> {
  const record = await readTrainingRecord(folder);
  const stamp = await stampInput(test);
  if (stamp.sha256 === record.data.sha256)
    throw new UserError(`${test}: these are the posts that ${folder} was trained on`);
  await startBackend(device);
  const table = await readPosts(test);
  if (table.length === 0) throw new UserError(`${test}: no posts`);
  const rows = allRows(table);
  const { edges } = record.config;
  const measure = (probabilities: ArrayLike<number>) =>
    evaluate({ probabilities, edges, scores: table.score, communities: table.community }, { seed });

  const predictor = Predictor.open(tf, new Uint8Array(await readFile(join(folder, "predictor.bin"))));
  note(`forecasting ${table.length.toLocaleString("en-US")} posts`);
  const full = measure(await predictRows(predictor, table, rows));
  const title = measure(await predictRows(predictor, table, rows, titleOnly));
  predictor.dispose();

  const baselines: Record<string, Metrics> = {};
  if (train !== null) {
    const seen = await readPosts(train);
    const seenRows = allRows(seen);
    baselines.prior = measure(fitPrior(seen, seenRows, edges).predict(table, rows));
    for (const [name, context] of [
      ["tfidf_linear", true],
      ["tfidf_linear_title", false],
    ] as const) {
      note(`fitting the baseline ${name} on ${seen.length.toLocaleString("en-US")} posts`);
      baselines[name] = measure(fitLinearBaseline(seen, seenRows, edges, { context }).predict(table, rows));
    }
  }
  const evaluation: Evaluation = {
    test: stamp,
    posts: table.length,
    from: new Date(table.postedAt[0]).toISOString(),
    to: new Date(table.postedAt[table.length - 1]).toISOString(),
    seed,
    full,
    titleOnly: title,
    baselines,
  };
  await writeAtomically(join(folder, "evaluation.json"), (path) =>
    writeFile(path, `${JSON.stringify(evaluation, null, 2)}\n`),
  );
  return evaluation;
}

function allRows(table: PostTable): Int32Array {
  return Int32Array.from({ length: table.length }, (_, row) => row);
}

/** Reads what {@link judgePredictor} wrote. @throws UserError when the folder holds none. */
export async function readEvaluation(folder: string): Promise<Evaluation> {
  const path = join(folder, "evaluation.json");
  try {
    return JSON.parse(await readFile(path, "utf8")) as Evaluation;
  } catch {
    throw new UserError(`${path}: no such file; run \`predictor evaluate ${folder}\` first`);
  }
}
