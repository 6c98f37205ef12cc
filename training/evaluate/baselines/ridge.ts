import { multiply, multiplyTransposed, type SparseMatrix } from "./sparse";

/** A linear model: `intercept + row · weights`. */
export interface LinearModel {
  readonly intercept: number;
  readonly weights: Float64Array;
}

const MOST_STEPS = 60;
/** Stop when the gradient has shrunk to this share of the first one: far below what any metric can see. */
const TOLERANCE = 1e-3;

/**
 * Ridge regression, `min ‖y − b − Xw‖² + penalty ‖w‖²`, by conjugate gradients on the normal equations (CGLS, Hestenes
 * and Stiefel 1952), preconditioned by their diagonal: a community's column is a thousand times a rare word's. The intercept is the mean of the targets and is not penalised.
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
  const centred = targets.map((target, i) => included[i] * (target - intercept));
  const scale = squaredColumns(matrix, included).map((sum) => 1 / (sum + penalty));
  const first = multiplyTransposed(matrix, centred);
  const enough = weightedDot(first, first, scale) * TOLERANCE ** 2;

  const weights = Float64Array.from(start);
  const residual = multiply(matrix, weights).map((product, i) => included[i] * (centred[i] - product));
  const direction = new Float64Array(matrix.width);
  let norm = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = multiplyTransposed(matrix, residual);
    addScaled(gradient, weights, -penalty);
    const next = weightedDot(gradient, gradient, scale);
    if (next <= enough) break;
    for (let i = 0; i < direction.length; i++) direction[i] = scale[i] * gradient[i] + (next / norm) * direction[i];
    norm = next;
    const image = multiply(matrix, direction).map((product, i) => included[i] * product);
    const length = norm / (dot(image, image) + penalty * dot(direction, direction));
    addScaled(weights, direction, length);
    addScaled(residual, image, -length);
  }
  return { intercept, weights };
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

/** Σ x² of each column over the included rows. */
function squaredColumns({ width, offsets, columns, values }: SparseMatrix, included: Uint8Array): Float64Array {
  const sums = new Float64Array(width);
  for (let i = 0; i < included.length; i++) {
    for (let j = offsets[i]; j < offsets[i + 1]; j++) sums[columns[j]] += included[i] * values[j] ** 2;
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
