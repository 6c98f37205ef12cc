import { onInterrupt } from "../console/interrupt";
import { note } from "../console/progress";
import type { Word2VecConfig } from "./config";
import type { Corpus } from "./corpus";
import { startGpu } from "./gpu";
import type { SharedModel } from "./kernel";
import { startThreads } from "./threads";
import type { RunningTraining, TrainingState } from "./training-state";

/** How often progress is reported, in milliseconds. */
const INTERVAL = 500;
const MINUTE = 60_000;

/** How to keep a training, so that it can go on after it was cut off. */
export interface Keeping {
  /** Time between two times that it is kept. */
  readonly minutes: number;
  readonly save: (state: TrainingState) => Promise<void>;
  /** What to tell the user when it was kept because of Ctrl-C. */
  readonly farewell: (state: TrainingState) => string;
}

/**
 * Trains a model to the end.
 * @param gpu null trains in threads.
 * @param from how far the model is already.
 * @param keeping null keeps nothing.
 * @param onProgress hears now and then how far it is, and at the end.
 */
export async function trainModel(
  model: SharedModel,
  corpus: Corpus,
  config: Word2VecConfig,
  gpu: GPUDevice | null,
  from: TrainingState,
  keeping: Keeping | null,
  onProgress: (state: TrainingState) => void,
): Promise<void> {
  const training =
    gpu === null ? startThreads(model, corpus, config, from) : await startGpu(gpu, model, corpus, config, from);
  const reports = setInterval(() => onProgress(training.state()), INTERVAL);
  const stopKeeping = keeping === null ? async () => {} : keep(training, keeping);
  try {
    await training.finished;
  } finally {
    clearInterval(reports);
    await stopKeeping();
  }
  onProgress(training.state());
}

/** Keeps a training now and then, and on Ctrl-C. @returns what ends that. */
function keep(training: RunningTraining, { minutes, save, farewell }: Keeping): () => Promise<void> {
  let timer: NodeJS.Timeout;
  let saving = Promise.resolve();
  const wait = () => {
    timer = setTimeout(() => {
      saving = saveAndGoOn();
    }, minutes * MINUTE);
  };
  const saveAndGoOn = async () => {
    try {
      await save(await training.pause());
    } catch (error) {
      // A full disk is no reason to lose what is being trained.
      note(`no checkpoint: ${error instanceof Error ? error.message : error}; the training goes on`);
    }
    training.resume();
    wait();
  };
  const stop = async () => {
    clearTimeout(timer);
    await saving;
    clearTimeout(timer);
  };
  wait();
  const release = onInterrupt(async () => {
    await stop();
    const state = await training.pause();
    await save(state);
    return farewell(state);
  });
  return async () => {
    release();
    await stop();
  };
}
