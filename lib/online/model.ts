import type { Random } from "../random";
import { type Bundle, type BundleArray, BundleError } from "../release/bundle";

/** A learner's inside: what one algorithm does. Calibration, drift and files are the same for all. */
export interface Model {
  /** Log odds that a margin of 1 is worth, before any click says better. */
  readonly slope: number;
  /** Whether clicks of the rarer label should weigh more, so that a one-sided reader does not hide what they dislike. */
  readonly wantsBalance: boolean;

  /**
   * @param target 1 for accepted, -1 for rejected.
   * @param weight above 0; 1 for a click.
   * @param margin what {@link margin} says of `x`, which whoever learns has asked for already.
   */
  learn(x: Float32Array, target: 1 | -1, weight: number, margin: number): void;

  /** How much the reader should like it. */
  margin(x: Float32Array): number;

  /** {@link margin} of each row of `rows`, into `out`. */
  margins(rows: Float32Array, out: Float32Array): void;

  /** Makes all that was learnt count `share` times as much against what comes. */
  forget(share: number): void;

  /** Takes in what another model of the same kind learnt from other clicks. @throws RangeError for another kind. */
  merge(other: Model): void;

  /** State by name, big arrays float32. */
  save(): Record<string, BundleArray>;

  /** Takes over what {@link save} gave. @throws BundleError when it does not fit. */
  load(bundle: Bundle): void;

  /** What a Bayesian model also knows. */
  readonly posterior?: Posterior;
}

export interface Posterior {
  /** Variance of the margin at `x`, in units of the noise of one click. */
  variance(x: Float32Array): number;
  /** {@link Model.margins} of one model drawn from the posterior. */
  draw(random: Random, rows: Float32Array, out: Float32Array): void;
}

/** Copies an array of a file over one of a model. @throws BundleError when it has another length or odd numbers. */
export function loadInto(target: Float32Array, bundle: Bundle, name: string): void {
  target.set(finite(bundle, name, target.length));
}

/** An array of a file. @throws BundleError when it has another length or numbers that are not finite. */
export function finite(bundle: Bundle, name: string, length: number): Float32Array {
  const values = bundle.f32(name);
  if (values.length !== length) throw new BundleError(`"${name}" holds ${values.length} numbers, expected ${length}`);
  if (!values.every(Number.isFinite)) throw new BundleError(`"${name}" holds a number that is not finite`);
  return values;
}

/** @throws RangeError unless `model` is of `kind`. */
export function requireKind<T extends Model>(model: Model, kind: new (...args: never[]) => T): T {
  if (model instanceof kind) return model;
  throw new RangeError("models of different kinds cannot be merged");
}
