import { type Bundle, encodeLines, writeBundle } from "../release/bundle";
import { Adwin } from "./adwin";
import { Calibration } from "./calibration";
import type { Exploration, LearnerName, Lesson, OnlineLearner, Ranking } from "./learner";
import { finite, loadInto, type Model } from "./model";

/** Of the arrays of a file and their meaning. */
export const STATE_VERSION = 1;
/** Keeps probabilities inside (0, 1) as float32. */
const CERTAIN = 1e-6;

/** One reader's model of one topic: an algorithm, with its calibration and its detector of drift. */
export class ReaderModel implements OnlineLearner {
  private readonly counts = new Float32Array(2);
  private readonly calibration: Calibration;
  private readonly errors = new Adwin();

  constructor(
    readonly name: LearnerName,
    readonly dimensions: number,
    private readonly model: Model,
  ) {
    this.calibration = new Calibration(model.slope);
  }

  get accepted(): number {
    return this.counts[0];
  }

  get rejected(): number {
    return this.counts[1];
  }

  learnOne(x: Float32Array, accepted: boolean, weight = 1): Lesson {
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`a click of weight ${weight}`);
    const margin = this.margin(x);
    const probability = clamp(this.calibration.probability(margin));
    this.calibration.learn(margin, accepted, weight);
    this.model.learn(x, accepted ? 1 : -1, weight * this.balance(accepted), margin);
    this.counts[accepted ? 0 : 1]++;
    // A model that gets better has no drift to answer, so only a growing error counts.
    const shift = this.errors.add(accepted ? 1 - probability : probability);
    const drifted = shift !== null && shift.change > 0;
    if (drifted) {
      this.model.forget(shift.after / shift.before);
      this.calibration.forget(shift.after / shift.before);
    }
    return { probability, drifted };
  }

  predictOne(x: Float32Array): number {
    return clamp(this.calibration.probability(this.margin(x)));
  }

  rank(candidates: Float32Array, exploration?: Exploration): Ranking {
    const rows = candidates.length / this.dimensions;
    if (!Number.isInteger(rows)) {
      throw new RangeError(`${candidates.length} numbers are not rows of ${this.dimensions}`);
    }
    const scores = new Float32Array(rows);
    this.score(candidates, scores, exploration);
    return { scores, order: orderOf(scores) };
  }

  calibrate(scores: Float32Array): Float32Array {
    return scores.map((margin) => clamp(this.calibration.probability(margin)));
  }

  merge(other: OnlineLearner): void {
    if (!(other instanceof ReaderModel) || other.name !== this.name || other.dimensions !== this.dimensions) {
      const [mine, theirs] = [this, other].map(({ name, dimensions }) => `${name} of ${dimensions} dimensions`);
      throw new RangeError(`a model ${theirs} cannot be merged into one ${mine}`);
    }
    this.model.merge(other.model);
    this.calibration.merge(other.calibration);
    this.counts[0] += other.accepted;
    this.counts[1] += other.rejected;
  }

  serialise(): Uint8Array<ArrayBuffer> {
    const { counts, calibration, errors } = this;
    const bytes = writeBundle({
      learner: encodeLines([this.name]),
      shape: Uint32Array.of(STATE_VERSION, this.dimensions),
      ...{ counts, calibration: calibration.state, errors: errors.state },
      ...this.model.save(),
    });
    return new Uint8Array(bytes);
  }

  /** Takes over a state. @throws BundleError, RangeError */
  load(bundle: Bundle): void {
    const { errors } = this;
    loadInto(this.counts, bundle, "counts");
    loadInto(this.calibration.state, bundle, "calibration");
    errors.restore(finite(bundle, "errors", errors.state.length));
    this.model.load(bundle);
  }

  private score(candidates: Float32Array, scores: Float32Array, exploration?: Exploration): void {
    const { posterior } = this.model;
    if (exploration !== undefined && posterior === undefined) {
      throw new RangeError(`${this.name} keeps no covariance to explore by`);
    }
    if (exploration?.kind === "thompson") posterior?.draw(exploration.random, candidates, scores);
    else this.model.margins(candidates, scores);
    if (exploration?.kind !== "upper-bound" || posterior === undefined) return;
    for (let row = 0; row < scores.length; row++) {
      const x = candidates.subarray(row * this.dimensions, (row + 1) * this.dimensions);
      scores[row] += exploration.width * Math.sqrt(posterior.variance(x));
    }
  }

  /** Weight of a label against its share of the clicks, one click of each assumed; 1 when both are as frequent. */
  private balance(accepted: boolean): number {
    if (!this.model.wantsBalance) return 1;
    const [yes, no] = [this.accepted + 1, this.rejected + 1];
    return (yes + no) / (2 * (accepted ? yes : no));
  }

  private margin(x: Float32Array): number {
    if (x.length !== this.dimensions) {
      throw new RangeError(`a vector of ${x.length} numbers, expected ${this.dimensions}`);
    }
    const margin = this.model.margin(x);
    // Also 0 · NaN and 0 · ∞ are NaN, so a bad number shows whatever the weights are.
    if (!Number.isFinite(margin)) throw new RangeError("a vector with a number that is not finite");
    return margin;
  }
}

function clamp(probability: number): number {
  return Math.min(1 - CERTAIN, Math.max(CERTAIN, probability));
}

/** Rows by score, the highest first, equal scores in the order given. */
function orderOf(scores: Float32Array): Uint32Array {
  const order = new Uint32Array(scores.length);
  for (let row = 0; row < order.length; row++) order[row] = row;
  return order.sort((a, b) => scores[b] - scores[a] || a - b);
}
