import { rm } from "node:fs/promises";
import { MEANING_VERSION } from "../../lib/release/manifest";
import { formatCount, note, startProgress } from "../console/progress";
import { readGitCommit } from "../stamp";
import { hasCheckpoint, readCheckpoint, writeCheckpoint } from "./checkpoint";
import type { Word2VecConfig } from "./config";
import { type Corpus, readWords } from "./corpus";
import { openGpu } from "./gpu";
import { createModel, type SharedModel } from "./kernel";
import { noteOther, prepareCorpus } from "./prepare";
import { rateAt } from "./schedule";
import { parseSource } from "./sources";
import { type Keeping, trainModel } from "./train";
import { START, type TrainingState } from "./training-state";
import { type TrainingStamp, writeVectors } from "./vectors-file";

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
  /** The most memory that the training or the reading before it held, in bytes. */
  readonly peakMemory: number;
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
  // Opened before the work, so that a GPU that is not there is known at once.
  const gpu = stamp.device === "gpu" ? await openGpu() : null;
  if (gpu !== null) note(`training on ${gpu.name}`);
  const { folder, corpus, peak, release } = await prepareCorpus(files.map(parseSource), stamp, out);
  const tokens = corpus.counts.reduce((sum, count) => sum + count, 0);
  note(`${formatCount(tokens)} words of text, ${formatCount(corpus.counts.length)} different ones`);

  const model = createModel(corpus.counts, stamp);
  if (gpu === null && model.plainBecause !== null) note(`this will be slow: ${model.plainBecause}`);
  const key = JSON.stringify({ meaning: MEANING_VERSION, ...stamp });
  const from = await resume(folder, key, model, tokens);
  const keeping: Keeping = {
    minutes: checkpointMinutes,
    save: (state) => writeCheckpoint(folder, key, model, state),
    farewell: ({ words }) =>
      `${describePlace(words, tokens)} is kept in ${folder}; the same command goes on from there`,
  };
  if (checkpointMinutes > 0) release();
  const trained = await train(
    model,
    corpus,
    stamp,
    gpu?.device ?? null,
    tokens * stamp.epochs,
    from,
    checkpointMinutes > 0 ? keeping : null,
  );
  gpu?.device.destroy();

  const words = await readWords(folder);
  await writeVectors(out, model.weights, words, corpus.counts, { ...stamp, commit: await readGitCommit(), tokens });
  await rm(folder, { recursive: true });
  release();
  return {
    out,
    words: words.length,
    tokens,
    ...trained,
    peakMemory: Math.max(peak, process.resourceUsage().maxRSS * 1024),
  };
}

async function resume(folder: string, key: string, model: SharedModel, tokens: number): Promise<TrainingState> {
  const state = await readCheckpoint(folder, key, model);
  if (state !== null) note(`resuming after ${describePlace(state.words, tokens)}`);
  else if (await hasCheckpoint(folder)) noteOther(folder);
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
  gpu: GPUDevice | null,
  total: number,
  from: TrainingState,
  keeping: Keeping | null,
) {
  const started = performance.now();
  const progress = startProgress("training", total, "words", process.stderr, from.words);
  let last = from;
  let loss = Number.NaN;
  await trainModel(model, corpus, config, gpu, from, keeping, (state) => {
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
