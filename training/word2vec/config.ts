import type { SharedModel } from "./kernel";

export const architectures = ["skip-gram", "cbow"] as const;
type Architecture = (typeof architectures)[number];

/** How to train word vectors. Travels inside the file of vectors. */
export interface Word2VecConfig {
  readonly architecture: Architecture;
  readonly dimensions: number;
  /** Largest distance between a word and its context. */
  readonly window: number;
  /** Noise words for each centre word. */
  readonly negatives: number;
  /** Words more frequent than this share of the text are subsampled; 0 keeps all. */
  readonly sample: number;
  /** Noise words are drawn by `count ** nsExponent`. */
  readonly nsExponent: number;
  /** Where the learning rate starts; it falls linearly to almost nothing. */
  readonly learningRate: number;
  readonly epochs: number;
  readonly threads: number;
  readonly seed: number;
  readonly minCount: number;
  readonly maxWords: number;
}

/** The usual rate; a mean of words divides each word's gradient, so CBOW starts higher (İrsoy, Benton and Stratos 2021). */
export function defaultLearningRate(architecture: Architecture): number {
  return architecture === "cbow" ? 0.075 : 0.025;
}

/** The learning rate ends here, as a share of where it started, as in word2vec.c. */
const LAST_RATE = 1e-4;

/** Learning rate after a share of the whole training, from 0 to 1: linear decay. */
export function rateAt({ learningRate }: Word2VecConfig, share: number): number {
  return learningRate * Math.max(LAST_RATE, 1 - share);
}

/** What a thread works on. The weights, tokens and progress lie in memory that all threads share (Recht et al. 2011, "Hogwild!"). */
export interface ThreadTask {
  readonly model: SharedModel;
  readonly tokens: Int32Array;
  /** `from` and `to` of the blocks of sentences that are this thread's own. */
  readonly blocks: Int32Array;
  readonly config: Word2VecConfig;
  readonly seed: number;
  /** Words done, over all epochs, by thread. */
  readonly progress: Float64Array;
  readonly thread: number;
}
