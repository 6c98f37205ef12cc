export const architectures = ["skip-gram", "cbow"] as const;
type Architecture = (typeof architectures)[number];

export const devices = ["cpu", "gpu"] as const;
type Device = (typeof devices)[number];

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
  readonly device: Device;
  /** Of the `cpu`. */
  readonly threads: number;
  readonly seed: number;
  /** Rarer words are dropped as if they were not there. */
  readonly minCount: number;
  /** The most frequent words that are kept. */
  readonly maxWords: number;
  /** Times to join pairs of words that belong together, such as "new york"; twice joins up to four words. */
  readonly phrases: number;
  /** Pairs that score higher are joined. */
  readonly phraseThreshold: number;
}

/** The usual rate; a mean of words divides each word's gradient, so CBOW starts higher (İrsoy, Benton and Stratos 2021). */
export function defaultLearningRate(architecture: Architecture): number {
  return architecture === "cbow" ? 0.075 : 0.025;
}
