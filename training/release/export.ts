import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import type { Post } from "../../lib/post";
import { FEATURE_NAMES } from "../../lib/predictor/features";
import { Predictor } from "../../lib/predictor/predictor";
import {
  FORMAT_VERSION,
  type Golden,
  type Manifest,
  MEANING_VERSION,
  type PredictorManifest,
  parseManifest,
  type ReleaseFile,
  type VectorsManifest,
} from "../../lib/release/manifest";
import { parseProfile } from "../../lib/release/profile";
import { words } from "../../lib/text/tokenize";
import { decodeVectors, encodeVectors, toInt8, truncate } from "../../lib/vectors/table";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { type Evaluation, readEvaluation, readLearningCurve } from "../evaluate/evaluation";
import { readNotice } from "../notice/record";
import { startBackend } from "../predictor/backend";
import { readTrainingRecord } from "../predictor/training-record";
import { readGitCommit } from "../stamp";
import { presentationOf } from "./presentation";
import { encodeReport } from "./report";
import { readVectorMetrics } from "./vector-metrics";

/** A predictor to release: trained on everything, and judged by a fit of the same settings that held posts back. */
export interface ReleasedPredictor {
  readonly name: string;
  readonly folder: string;
  /** Folder of the fit that was evaluated; may be the same. */
  readonly evaluated: string;
  /** File of what `data profile` found in its posts, for the model page; null for none. */
  readonly profile: string | null;
}

export interface ExportOptions {
  readonly release: string;
  readonly predictors: readonly ReleasedPredictor[];
  /** File of vectors and, where there is one, what `vectors evaluate --json` printed. */
  readonly vectors: string | null;
  readonly vectorsEvaluation: string | null;
  readonly vectorWords: number;
  /** What the vectors were learnt from, as the page says it. */
  readonly corpus: string;
  /** Folder of all releases. */
  readonly models: string;
}

/** Puts a file into the release. */
type WriteFile = (path: string, bytes: Uint8Array) => Promise<ReleaseFile>;

/** Titles beyond the examples that every walker of the road must read alike: nothing, the unknown, other scripts. */
const GOLDEN_TITLES = [
  "",
  "Zyxqv brumblefrotz wibbleton",
  "Cómo aprender a programar en una semana con la ayuda de los amigos",
  "C++ vs. C#: don’t pay $1m for GPT-4 🙂 日本 (2015) [pdf]",
];
const GOLDEN_TIME = Date.UTC(2020, 1, 4, 17, 30);

/** Writes `<models>/<release>/`. A release is immutable: one that exists is not overwritten. @throws UserError */
export async function exportRelease(options: ExportOptions): Promise<Manifest> {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(options.release)) {
    throw new UserError(
      `"${options.release}": a release is named in lower-case letters, digits, dots and dashes, such as 2026-11`,
    );
  }
  if (options.predictors.length === 0) throw new UserError("a release needs a predictor; give --predictor name=folder");
  const folder = join(options.models, options.release);
  if (existsSync(folder))
    throw new UserError(`${folder}: this release exists, and releases do not change; choose another name`);
  await startBackend("wasm");
  await mkdir(options.models, { recursive: true });
  return writeAtomically(folder, async (temporary) => {
    await mkdir(temporary);
    const write: WriteFile = async (path, bytes) => {
      await writeFile(join(temporary, path), bytes);
      return { path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    };
    const predictors: Record<string, PredictorManifest> = {};
    for (const released of options.predictors) {
      const bytes = await readPredictor(released.folder);
      const file = await write(`${released.name}.bin`, bytes);
      predictors[released.name] = await describePredictor(released, bytes, file, write);
    }
    const vectors = options.vectors === null ? {} : { vectors: await writeVectors(options, options.vectors, write) };
    const manifest: Manifest = {
      format: FORMAT_VERSION,
      meaning: MEANING_VERSION,
      release: options.release,
      created: new Date().toISOString(),
      commit: await readGitCommit(),
      predictors,
      ...vectors,
    };
    const json = `${JSON.stringify(manifest)}\n`;
    parseManifest(json);
    await writeFile(join(temporary, "manifest.json"), json);
    return manifest;
  });
}

async function readPredictor(folder: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(folder, "predictor.bin")));
  } catch {
    throw new UserError(`${folder}: no predictor.bin; expected a folder that \`predictor train\` finished`);
  }
}

async function describePredictor(
  { name, folder, evaluated, profile }: ReleasedPredictor,
  bytes: Uint8Array,
  file: ReleaseFile,
  write: WriteFile,
): Promise<PredictorManifest> {
  const record = await readTrainingRecord(folder);
  const evaluation = await readEvaluation(evaluated);
  if (evaluation.training !== (await readTrainingRecord(evaluated)).stamp) {
    throw new UserError(`${evaluated} was trained again after it was judged; run \`predictor evaluate ${evaluated}\``);
  }
  if (evaluation.ablation.length === 0) {
    throw new UserError(`${evaluated} was judged in brief; run \`predictor evaluate ${evaluated}\` without --brief`);
  }
  const presentation = presentationOf(name, record.preset, record.from, record.to);
  const { label, caveats } = presentation;
  const split = describeSplit(evaluation, evaluated !== folder);
  const notice = await readNotice(folder, record.config.edges.length);
  const report = encodeReport({
    predictor: name,
    label,
    caveats,
    split,
    evaluation,
    learningCurve: await readLearningCurve(evaluated),
    naturalOdds: notice?.evidence ?? null,
  });
  const predictor = Predictor.open(tf, bytes);
  try {
    return {
      ...presentation,
      file,
      edges: [...predictor.edges],
      prior: Array.from(predictor.model.tables.communities.priorOf(null)),
      features: [...FEATURE_NAMES],
      training: {
        posts: record.posts,
        from: record.from,
        to: record.to,
        config: record.config,
        seed: record.config.seed,
        epochs: record.epochs,
        dataSha256: record.data.sha256,
      },
      evaluation: {
        split,
        posts: evaluation.test.posts,
        metrics: evaluation.full,
        titleOnly: evaluation.titleOnly,
        baselines: Object.fromEntries(evaluation.baselines.map(({ name, metrics }) => [name, metrics])),
      },
      report: await write(`${name}.report.json`, report),
      ...(profile === null ? {} : { profile: await write(`${name}.profile.json`, await readProfile(profile)) }),
      ...(notice === null ? {} : { notice: notice.model }),
      goldens: await computeGoldens(predictor, presentation.examples),
    };
  } finally {
    predictor.dispose();
  }
}

function describeSplit({ test, train }: Evaluation, refitted: boolean): string {
  const [start, end] = [test.from.slice(0, 10), test.to.slice(0, 10)];
  const split =
    test.from >= train.to
      ? `trained on posts before ${start}, tested on those of ${start} to ${end}`
      : `tested on a random share of the posts of ${start} to ${end}, trained on the others`;
  return refitted ? `${split}; the released model has the same settings and was then trained on all of them` : split;
}

/** What `data profile` printed, checked. @throws UserError */
async function readProfile(path: string): Promise<Uint8Array> {
  const json = await readFile(path, "utf8").catch(() => {
    throw new UserError(`${path}: no such file; make it with \`data profile --json\``);
  });
  try {
    return new TextEncoder().encode(`${JSON.stringify(parseProfile(json))}\n`);
  } catch (error) {
    throw new UserError(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

async function computeGoldens(predictor: Predictor, examples: PredictorManifest["examples"]): Promise<Golden[]> {
  const community = predictor.communities[0] ?? null;
  const posts: Post[] = [
    ...examples.map(({ title, context }) => ({ title, ...context })),
    ...GOLDEN_TITLES.map((title) => ({
      title,
      community,
      site: "github.com",
      author: "nobody-by-this-name",
      postedAt: GOLDEN_TIME,
    })),
  ];
  const probabilities = await predictor.predict(posts);
  const buckets = predictor.edges.length;
  return posts.map(({ title, ...context }, i) => ({
    title,
    context,
    forms: words(title),
    probabilities: Array.from(probabilities.subarray(i * buckets, (i + 1) * buckets)),
  }));
}

async function writeVectors(
  { vectorsEvaluation, vectorWords, corpus }: ExportOptions,
  source: string,
  write: WriteFile,
): Promise<VectorsManifest> {
  let table: ReturnType<typeof decodeVectors>;
  try {
    table = decodeVectors(new Uint8Array(await readFile(source)));
  } catch (error) {
    throw new UserError(`${source}: ${error instanceof Error ? error.message : error}`);
  }
  const released = { ...toInt8(truncate(table, vectorWords)), counts: null };
  return {
    file: await write("vectors.bin", encodeVectors(released)),
    words: released.words.length,
    dimensions: released.dimensions,
    corpus,
    config: { ...released.config },
    metrics: vectorsEvaluation === null ? {} : await readVectorMetrics(vectorsEvaluation),
  };
}
