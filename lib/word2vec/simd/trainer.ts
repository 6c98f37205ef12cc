import { softplus } from "../negative-sampling";
import type { NoiseTable } from "../sampling";
import type { Objective } from "../step";
import type { TrainBlock, WindowOptions } from "../train";
import { LONGEST_BLOCK, type MemoryLayout } from "./memory";

/** What `kernel.wasm` exports, one instance for each thread over the memory that they share. */
export interface SimdKernel {
  configure(
    input: number,
    output: number,
    stride: number,
    keep: number,
    noiseOwn: number,
    noiseAlias: number,
    words: number,
    cbow: boolean,
    window: number,
    negatives: number,
    contexts: number,
    negativeWords: number,
    inputs: number,
    targets: number,
    oldInputs: number,
    oldTargets: number,
    gains: number,
    idle: number,
    correction: number,
  ): void;
  trainBlock(tokens: number, length: number, rate: number, seed: number): number;
  takeLoss(): number;
  takeMeasured(): number;
  step(centre: number, contextCount: number, negativeCount: number, rate: number): void;
  windowLoss(centre: number, contextCount: number, negativeCount: number): number;
}

/** What `kernel.wasm` imports beside its memory, under `kernel`. */
export const simdHost = { softplus };

/** The part of a memory that all threads read and none writes: filled once, before they start. */
export function writeTables(
  buffer: ArrayBufferLike,
  layout: MemoryLayout,
  keep: Float32Array,
  { own, alias }: NoiseTable,
): void {
  new Float32Array(buffer, layout.keep, layout.words).set(keep);
  new Float32Array(buffer, layout.noiseOwn, layout.words).set(own);
  new Int32Array(buffer, layout.noiseAlias, layout.words).set(alias);
}

export interface SimdOptions extends WindowOptions {
  readonly architecture: "skip-gram" | "cbow";
  /** Which of the layout's threads this is. */
  readonly thread: number;
}

/**
 * The fast way of `createBlockTrainer`: it draws the same words from the same seed and moves the same weights, up to the
 * rounding of float32 sums.
 */
export function createSimdTrainer(
  kernel: SimdKernel,
  buffer: ArrayBufferLike,
  layout: MemoryLayout,
  options: SimdOptions,
): TrainBlock {
  const { tokens: at } = configure(kernel, layout, options);
  const room = new Int32Array(buffer, at, LONGEST_BLOCK);
  return (tokens, length, rate, seed) => {
    if (length > LONGEST_BLOCK) throw new RangeError(`a block of ${length} tokens; at most ${LONGEST_BLOCK} fit`);
    room.set(tokens.subarray(0, length));
    const words = kernel.trainBlock(at, length, rate, seed);
    return { words, loss: kernel.takeLoss(), measured: kernel.takeMeasured() };
  };
}

/** The kernel's single step, to be held against the reference. */
export function createSimdObjective(
  kernel: SimdKernel,
  buffer: ArrayBufferLike,
  layout: MemoryLayout,
  options: SimdOptions,
): Objective {
  const own = configure(kernel, layout, options);
  const contexts = new Int32Array(buffer, own.contexts, 2 * options.window);
  const negatives = new Int32Array(buffer, own.negatives, options.negatives);
  return {
    step(window, rate) {
      contexts.set(window.contexts.subarray(0, window.contextCount));
      negatives.set(window.negatives.subarray(0, window.negativeCount));
      kernel.step(window.centre, window.contextCount, window.negativeCount, rate);
    },
    loss(window) {
      contexts.set(window.contexts.subarray(0, window.contextCount));
      negatives.set(window.negatives.subarray(0, window.negativeCount));
      return kernel.windowLoss(window.centre, window.contextCount, window.negativeCount);
    },
  };
}

function configure(kernel: SimdKernel, layout: MemoryLayout, { architecture, window, negatives, thread }: SimdOptions) {
  const own = layout.threads[thread];
  kernel.configure(
    layout.input,
    layout.output,
    layout.stride,
    layout.keep,
    layout.noiseOwn,
    layout.noiseAlias,
    layout.words,
    architecture === "cbow",
    window,
    negatives,
    own.contexts,
    own.negatives,
    own.inputs,
    own.targets,
    own.oldInputs,
    own.oldTargets,
    own.gains,
    own.idle,
    own.correction,
  );
  return own;
}
