import { mkdir, open, rm, stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { MEANING_VERSION } from "../../lib/release/manifest";
import { vectorArrays } from "../../lib/vectors/table";
import type { Weights } from "../../lib/word2vec/step";
import { UserError } from "../console/errors";
import { explainWriting, removeOnInterrupt, writeAtomically } from "../console/files";
import { formatCount, note, startProgress } from "../console/progress";
import { type InputStamp, readGitCommit, stampInput } from "../stamp";
import { BundleFile, writeBundleFile } from "./bundle-file";
import { hasCheckpoint, readCheckpoint, writeCheckpoint } from "./checkpoint";
import type { Word2VecConfig } from "./config";
import { type Corpus, openCorpus, readWords } from "./corpus";
import { createModel, type SharedModel } from "./kernel";
import { readCorpus } from "./read";
import { rateAt } from "./schedule";
import { parseSource, type Source } from "./sources";
import { type Keeping, trainModel } from "./train";
import { START, type TrainingState } from "./training-state";

export interface TrainResult {
  readonly out: string;
  /** Size of the vocabulary. */
  readonly words: number;
  /** Words of the text that the vocabulary holds. */
  readonly tokens: number;
  /** Of the training alone, and of this run alone. */
  readonly wordsPerSecond: number;
  readonly seconds: number;
  /** Nats for each predicted word, lately. */
  readonly loss: number;
  /** The most memory that this process held, in bytes. */
  readonly peakMemory: number;
}

/** Everything that decides what vectors come out. */
export interface TrainingStamp extends Word2VecConfig {
  readonly inputs: readonly (InputStamp & { readonly column: string | null })[];
}

/** @throws UserError when a file is not there. */
export async function stampTraining(files: readonly string[], config: Word2VecConfig): Promise<TrainingStamp> {
  const inputs = [];
  for (const { path, column } of files.map(parseSource)) inputs.push({ ...(await stampInput(path)), column });
  return { ...config, inputs };
}

/** Whether `out` was already made from these very texts with these very settings. */
export async function isUpToDate(stamp: TrainingStamp, out: string): Promise<boolean> {
  try {
    const made: unknown = JSON.parse(await BundleFile.use(out, (bundle) => bundle.line("config")));
    return isDeepStrictEqual({ ...Object(made), commit: null, tokens: null }, { ...stamp, commit: null, tokens: null });
  } catch {
    return false;
  }
}

/**
 * From texts to a file of vectors, stamped with its config, its inputs and the commit. What is half done lies in the folder
 * `<out>.work`, where the next run with the same stamp finds it.
 * @param checkpointMinutes time between two checkpoints; 0 makes none.
 * @throws UserError
 */
export async function trainVectorsFile(
  files: readonly string[],
  stamp: TrainingStamp,
  out: string,
  checkpointMinutes: number,
): Promise<TrainResult> {
  const folder = `${out}.work`;
  await makeWorkFolder(folder, out);
  const corpus = await prepareCorpus(files.map(parseSource), stamp, folder, out);
  const tokens = corpus.counts.reduce((sum, count) => sum + count, 0);
  note(`${formatCount(tokens)} words of text, ${formatCount(corpus.counts.length)} different ones`);

  const model = createModel(corpus.counts, stamp);
  if (model.plainBecause !== null) note(`this will be slow: ${model.plainBecause}`);
  const release = checkpointMinutes > 0 ? () => {} : removeOnInterrupt(folder);
  const key = JSON.stringify({ meaning: MEANING_VERSION, ...stamp });
  const from = checkpointMinutes > 0 ? await resume(folder, key, model, tokens) : START;
  const keeping: Keeping = {
    minutes: checkpointMinutes,
    save: (state) => writeCheckpoint(folder, key, model, state),
    farewell: ({ words }) =>
      `${describePlace(words, tokens)} is kept in ${folder}; the same command goes on from there`,
  };
  const trained = await train(
    model,
    corpus,
    stamp,
    tokens * stamp.epochs,
    from,
    checkpointMinutes > 0 ? keeping : null,
  );

  const words = await readWords(folder);
  const config = { ...stamp, commit: await readGitCommit(), tokens };
  const rows = packRows(model.weights);
  const table = { words, counts: corpus.counts, dimensions: stamp.dimensions, rows, scales: null, config };
  await writeAtomically(out, async (temporary) => {
    const file = await open(temporary, "w");
    try {
      await writeBundleFile(file, vectorArrays(table));
    } finally {
      await file.close();
    }
  });
  await rm(folder, { recursive: true });
  release();
  return { out, words: words.length, tokens, ...trained, peakMemory: process.resourceUsage().maxRSS * 1024 };
}

/** Made before the work, so that a place that cannot be written is known at once. */
async function makeWorkFolder(folder: string, out: string): Promise<void> {
  const taken = await stat(out).catch(() => null);
  if (taken?.isDirectory()) throw new UserError(`cannot write ${out}: it is a folder`);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw explainWriting(error, out);
  }
}

async function prepareCorpus(
  sources: readonly Source[],
  { inputs, minCount, maxWords, phrases, phraseThreshold }: TrainingStamp,
  folder: string,
  out: string,
): Promise<Corpus> {
  const options = { minCount, maxWords, phrases, phraseThreshold };
  const stamp = JSON.stringify({ meaning: MEANING_VERSION, inputs, ...options });
  const kept = await openCorpus(folder, stamp);
  if (kept !== null) return kept;
  const release = removeOnInterrupt(folder);
  try {
    await readCorpus({ sources, options, folder, stamp });
    const corpus = await openCorpus(folder, stamp);
    if (corpus === null) throw new UserError(`${folder} was changed by another program; start again`);
    return corpus;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw explainWriting(error, out);
  } finally {
    release();
  }
}

async function resume(folder: string, key: string, model: SharedModel, tokens: number): Promise<TrainingState> {
  const state = await readCheckpoint(folder, key, model);
  if (state !== null) note(`resuming after ${describePlace(state.words, tokens)}`);
  else if (await hasCheckpoint(folder)) note(`${folder} keeps a training of other texts or settings; starting anew`);
  return state ?? START;
}

const describePlace = (words: number, tokens: number) =>
  `${formatCount(words)} words, in epoch ${Math.floor(words / tokens) + 1}`;

/** What one interval counts in the running mean of the loss. */
const SMOOTHING = 0.1;

async function train(
  model: SharedModel,
  corpus: Corpus,
  config: Word2VecConfig,
  total: number,
  from: TrainingState,
  keeping: Keeping | null,
) {
  const started = performance.now();
  const progress = startProgress("training", total, "words", process.stderr, from.words);
  let last = from;
  let loss = Number.NaN;
  await trainModel(model, corpus, config, from, keeping, (state) => {
    const measured = state.measured - last.measured;
    if (measured > 0) {
      const lately = (state.loss - last.loss) / measured;
      loss = Number.isNaN(loss) ? lately : loss + SMOOTHING * (lately - loss);
    }
    last = state;
    progress.update(state.words, `rate ${rateAt(config, state.words / total).toFixed(4)}, loss ${loss.toFixed(3)}`);
  });
  progress.finish(`loss ${loss.toFixed(3)}`);
  const seconds = (performance.now() - started) / 1000;
  return { loss, seconds, wordsPerSecond: (last.words - from.words) / seconds };
}

/** The word vectors without padding. They are moved together where they lie: there may be no room for a copy. */
function packRows({ input, dimensions, stride }: Weights): Float32Array {
  const words = input.length / stride;
  for (let word = 1; word < words && stride > dimensions; word++) {
    input.copyWithin(word * dimensions, word * stride, word * stride + dimensions);
  }
  return input.subarray(0, words * dimensions);
}
