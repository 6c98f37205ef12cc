import type { Weights } from "../step";
import type { WindowOptions } from "../train";

/** Rows start at multiples of this many numbers: one vector of the kernel. */
const LANES = 4;

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
export interface ThreadLayout {
  readonly hidden: number;
  readonly correction: number;
  readonly idle: number;
  readonly targets: number;
  readonly gains: number;
  readonly contexts: number;
  readonly negatives: number;
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
    end += Math.ceil(numbers / LANES) * LANES * 4;
    return at;
  };
  const stride = Math.ceil(dimensions / LANES) * LANES;
  const targets = 2 * window + negatives + LANES;
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
      hidden: reserve(stride),
      correction: reserve(stride),
      idle: reserve(stride),
      targets: reserve(targets),
      gains: reserve(targets),
      contexts: reserve(2 * window),
      negatives: reserve(negatives),
      tokens: reserve(LONGEST_BLOCK),
    })),
  };
  return { ...layout, bytes: end };
}

/** The two matrices in such a memory. */
export function weightsIn(
  buffer: ArrayBufferLike,
  { words, dimensions, stride, input, output }: MemoryLayout,
): Weights {
  const rows = (at: number) => new Float32Array(buffer, at, words * stride);
  return { input: rows(input), output: rows(output), dimensions, stride };
}
