import type { WindowOptions } from "../train";
import { USAGE } from "./memory";

/** Stands for a noise word that was drawn but is in the window. */
export const NONE = -1;

/** WGSL of what both passes are told of a slice; `writeSlice` fills it. */
export const TASK = /* wgsl */ `struct Task {
  length: u32,
  /** Positions that one workgroup learns. */
  stretch: u32,
  rate: f32,
  seed: u32,
}`;

/**
 * Tokens that a slice holds at most. A GPU's cores may keep frequent rows in caches of their own while they learn a slice, and
 * see what the others made of them only in the next.
 */
const MOST_TOKENS = 1 << 16;
/** Numbers in the records of its windows at most: 64 MB of them. */
const MOST_NUMBERS = 1 << 24;

/** A piece of text on the GPU, with a record for each position once its windows are drawn. */
export interface Slice {
  /** Tokens that it holds. */
  readonly capacity: number;
  readonly task: GPUBuffer;
  readonly tokens: GPUBuffer;
  readonly windows: GPUBuffer;
}

export function createSlice(device: GPUDevice, { negatives }: WindowOptions): Slice {
  const record = 1 + negatives;
  const capacity = Math.min(MOST_TOKENS, Math.floor(MOST_NUMBERS / record));
  const bytes = capacity * Int32Array.BYTES_PER_ELEMENT;
  return {
    capacity,
    task: device.createBuffer({ size: 16, usage: USAGE.uniform | USAGE.copyTarget }),
    tokens: device.createBuffer({ size: bytes, usage: USAGE.storage | USAGE.copyTarget }),
    windows: device.createBuffer({
      size: bytes * record,
      usage: USAGE.storage | USAGE.copyTarget | USAGE.copySource,
    }),
  };
}

export interface SliceTask {
  readonly rate: number;
  readonly seed: number;
  /** Stretches to cut the slice into, learned at the same time. */
  readonly walkers: number;
}

/** Queues a text's way to the GPU. @returns how many stretches there are */
export function writeSlice(
  { queue }: GPUDevice,
  slice: Slice,
  tokens: Int32Array,
  { rate, seed, walkers }: SliceTask,
): number {
  const stretch = Math.ceil(tokens.length / walkers);
  const task = Uint32Array.of(tokens.length, stretch, 0, seed);
  new Float32Array(task.buffer)[2] = rate;
  queue.writeBuffer(slice.task, 0, task);
  queue.writeBuffer(slice.tokens, 0, tokens);
  return Math.ceil(tokens.length / stretch);
}
