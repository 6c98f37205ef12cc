/**
 * What is trained: two matrices, row-major, one row of `dimensions` numbers a word. The input rows become the word vectors.
 * The memory is handed in, so that threads can share it.
 */
export interface Weights {
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly dimensions: number;
}

/** A word of the corpus with its surroundings. One window is filled again and again: the counts say how much of a buffer holds. */
export interface Window {
  centre: number;
  readonly contexts: Int32Array;
  contextCount: number;
  /** Noise words, none of them in the window. */
  readonly negatives: Int32Array;
  negativeCount: number;
}

/** Moves the weights by `-rate` times the gradient of the window's loss. This is what a faster kernel replaces. */
export type Step = (window: Window, rate: number) => void;

export type CreateStep = (weights: Weights) => Step;
