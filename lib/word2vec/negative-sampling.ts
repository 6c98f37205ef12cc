/**
 * One term of the negative-sampling objective (Mikolov et al. 2013, "Distributed representations of words and phrases and
 * their compositionality", equation 4), for a hidden vector `h` and the output row `u` at offset `row`:
 *
 *     loss = -log σ(u·h) when `label` is 1, and -log σ(-u·h) when it is 0
 *
 * @returns `rate · (label - σ(u·h))`: `-rate` times the loss's derivative by `u·h`.
 */
export function gainOf(output: Float32Array, row: number, hidden: Float64Array, label: 0 | 1, rate: number): number {
  return rate * (label - 1 / (1 + Math.exp(-dot(output, row, hidden))));
}

/**
 * Moves `u` by `gain · h`, which is `-rate · ∂loss/∂u`, and adds `gain · u`, which is `-rate · ∂loss/∂h`, to `correction`, so
 * that the caller can move `h` once all terms have seen it.
 */
export function moveOutput(
  output: Float32Array,
  row: number,
  hidden: Float64Array,
  correction: Float64Array,
  gain: number,
): void {
  for (let i = 0; i < hidden.length; i++) {
    const weight = output[row + i];
    correction[i] += gain * weight;
    output[row + i] = weight + gain * hidden[i];
  }
}

/** The term's loss, in nats. */
export function lossOf(output: Float32Array, row: number, hidden: Float64Array, label: 0 | 1): number {
  const logit = dot(output, row, hidden);
  return softplus(label === 1 ? -logit : logit);
}

/** `log(1 + e^x)`, which is `-log σ(-x)`. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Four sums, because a single one would make each addition wait for the last. */
function dot(output: Float32Array, row: number, hidden: Float64Array): number {
  const dimensions = hidden.length;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < dimensions; i += 4) {
    a += output[row + i] * hidden[i];
    b += output[row + i + 1] * hidden[i + 1];
    c += output[row + i + 2] * hidden[i + 2];
    d += output[row + i + 3] * hidden[i + 3];
  }
  for (; i < dimensions; i++) a += output[row + i] * hidden[i];
  return a + b + c + d;
}
