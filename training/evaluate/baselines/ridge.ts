import { multiply, multiplyTransposed, type SparseMatrix } from "./sparse";

/** A linear model: `intercept + row · weights`. */
export interface LinearModel {
  readonly intercept: number;
  readonly weights: Float64Array;
}

/** When to stop: after so many steps, or when the gradient has shrunk to this share of the first one. */
interface Effort {
  readonly steps: number;
  readonly tolerance: number;
}

/** Far below what any metric can see. */
const PRECISE: Effort = { steps: 60, tolerance: 1e-3 };

/**
 * Ridge regression, `min ‖y − b − Xw‖² + penalty ‖w‖²`. The intercept is the mean of the targets and is not penalised.
 * @param included 1 for the rows to fit, 0 for those to leave out.
 * @param start weights to start from, such as those of a fit to most of the rows.
 */
export function fitRidge(
  matrix: SparseMatrix,
  targets: Float64Array,
  penalty: number,
  included: Uint8Array,
  start: Float64Array = new Float64Array(matrix.width),
): LinearModel {
  const intercept = mean(targets, included);
  const centred = targets.map((target) => target - intercept);
  return { intercept, weights: solveRidge(matrix, centred, penalty, Float64Array.from(included), start, PRECISE) };
}

/**
 * `min Σ importance (y − Xw)² + penalty ‖w‖²` by conjugate gradients on the normal equations (CGLS, Hestenes and Stiefel
 * 1952), preconditioned by their diagonal: a community's column is a thousand times a rare word's.
 * @param importance weight of each row, at least 0.
 */
export function solveRidge(
  matrix: SparseMatrix,
  targets: Float64Array,
  penalty: number,
  importance: Float64Array,
  start: Float64Array,
  { steps, tolerance }: Effort,
): Float64Array {
  const scale = squaredColumns(matrix, importance).map((sum) => 1 / (sum + penalty));
  const first = multiplyTransposed(
    matrix,
    targets.map((target, i) => importance[i] * target),
  );
  const enough = weightedDot(first, first, scale) * tolerance ** 2;

  const weights = Float64Array.from(start);
  /** Importance times what is left to explain. */
  const residual = multiply(matrix, weights).map((product, i) => importance[i] * (targets[i] - product));
  const direction = new Float64Array(matrix.width);
  let norm = Number.POSITIVE_INFINITY;
  for (let step = 0; step < steps; step++) {
    const gradient = multiplyTransposed(matrix, residual);
    addScaled(gradient, weights, -penalty);
    const next = weightedDot(gradient, gradient, scale);
    if (next <= enough) break;
    for (let i = 0; i < direction.length; i++) direction[i] = scale[i] * gradient[i] + (next / norm) * direction[i];
    norm = next;
    const image = multiply(matrix, direction);
    const length = norm / (weightedDot(image, image, importance) + penalty * dot(direction, direction));
    addScaled(weights, direction, length);
    for (let i = 0; i < residual.length; i++) residual[i] -= length * importance[i] * image[i];
  }
  return weights;
}

function mean(values: Float64Array, included: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    sum += included[i] * values[i];
    count += included[i];
  }
  return sum / count;
}

/** Predictions of a linear model, one per row. */
export function applyLinear(model: LinearModel, matrix: SparseMatrix): Float64Array {
  return multiply(matrix, model.weights).map((product) => product + model.intercept);
}

/** Σ importance · x² of each column. */
function squaredColumns({ width, offsets, columns, values }: SparseMatrix, importance: Float64Array): Float64Array {
  const sums = new Float64Array(width);
  for (let i = 0; i < importance.length; i++) {
    for (let j = offsets[i]; j < offsets[i + 1]; j++) sums[columns[j]] += importance[i] * values[j] ** 2;
  }
  return sums;
}

function weightedDot(a: Float64Array, b: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += weights[i] * a[i] * b[i];
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** `a += factor · b` */
function addScaled(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] += factor * b[i];
}
