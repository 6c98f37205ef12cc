/** How to train word vectors. Travels inside the file of vectors. */
export interface Word2VecConfig {
  readonly architecture: "skip-gram" | "cbow";
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
