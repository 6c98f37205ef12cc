import { learnOutput } from "./negative-sampling";
import type { Step, Weights } from "./step";

/**
 * Continuous bag of words with negative sampling (Mikolov et al. 2013): the mean `h` of the context's input rows `v_c`
 * predicts the centre word `w`.
 *
 *     loss = -log σ(u_w·h) - Σ_k log σ(-u_k·h),   h = Σ_c v_c / |C|
 *
 * Each context's gradient is divided by |C|, as the mean asks; word2vec.c forgets to (İrsoy, Benton and Stratos 2021,
 * "Corrected CBOW performs as well as skip-gram").
 */
export function createCbowStep({ input, output, dimensions }: Weights): Step {
  const hidden = new Float64Array(dimensions);
  const correction = new Float64Array(dimensions);

  return ({ centre, contexts, contextCount, negatives, negativeCount }, rate) => {
    const share = 1 / contextCount;
    hidden.fill(0);
    for (let n = 0; n < contextCount; n++) {
      const start = contexts[n] * dimensions;
      for (let i = 0; i < dimensions; i++) hidden[i] += share * input[start + i];
    }
    correction.fill(0);

    learnOutput(output, centre * dimensions, hidden, correction, 1, rate);
    for (let n = 0; n < negativeCount; n++) {
      learnOutput(output, negatives[n] * dimensions, hidden, correction, 0, rate);
    }

    for (let n = 0; n < contextCount; n++) {
      const start = contexts[n] * dimensions;
      for (let i = 0; i < dimensions; i++) input[start + i] += share * correction[i];
    }
  };
}
