import { learnOutput, outputLoss } from "./negative-sampling";
import type { Objective, Weights } from "./step";

/**
 * Skip-gram with negative sampling (Mikolov et al. 2013): the centre word `w` predicts each word `c` of its context.
 *
 *     loss = Σ_c ( -log σ(u_c·v_w) - Σ_k log σ(-u_k·v_w) )
 *
 * with `v` the input and `u` the output rows. The contexts of one centre share their noise words `k`, so that the inner sum
 * counts once for each context, at a fraction of the work of drawing anew for every pair (Ji et al. 2016, "Parallelizing
 * word2vec in shared and distributed memory").
 */
export function createSkipGram({ input, output, dimensions, stride }: Weights): Objective {
  const hidden = new Float64Array(dimensions);
  const correction = new Float64Array(dimensions);

  return {
    step({ centre, contexts, contextCount, negatives, negativeCount }, rate) {
      const start = centre * stride;
      for (let i = 0; i < dimensions; i++) hidden[i] = input[start + i];
      correction.fill(0);

      for (let n = 0; n < contextCount; n++) {
        learnOutput(output, contexts[n] * stride, hidden, correction, 1, rate);
      }
      for (let n = 0; n < negativeCount; n++) {
        learnOutput(output, negatives[n] * stride, hidden, correction, 0, rate * contextCount);
      }

      for (let i = 0; i < dimensions; i++) input[start + i] += correction[i];
    },

    loss({ centre, contexts, contextCount, negatives, negativeCount }) {
      const start = centre * stride;
      for (let i = 0; i < dimensions; i++) hidden[i] = input[start + i];
      let sum = 0;
      for (let n = 0; n < contextCount; n++) sum += outputLoss(output, contexts[n] * stride, hidden, 1) / contextCount;
      for (let n = 0; n < negativeCount; n++) sum += outputLoss(output, negatives[n] * stride, hidden, 0);
      return sum;
    },
  };
}
