import { createRandom } from "../../lib/random";
import { createCbow } from "../../lib/word2vec/cbow";
import { createNoiseTable, keepProbabilities } from "../../lib/word2vec/sampling";
import { createSkipGram } from "../../lib/word2vec/skip-gram";
import type { Weights } from "../../lib/word2vec/step";
import { createBlockTrainer, initialise, type TrainBlock } from "../../lib/word2vec/train";
import type { Word2VecConfig } from "./config";

/** What the threads of a training share. It can be sent to a worker as it is. */
export interface SharedModel {
  readonly weights: Weights;
  /** How often each word occurs. */
  readonly counts: Int32Array;
}

/** Weights as they start, in memory that threads can share. */
export function createModel(counts: Int32Array, { dimensions, seed }: Word2VecConfig): SharedModel {
  const stride = dimensions;
  const share = () => new Float32Array(new SharedArrayBuffer(counts.length * stride * Float32Array.BYTES_PER_ELEMENT));
  const weights = { input: share(), output: share(), dimensions, stride };
  initialise(weights, createRandom(seed));
  return { weights, counts };
}

/** What one thread trains with. */
export function openKernel({ weights, counts }: SharedModel, config: Word2VecConfig): TrainBlock {
  const objective = (config.architecture === "cbow" ? createCbow : createSkipGram)(weights);
  const keep = keepProbabilities(counts, config.sample);
  return createBlockTrainer(objective, keep, createNoiseTable(counts, config.nsExponent), config);
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
