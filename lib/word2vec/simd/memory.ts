import type { Weights } from "../step";
import type { WindowOptions } from "../train";

/** Rows start at multiples of this many numbers: one vector of the kernel. */
const LANES = 4;
/** The kernel handles so many inputs and targets of a window at once. */
const INPUTS = 2;
const TARGETS = 3;

/** Longest block of tokens that a thread has room for. */
export const LONGEST_BLOCK = 65_536;

/** The most that 32-bit pointers reach, in bytes. */
export const LARGEST_MEMORY = 2 ** 32;

/** Where everything lies in the memory that all threads share. All offsets are in bytes and multiples of 16. */
export interface MemoryLayout {
  readonly words: number;
  readonly dimensions: number;
  readonly stride: number;
  readonly input: number;
  readonly output: number;
  readonly keep: number;
  readonly noiseOwn: number;
  readonly noiseAlias: number;
  readonly threads: readonly ThreadLayout[];
  /** Size of the whole. */
  readonly bytes: number;
}

/** What belongs to one thread alone. */
interface ThreadLayout {
  /** Words of the window. */
  readonly contexts: number;
  readonly negatives: number;
  /** Pointers to the rows of the window, and these rows as they were before the step. */
  readonly inputs: number;
  readonly targets: number;
  readonly oldInputs: number;
  readonly oldTargets: number;
  readonly gains: number;
  readonly idle: number;
  readonly correction: number;
  /** The block that is being trained. */
  readonly tokens: number;
}

export interface MemoryShape extends WindowOptions {
  readonly words: number;
  readonly dimensions: number;
  readonly threads: number;
}

/** Plans a memory for these sizes. It may come out larger than `LARGEST_MEMORY`; then there is no such memory to be had. */
export function planMemory({ words, dimensions, threads, window, negatives }: MemoryShape): MemoryLayout {
  // The first bytes stay unused, so that no offset is 0.
  let end = 16;
  const reserve = (numbers: number) => {
    const at = end;
    end += 4 * roundUp(numbers, LANES);
    return at;
  };
  const stride = roundUp(dimensions, LANES);
  const inputs = roundUp(2 * window, INPUTS);
  const targets = roundUp(1 + negatives, TARGETS);
  const layout = {
    words,
    dimensions,
    stride,
    input: reserve(words * stride),
    output: reserve(words * stride),
    keep: reserve(words),
    noiseOwn: reserve(words),
    noiseAlias: reserve(words),
    threads: Array.from({ length: threads }, () => ({
      contexts: reserve(2 * window),
      negatives: reserve(negatives),
      inputs: reserve(inputs),
      targets: reserve(targets),
      oldInputs: reserve(inputs * stride),
      oldTargets: reserve(targets * stride),
      gains: reserve(inputs * targets),
      idle: reserve(stride),
      correction: reserve(stride),
      tokens: reserve(LONGEST_BLOCK),
    })),
  };
  return { ...layout, bytes: end };
}

function roundUp(count: number, unit: number): number {
  return Math.ceil(count / unit) * unit;
}

/** The two matrices in such a memory. */
export function weightsIn(
  buffer: ArrayBufferLike,
  { words, dimensions, stride, input, output }: MemoryLayout,
): Weights {
  const rows = (at: number) => new Float32Array(buffer, at, words * stride);
  return { input: rows(input), output: rows(output), dimensions, stride };
}
