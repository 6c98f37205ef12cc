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
 * and Stiefel 1952). The intercept is the mean of the targets and is not penalised.
 */
export function fitRidge(matrix: SparseMatrix, targets: Float64Array, penalty: number): LinearModel {
  const intercept = targets.reduce((sum, one) => sum + one, 0) / targets.length;
  const weights = new Float64Array(matrix.width);
  const residual = targets.map((target) => target - intercept);
  let gradient = multiplyTransposed(matrix, residual);
  const direction = gradient.slice();
  let norm = dot(gradient, gradient);
  const enough = norm * TOLERANCE ** 2;
  for (let step = 0; step < MOST_STEPS && norm > enough; step++) {
    const image = multiply(matrix, direction);
    const length = norm / (dot(image, image) + penalty * dot(direction, direction));
    addScaled(weights, direction, length);
    addScaled(residual, image, -length);
    gradient = multiplyTransposed(matrix, residual);
    addScaled(gradient, weights, -penalty);
    const next = dot(gradient, gradient);
    for (let i = 0; i < direction.length; i++) direction[i] = gradient[i] + (next / norm) * direction[i];
    norm = next;
  }
  return { intercept, weights };
}

/** Predictions of a linear model, one per row. */
export function applyLinear(model: LinearModel, matrix: SparseMatrix): Float64Array {
  return multiply(matrix, model.weights).map((product) => product + model.intercept);
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
