import type { LearnerName, OnlineLearner } from "./learner";

/** A label that a reader gave, with the vector of the post as it was shown. */
export interface Click {
  readonly x: Float32Array;
  readonly accepted: boolean;
}

/** A new model that has learnt nothing. */
export type CreateLearner = (dimensions: number, name?: LearnerName) => OnlineLearner;

/** Reads what `serialise` wrote. @throws LearnerFileError when it is no such file, damaged, or of another version. */
export type OpenLearner = (bytes: Uint8Array) => OnlineLearner;

/** A model that has learnt exactly these clicks, in this order: undo is to leave one out. */
export type Relearn = (dimensions: number, clicks: readonly Click[], name?: LearnerName) => OnlineLearner;
