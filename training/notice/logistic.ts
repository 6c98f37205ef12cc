/** A penalised logistic regression: intercept first, then one weight a column. */
export interface Logistic {
  readonly weights: Float64Array;
  /** Inverse of the penalised Hessian: the weights' covariance by Laplace's approximation; row-major. */
  readonly covariance: Float64Array;
}

const NEWTON_STEPS = 30;

/**
 * Fits `P(y) = σ(w · [1, x])` with a penalty of `penalty / 2 ‖w‖²` on all but the intercept, by Newton's method.
 * @param rows of one length each, on comparable scales.
 * @param labels 1 or 0.
 * @throws RangeError when there are not both labels.
 */
export function fitLogistic(rows: readonly (readonly number[])[], labels: Uint8Array, penalty: number): Logistic {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (positives === 0 || positives === labels.length) throw new RangeError("a logistic regression needs both labels");
  const size = rows[0].length + 1;
  const weights = new Float64Array(size);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const { gradient, hessian } = differentiate(rows, labels, penalty, weights);
    const inverse = invert(hessian, size);
    for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) weights[a] += inverse[a * size + b] * gradient[b];
  }
  return { weights, covariance: invert(differentiate(rows, labels, penalty, weights).hessian, size) };
}

/** Chance of the label 1 for one row. */
export function applyLogistic({ weights }: Pick<Logistic, "weights">, row: readonly number[]): number {
  return 1 / (1 + Math.exp(-row.reduce((sum, x, i) => sum + x * weights[i + 1], weights[0])));
}

function differentiate(
  rows: readonly (readonly number[])[],
  labels: Uint8Array,
  penalty: number,
  weights: Float64Array,
) {
  const size = weights.length;
  const gradient = weights.map((weight, a) => (a === 0 ? 0 : -penalty * weight));
  const hessian = new Float64Array(size * size);
  for (let a = 1; a < size; a++) hessian[a * size + a] = penalty;
  rows.forEach((row, i) => {
    const x = [1, ...row];
    const chance = applyLogistic({ weights }, row);
    for (let a = 0; a < size; a++) {
      gradient[a] += (labels[i] - chance) * x[a];
      for (let b = 0; b < size; b++) hessian[a * size + b] += chance * (1 - chance) * x[a] * x[b];
    }
  });
  return { gradient, hessian };
}

/** Inverse of a symmetric positive definite matrix, by Gauss and Jordan. */
function invert(matrix: Float64Array, size: number): Float64Array {
  const left = Float64Array.from(matrix);
  const right = new Float64Array(size * size);
  for (let i = 0; i < size; i++) right[i * size + i] = 1;
  for (let i = 0; i < size; i++) {
    const pivot = left[i * size + i];
    for (let k = 0; k < size; k++) {
      left[i * size + k] /= pivot;
      right[i * size + k] /= pivot;
    }
    for (let row = 0; row < size; row++) {
      const factor = left[row * size + i];
      if (row === i || factor === 0) continue;
      for (let k = 0; k < size; k++) {
        left[row * size + k] -= factor * left[i * size + k];
        right[row * size + k] -= factor * right[i * size + k];
      }
    }
  }
  return right;
}
