import { gainOf, lossOf, moveOutput } from "./negative-sampling";
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
    for (let n = 0; n < contextCount; n++) {
      const start = contexts[n] * stride;
      for (let i = 0; i < dimensions; i++) hidden[i] += input[start + i] / contextCount;
    }
  }

  return {
    step(window, rate) {
      const { centre, contexts, contextCount, negatives, negativeCount } = window;
      average(window);
      correction.fill(0);

      // All derivatives before any move, also where a noise word was drawn twice.
      const gain = gainOf(output, centre * stride, hidden, 1, rate);
      for (let n = 0; n < negativeCount; n++) gains[n] = gainOf(output, negatives[n] * stride, hidden, 0, rate);
      moveOutput(output, centre * stride, hidden, correction, gain);
      for (let n = 0; n < negativeCount; n++) {
        moveOutput(output, negatives[n] * stride, hidden, correction, gains[n]);
      }

      for (let n = 0; n < contextCount; n++) {
        const start = contexts[n] * stride;
        for (let i = 0; i < dimensions; i++) input[start + i] += correction[i] / contextCount;
      }
    },

    loss(window) {
      average(window);
      let sum = lossOf(output, window.centre * stride, hidden, 1);
      for (let n = 0; n < window.negativeCount; n++) {
        sum += lossOf(output, window.negatives[n] * stride, hidden, 0);
      }
      return sum;
    },
  };
}
