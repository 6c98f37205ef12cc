import { readFileSync } from "node:fs";
import { createRandom } from "../../lib/random";
import { createCbow } from "../../lib/word2vec/cbow";
import { createNoiseTable, keepProbabilities } from "../../lib/word2vec/sampling";
import { LARGEST_MEMORY, type MemoryLayout, planMemory, weightsIn } from "../../lib/word2vec/simd/memory";
import { createSimdTrainer, type SimdKernel, simdHost, writeTables } from "../../lib/word2vec/simd/trainer";
import { createSkipGram } from "../../lib/word2vec/skip-gram";
import type { Weights } from "../../lib/word2vec/step";
import { createBlockTrainer, initialise, type TrainBlock } from "../../lib/word2vec/train";
import type { Word2VecConfig } from "./config";

const PAGE = 65_536;

/** What the threads of a training share. It can be sent to a worker as it is. */
export interface SharedModel {
  readonly weights: Weights;
  /** How often each word occurs. */
  readonly counts: Int32Array;
  /** Where the SIMD kernel finds it all; null where the plain code trains. */
  readonly simd: {
    readonly module: WebAssembly.Module;
    readonly memory: WebAssembly.Memory;
    readonly layout: MemoryLayout;
  } | null;
  /** Why the plain code trains, to tell who waits for it. */
  readonly plainBecause: string | null;
}

/**
 * Weights as they start, in memory that threads can share.
 * @param kernel the SIMD kernel's bytes; where this Node cannot run them, the plain code trains.
 */
export function createModel(counts: Int32Array, config: Word2VecConfig, kernel = readKernel()): SharedModel {
  const layout = planMemory({ ...config, words: counts.length });
  const plainBecause = whyPlain(layout, kernel);
  const model =
    plainBecause === null ? createSimdModel(counts, layout, kernel) : createPlainModel(counts, config, plainBecause);
  initialise(model.weights, createRandom(config.seed));
  if (model.simd !== null) {
    const noise = createNoiseTable(counts, config.nsExponent);
    writeTables(model.simd.memory.buffer, layout, keepProbabilities(counts, config.sample), noise);
  }
  return model;
}

/** What one thread trains with. */
export function openKernel({ weights, counts, simd }: SharedModel, config: Word2VecConfig, thread: number): TrainBlock {
  if (simd === null) {
    const objective = (config.architecture === "cbow" ? createCbow : createSkipGram)(weights);
    const keep = keepProbabilities(counts, config.sample);
    return createBlockTrainer(objective, keep, createNoiseTable(counts, config.nsExponent), config);
  }
  const { module, memory, layout } = simd;
  const { exports } = new WebAssembly.Instance(module, { env: { memory }, kernel: simdHost });
  // What the kernel exports is what its source says; a test compiles the one from the other.
  return createSimdTrainer(exports as unknown as SimdKernel, memory.buffer, layout, { ...config, thread });
}

/** The word vectors: `counts.length × dimensions`, row-major, without padding. */
export function vectorsOf({ weights, counts }: SharedModel): Float32Array {
  const { input, dimensions, stride } = weights;
  const rows = new Float32Array(counts.length * dimensions);
  for (let word = 0; word < counts.length; word++) {
    rows.set(input.subarray(word * stride, word * stride + dimensions), word * dimensions);
  }
  return rows;
}

function readKernel(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL("../../lib/word2vec/simd/kernel.wasm", import.meta.url)));
}

function whyPlain(layout: MemoryLayout, kernel: Uint8Array<ArrayBuffer>): string | null {
  if (!WebAssembly.validate(kernel)) return "this Node has no WebAssembly SIMD";
  if (layout.bytes > LARGEST_MEMORY) return "the vectors are larger than the 4 GB that WebAssembly reaches";
  return null;
}

function createSimdModel(counts: Int32Array, layout: MemoryLayout, kernel: Uint8Array<ArrayBuffer>): SharedModel {
  const pages = Math.ceil(layout.bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: LARGEST_MEMORY / PAGE, shared: true });
  const module = new WebAssembly.Module(kernel);
  return { weights: weightsIn(memory.buffer, layout), counts, simd: { module, memory, layout }, plainBecause: null };
}

function createPlainModel(counts: Int32Array, { dimensions }: Word2VecConfig, plainBecause: string): SharedModel {
  const share = () =>
    new Float32Array(new SharedArrayBuffer(counts.length * dimensions * Float32Array.BYTES_PER_ELEMENT));
  const weights = { input: share(), output: share(), dimensions, stride: dimensions };
  return { weights, counts, simd: null, plainBecause };
}
