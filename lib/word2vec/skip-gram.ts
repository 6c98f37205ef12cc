import { dot, softplus } from "./negative-sampling";
import type { Objective, Weights } from "./step";

/**
 * Skip-gram with negative sampling (Mikolov et al. 2013, "Distributed representations of words and phrases and their
 * compositionality", equation 4), walked as word2vec.c walks it: each word `c` of the context predicts the centre word `w`.
 *
 *     loss = Σ_c ( -log σ(u_w·v_c) - Σ_k log σ(-u_k·v_c) )
 *
 * with `v` the input and `u` the output rows. The words of one context share their noise words `k`, so that a window is a
 * product of two small matrices (Ji et al. 2016, "Parallelizing word2vec in shared and distributed memory"). The whole
 * window is one step: all gradients are taken before any row moves.
 */
export function createSkipGram({ input, output, dimensions, stride }: Weights): Objective {
  let corrections = new Float64Array(0);

  return {
    step({ centre, contexts, contextCount, negatives, negativeCount }, rate) {
      const targetCount = 1 + negativeCount;
      const targetOf = (n: number) => (n === 0 ? centre : negatives[n - 1]) * stride;
      if (corrections.length < contextCount * dimensions) corrections = new Float64Array(contextCount * dimensions);
      corrections.fill(0);

      // -rate · ∂loss/∂(u·v) = rate · (label - σ(u·v)) for each pair of a context and a target.
      const gains = new Float64Array(contextCount * targetCount);
      for (let c = 0; c < contextCount; c++) {
        for (let t = 0; t < targetCount; t++) {
          const label = t === 0 ? 1 : 0;
          const logit = dot(output, targetOf(t), input, contexts[c] * stride, dimensions);
          gains[c * targetCount + t] = rate * (label - 1 / (1 + Math.exp(-logit)));
        }
      }
      for (let c = 0; c < contextCount; c++) {
        for (let t = 0; t < targetCount; t++) {
          const gain = gains[c * targetCount + t];
          for (let i = 0; i < dimensions; i++) corrections[c * dimensions + i] += gain * output[targetOf(t) + i];
        }
      }
      for (let t = 0; t < targetCount; t++) {
        for (let c = 0; c < contextCount; c++) {
          const gain = gains[c * targetCount + t];
          for (let i = 0; i < dimensions; i++) output[targetOf(t) + i] += gain * input[contexts[c] * stride + i];
        }
      }
      for (let c = 0; c < contextCount; c++) {
        for (let i = 0; i < dimensions; i++) input[contexts[c] * stride + i] += corrections[c * dimensions + i];
      }
    },

    loss({ centre, contexts, contextCount, negatives, negativeCount }) {
      let sum = 0;
      for (let c = 0; c < contextCount; c++) {
        const row = contexts[c] * stride;
        sum += softplus(-dot(output, centre * stride, input, row, dimensions));
        for (let n = 0; n < negativeCount; n++) {
          sum += softplus(dot(output, negatives[n] * stride, input, row, dimensions));
        }
      }
      return sum / contextCount;
    },
  };
}
