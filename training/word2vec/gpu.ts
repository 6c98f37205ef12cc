import { closeSync, openSync } from "node:fs";
import { GpuError } from "../../lib/word2vec/gpu/error";
import { createGpuTrainer } from "../../lib/word2vec/gpu/trainer";
import { createNoiseTable, keepProbabilities } from "../../lib/word2vec/sampling";
import { UserError } from "../console/errors";
import type { Word2VecConfig } from "./config";
import type { Corpus } from "./corpus";
import type { SharedModel } from "./kernel";
import { planTurns } from "./schedule";
import { LARGEST_BLOCK, readTokensAt } from "./tokens";
import type { RunningTraining, TrainingState } from "./training-state";

/** Dawn's way to the GPUs. Kept: once it is collected, the devices that it opened crash. */
let dawn: GPU | undefined;

export interface OpenGpu {
  readonly device: GPUDevice;
  /** The GPU's name, as far as its driver tells. */
  readonly name: string;
}

/**
 * Opens a GPU through Dawn (the npm package `webgpu`), with all the memory that it has for a matrix.
 * @param softwareToo whether a software adapter will do: it computes the same, but more slowly than threads.
 * @throws UserError when there is none.
 */
export async function openGpu(softwareToo = false): Promise<OpenGpu> {
  if (dawn === undefined) {
    const { create } = await import("webgpu");
    dawn = create([]);
  }
  const adapter = await dawn.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) {
    throw new UserError("no GPU found; install its driver with Vulkan (on Linux also libvulkan1), or use --device cpu");
  }
  const { info, limits } = adapter;
  const name = info.description || info.device || info.vendor || "unnamed GPU";
  if (info.isFallbackAdapter && !softwareToo) {
    throw new UserError(`the only GPU here is a software one (${name}), slower than threads; use --device cpu`);
  }
  const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize } = limits;
  const requiredLimits = { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize };
  return { device: await adapter.requestDevice({ requiredLimits }), name };
}

/** Blocks that are handed to the GPU together: it learns hundreds of stretches of text at a time. */
const MOST_AT_ONCE = 16;
/** Steps in which the learning rate falls at least, where there are as many blocks. */
const FEWEST_STEPS = 100;

/**
 * Trains on a GPU, as `startThreads` does in threads. The model's own weights are those of the GPU while the training rests, and
 * once it is finished.
 * @throws UserError when the GPU cannot take the model.
 */
export async function startGpu(
  device: GPUDevice,
  { weights, counts }: SharedModel,
  { blocks, tokens }: Corpus,
  config: Word2VecConfig,
  from: TrainingState,
): Promise<RunningTraining> {
  const keep = keepProbabilities(counts, config.sample);
  const noise = createNoiseTable(counts, config.nsExponent);
  const trainer = await orUserError(createGpuTrainer(device, weights, keep, noise, config));
  const turns = blocks.length * config.epochs;
  const turnAt = planTurns(blocks.length, config);
  const atOnce = Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(turns / FEWEST_STEPS)));
  const starts = new Float64Array(blocks.length);
  for (let block = 1; block < blocks.length; block++) starts[block] = starts[block - 1] + blocks[block - 1];
  const text = new Int32Array(atOnce * LARGEST_BLOCK);
  const file = openSync(tokens, "r");
  let state = from;
  let next = from.place;

  async function trainNext(): Promise<void> {
    const { rate, seed } = turnAt(next);
    const until = Math.min(next + atOnce, turns);
    let length = 0;
    for (; next < until; next++) {
      const { block } = turnAt(next);
      length += readTokensAt(file, text.subarray(length), blocks[block], starts[block]);
    }
    const report = await trainer.trainBlock(text, length, rate, seed);
    const words = state.words + report.words;
    state = { place: until, words, loss: state.loss + report.loss, measured: state.measured + report.measured };
  }

  // What waits while the training rests, and what waits for it to rest.
  let resumed: Promise<void> | null = null;
  let resume = () => {};
  let onRest = () => {};

  async function trainAll(): Promise<void> {
    // One block is learned while the next is made ready.
    let current = Promise.resolve();
    while (next < turns) {
      if (resumed !== null) {
        await current;
        await trainer.download();
        onRest();
        await resumed;
      }
      const following = trainNext();
      following.catch(() => {});
      await current;
      current = following;
    }
    await current;
    await trainer.download();
  }

  const finished = orUserError(trainAll()).finally(() => {
    closeSync(file);
    trainer.destroy();
  });
  return {
    state: () => state,
    async pause() {
      const rested = new Promise<void>((resolve) => {
        onRest = resolve;
      });
      resumed = new Promise<void>((resolve) => {
        resume = resolve;
      });
      await Promise.race([rested, finished]);
      return state;
    },
    resume() {
      resumed = null;
      resume();
    },
    finished,
  };
}

/** What a GPU says it cannot do is for the user to mend. */
async function orUserError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof GpuError ? new UserError(error.message) : error;
  }
}
