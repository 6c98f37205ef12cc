import { gainOf, lossOf, moveOutput } from "./negative-sampling";
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

  const gains: number[] = [];

  return {
    step({ centre, contexts, contextCount, negatives, negativeCount }, rate) {
      const start = centre * stride;
      for (let i = 0; i < dimensions; i++) hidden[i] = input[start + i];
      correction.fill(0);

      // All derivatives before any move, also where a word stands in the window twice.
      const noiseRate = rate * contextCount;
      for (let n = 0; n < contextCount; n++) gains[n] = gainOf(output, contexts[n] * stride, hidden, 1, rate);
      for (let n = 0; n < negativeCount; n++) {
        gains[contextCount + n] = gainOf(output, negatives[n] * stride, hidden, 0, noiseRate);
      }
      for (let n = 0; n < contextCount; n++) moveOutput(output, contexts[n] * stride, hidden, correction, gains[n]);
      for (let n = 0; n < negativeCount; n++) {
        moveOutput(output, negatives[n] * stride, hidden, correction, gains[contextCount + n]);
      }

      for (let i = 0; i < dimensions; i++) input[start + i] += correction[i];
    },

    loss({ centre, contexts, contextCount, negatives, negativeCount }) {
      const start = centre * stride;
      for (let i = 0; i < dimensions; i++) hidden[i] = input[start + i];
      let sum = 0;
      for (let n = 0; n < contextCount; n++) sum += lossOf(output, contexts[n] * stride, hidden, 1) / contextCount;
      for (let n = 0; n < negativeCount; n++) sum += lossOf(output, negatives[n] * stride, hidden, 0);
      return sum;
    },
  };
}
