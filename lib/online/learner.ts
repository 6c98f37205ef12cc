import type { Random } from "../random";

/**
 * The learners to choose from. `ridge` is the second-order one, which a page should use; the others are first-order
 * learners beside which it is measured.
 */
export const learnerNames = ["ridge", "arow", "adagrad", "ftrl", "pa1", "pa2", "stack"] as const;
export type LearnerName = (typeof learnerNames)[number];

/** Which posts to show first: those that are likely to please, or also those of which the model knows little. */
export type Exploration =
  /** Draws one plausible taste from the posterior and ranks by it (Thompson 1933; Agrawal and Goyal 2013). */
  | { readonly kind: "thompson"; readonly random: Random }
  /** Mean score plus `width` standard deviations of it (LinUCB, Li et al. 2010). 1 explores gently. */
  | { readonly kind: "upper-bound"; readonly width: number };

/** Candidates as a model ranks them. */
export interface Ranking {
  /** One for each candidate, in the order given; higher is better. Comparable within one ranking alone. */
  readonly scores: Float32Array;
  /** Rows of the candidates, best first; equal scores keep the order given. */
  readonly order: Uint32Array;
}

/** What a click told. */
export interface Lesson {
  /** Probability of "accepted" just before this label was learnt. Mean log loss of these is progressive validation. */
  readonly probability: number;
  /** The reader's taste was found to have changed: what was learnt before counts less from now on. */
  readonly drifted: boolean;
}

/**
 * One reader's taste in one topic, learnt a click at a time. Make one with `createLearner(dimensions)` (create.ts), or
 * bring a kept one back with `openLearner(bytes)`.
 *
 * Vectors are of any fixed length, best of length about 1, as `TextEmbedder` (embedder.ts) makes them from a title.
 *
 * Delayed labels: a label may come any time after its post was shown. Keep the vector that was shown and learn from it
 * when the label comes; nothing else need be kept, as the model has not seen the label until then, and the result of
 * the second-order learner does not depend on the order of clicks while they fit its sketch.
 *
 * Undo: keep the clicks (vector, label) and learn the remaining ones anew with `relearn` (create.ts); some hundred take
 * milliseconds. Learning backwards is not offered, since a sketch, a drift and a calibration forget on purpose.
 */
export interface OnlineLearner {
  readonly name: LearnerName;
  readonly dimensions: number;
  /** Labels learnt so far, drift or not. */
  readonly accepted: number;
  readonly rejected: number;

  /**
   * Learns that this reader accepted or rejected a post.
   * @param weight how much it counts: 1 for a click, less for a hint such as scrolling past.
   * @throws RangeError for a vector of another length, a number that is not finite, or a weight that is not above 0.
   */
  learnOne(x: Float32Array, accepted: boolean, weight?: number): Lesson;

  /** Calibrated probability, above 0 and below 1, that the reader accepts the post. 0.5 before the first click. */
  predictOne(x: Float32Array): number;

  /**
   * Ranks posts: one matrix-vector product, so 10,000 posts take a few milliseconds. Without exploration the order is
   * that of {@link predictOne}.
   * @param candidates `n × dimensions`, row-major.
   * @param exploration omit to rank by what is known. Thompson sampling costs no more; the upper bound costs a product
   * for each row of the sketch, some forty times as much.
   * @throws RangeError for candidates of another length, or when a learner without a covariance (all but `ridge` and
   * `arow`) is asked to explore.
   */
  rank(candidates: Float32Array, exploration?: Exploration): Ranking;

  /**
   * Calibrated probabilities of a ranking's scores, in their order, for what is to be weighed against something else. Of a
   * ranking that explores they are those of the taste that was drawn, or of the bound.
   */
  calibrate(scores: Float32Array): Float32Array;

  /**
   * Takes in what another model of the same reader and topic learnt from other clicks (another tab or device). Clicks
   * that both have learnt count twice: where both click logs are at hand, join them by click and `relearn` instead.
   * @throws RangeError when the other is of another kind or length.
   */
  merge(other: OnlineLearner): void;

  /** The whole state as a file of at most 64 KB for 384 dimensions, however many clicks. `openLearner` reads it. */
  serialise(): Uint8Array<ArrayBuffer>;
}

/** A kept model that cannot be used; `message` says why and what to do. */
export class LearnerFileError extends Error {
  override readonly name = "LearnerFileError";
}
