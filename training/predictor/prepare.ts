import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readTables, toArrays } from "../../lib/predictor/model";
import { Bundle, encodeLines, writeBundle } from "../../lib/release/bundle";
import { writeAtomically } from "../console/files";
import { type BeginStep, startProgress } from "../console/progress";
import type { Posts } from "../data/posts";
import type { PredictorConfig } from "./config";
import { type TrainingSet, writeTrainingSet } from "./examples";

interface Preparation {
  readonly posts: Posts;
  readonly config: PredictorConfig;
  /** Where the examples are kept while they are trained on. */
  readonly folder: string;
  /** Of the set: its files' and what progress calls it. */
  readonly name: string;
  /** Hash of all that the set depends on: one with another stamp is of other posts or settings. */
  readonly stamp: string;
}

/** Encodes posts to train on into a folder, or takes what an earlier run left there. @throws UserError */
export async function prepareExamples({ posts, config, folder, name, stamp }: Preparation): Promise<TrainingSet> {
  const { examples, index } = pathsOf(folder, name);
  const kept = await openExamples(folder, name, config, stamp);
  if (kept !== null) return kept;
  await mkdir(folder, { recursive: true });
  const begin: BeginStep = (step, total, unit) => startProgress(`${name}, ${step}`, total, unit);
  const written = await writeAtomically(examples, (path) => writeTrainingSet(posts, config, path, begin));
  const set = { ...written, file: { ...written.file, path: examples } };
  await writeAtomically(index, (path) => writeFile(path, encodeSet(set, stamp)));
  return set;
}

function encodeSet({ tables, featureMean, featureScale, file }: TrainingSet, stamp: string): Uint8Array {
  const { buckets, posts, bytes } = file.chunks;
  return writeBundle({
    stamp: encodeLines([stamp]),
    featureMean,
    featureScale,
    chunkBuckets: buckets,
    chunkPosts: posts,
    chunkBytes: bytes,
    ...toArrays(tables),
  });
}

/**
 * Opens the set that was written last under this name.
 * @returns null where there is none, or one with another stamp than asked for.
 */
export async function openExamples(
  folder: string,
  name: string,
  config: PredictorConfig,
  stamp?: string,
): Promise<TrainingSet | null> {
  const { examples, index } = pathsOf(folder, name);
  const bytes = await readFile(index).catch(() => null);
  if (bytes === null) return null;
  const bundle = new Bundle(new Uint8Array(bytes));
  if (stamp !== undefined && bundle.lines("stamp")[0] !== stamp) return null;
  const posts = bundle.u32("chunkPosts");
  return {
    length: posts.reduce((sum, count) => sum + count, 0),
    file: {
      path: examples,
      chunks: { posts, buckets: bundle.u32("chunkBuckets"), bytes: bundle.u32("chunkBytes") },
    },
    tables: readTables(bundle, config, config.edges.length),
    featureMean: bundle.f32("featureMean"),
    featureScale: bundle.f32("featureScale"),
  };
}

function pathsOf(folder: string, name: string) {
  return { examples: join(folder, `${name}.examples`), index: join(folder, `${name}.index`) };
}
