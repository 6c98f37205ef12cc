import { Bundle, BundleError } from "../release/bundle";
import { Arow } from "./arow";
import { LearnerFileError, type LearnerName, learnerNames, type OnlineLearner } from "./learner";
import { AdaGrad, Ftrl } from "./logistic";
import type { Model } from "./model";
import { PassiveAggressive } from "./passive-aggressive";
import { ReaderModel, STATE_VERSION } from "./reader";
import { Ridge } from "./ridge";
import { Stack } from "./stack";

/** A label that a reader gave, with the vector of the post as it was shown. */
export interface Click {
  readonly x: Float32Array;
  readonly accepted: boolean;
  /** 1 where absent. */
  readonly weight?: number;
}

/** So that a damaged file asks for no more memory than there is. */
const MOST_DIMENSIONS = 65_536;

const MODELS: Readonly<Record<LearnerName, (dimensions: number) => Model>> = {
  ridge: (dimensions) => new Ridge(dimensions),
  arow: (dimensions) => new Arow(dimensions),
  adagrad: (dimensions) => new AdaGrad(dimensions),
  ftrl: (dimensions) => new Ftrl(dimensions),
  pa1: (dimensions) => new PassiveAggressive(dimensions, 1),
  pa2: (dimensions) => new PassiveAggressive(dimensions, 2),
  stack: (dimensions) => new Stack(dimensions),
};

/** A new model that has learnt nothing. @throws RangeError for a length of vectors that is none. */
export function createLearner(dimensions: number, name: LearnerName = "ridge"): OnlineLearner {
  return create(dimensions, name);
}

/** A model that has learnt exactly these clicks, in this order: undo is to leave one out. */
export function relearn(dimensions: number, clicks: readonly Click[], name: LearnerName = "ridge"): OnlineLearner {
  const learner = create(dimensions, name);
  for (const { x, accepted, weight } of clicks) learner.learnOne(x, accepted, weight);
  return learner;
}

/** Reads what `serialise` wrote. @throws LearnerFileError when it is no such file, damaged, or of another version. */
export function openLearner(bytes: Uint8Array): OnlineLearner {
  try {
    const bundle = new Bundle(bytes);
    const [version, dimensions] = bundle.u32("shape");
    if (!bundle.has("learner")) throw new BundleError("it holds no reader's model");
    if (version !== STATE_VERSION) throw new BundleError(`it is of version ${version}, expected ${STATE_VERSION}`);
    const [written] = bundle.lines("learner");
    const name = learnerNames.find((known) => known === written);
    if (name === undefined) throw new BundleError(`it names a learner "${written}"`);
    const learner = create(dimensions, name);
    learner.load(bundle);
    return learner;
  } catch (error) {
    if (!(error instanceof BundleError) && !(error instanceof RangeError)) throw error;
    throw new LearnerFileError(`a reader's model cannot be read: ${error.message}; learn it anew from its clicks`);
  }
}

function create(dimensions: number, name: LearnerName): ReaderModel {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
    throw new RangeError(`vectors of ${dimensions} numbers; expected 1 to ${MOST_DIMENSIONS}`);
  }
  return new ReaderModel(name, dimensions, MODELS[name](dimensions));
}
