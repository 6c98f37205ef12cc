import { dot, softplus } from "./negative-sampling";
import type { Objective, Weights, Window } from "./step";

/**
 * Continuous bag of words with negative sampling (Mikolov et al. 2013): the mean `h` of the context's input rows `v_c`
 * predicts the centre word `w`.
 *
 *     loss = -log σ(u_w·h) - Σ_k log σ(-u_k·h),   h = Σ_c v_c / |C|
 *
 * Each context's gradient is divided by |C|, as the mean asks; word2vec.c forgets to (İrsoy, Benton and Stratos 2021,
 * "Corrected CBOW performs as well as skip-gram").
 */
export function createCbow({ input, output, dimensions, stride }: Weights): Objective {
  const hidden = new Float64Array(dimensions);
  const correction = new Float64Array(dimensions);
  const gains: number[] = [];

  function average({ contexts, contextCount }: Window): void {
    hidden.fill(0);
    for (let c = 0; c < contextCount; c++) {
      const row = contexts[c] * stride;
      for (let i = 0; i < dimensions; i++) hidden[i] += input[row + i] / contextCount;
    }
  }

  return {
    step(window, rate) {
      const { centre, contexts, contextCount, negatives, negativeCount } = window;
      const targetOf = (n: number) => (n === 0 ? centre : negatives[n - 1]) * stride;
      average(window);
      correction.fill(0);

      // -rate · ∂loss/∂(u·h) for each target, before any row moves.
      for (let t = 0; t <= negativeCount; t++) {
        const label = t === 0 ? 1 : 0;
        const logit = dot(output, targetOf(t), hidden, 0, dimensions);
        gains[t] = rate * (label - 1 / (1 + Math.exp(-logit)));
        for (let i = 0; i < dimensions; i++) correction[i] += gains[t] * output[targetOf(t) + i];
      }
      for (let t = 0; t <= negativeCount; t++) {
        for (let i = 0; i < dimensions; i++) output[targetOf(t) + i] += gains[t] * hidden[i];
      }
      for (let c = 0; c < contextCount; c++) {
        const row = contexts[c] * stride;
        for (let i = 0; i < dimensions; i++) input[row + i] += correction[i] / contextCount;
      }
    },

    loss(window) {
      average(window);
      let sum = softplus(-dot(output, window.centre * stride, hidden, 0, dimensions));
      for (let n = 0; n < window.negativeCount; n++) {
        sum += softplus(dot(output, window.negatives[n] * stride, hidden, 0, dimensions));
      }
      return sum;
    },
  };
}
