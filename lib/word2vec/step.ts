/**
 * What is trained: two matrices, row-major, one row of `dimensions` numbers a word. The input rows become the word vectors.
 * The memory is handed in, so that threads can share it.
 */
export interface Weights {
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly dimensions: number;
  /** Numbers from the start of a row to the start of the next: `dimensions`, or more where a kernel wants rows aligned. */
  readonly stride: number;
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

/** What one architecture minimises. A faster kernel replaces both functions, and is tested against these. */
export interface Objective {
  /** Moves the weights by `-rate` times the gradient of the window's loss. */
  readonly step: (window: Window, rate: number) => void;
  /** The window's loss, in nats for each word that is predicted. */
  readonly loss: (window: Window) => number;
}

export type CreateObjective = (weights: Weights) => Objective;
