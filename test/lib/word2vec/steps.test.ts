import { describe, expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { createCbow } from "../../../lib/word2vec/cbow";
import { createSkipGram } from "../../../lib/word2vec/skip-gram";
import type { CreateObjective, Weights, Window } from "../../../lib/word2vec/step";

const WORDS = 12;
const WINDOW: Window = {
  centre: 4,
  // The last number of each buffer is beyond its count and must not be read.
  contexts: Int32Array.of(0, 3, 7, 9, 1),
  contextCount: 4,
  negatives: Int32Array.of(5, 8, 11, 2),
  negativeCount: 3,
};
const POSITIVES = Array.from(WINDOW.contexts.subarray(0, WINDOW.contextCount));
const NEGATIVES = Array.from(WINDOW.negatives.subarray(0, WINDOW.negativeCount));

/** Parameters as one list: the input matrix, then the output matrix. */
type Loss = (parameters: Float64Array, dimensions: number) => number;

const logSigmoid = (x: number) => -Math.log1p(Math.exp(-x));

function row(parameters: Float64Array, dimensions: number, matrix: "input" | "output", word: number): number[] {
  const start = ((matrix === "output" ? WORDS : 0) + word) * dimensions;
  return Array.from(parameters.subarray(start, start + dimensions));
}

const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** Σ over pairs of the negative-sampling objective, as the paper prints it. */
const skipGramLoss: Loss = (parameters, dimensions) => {
  let loss = 0;
  for (const context of POSITIVES) {
    const hidden = row(parameters, dimensions, "input", context);
    const logit = (word: number) => dot(row(parameters, dimensions, "output", word), hidden);
    loss -= logSigmoid(logit(WINDOW.centre));
    for (const negative of NEGATIVES) loss -= logSigmoid(-logit(negative));
  }
  return loss;
};

const cbowLoss: Loss = (parameters, dimensions) => {
  const contexts = POSITIVES.map((word) => row(parameters, dimensions, "input", word));
  const mean = contexts[0].map((_, i) => contexts.reduce((sum, context) => sum + context[i], 0) / contexts.length);
  const output = (word: number) => dot(row(parameters, dimensions, "output", word), mean);
  return NEGATIVES.reduce((loss, word) => loss - logSigmoid(-output(word)), -logSigmoid(output(WINDOW.centre)));
};

function numericalGradient(loss: Loss, parameters: Float64Array, dimensions: number): Float64Array {
  const h = 1e-5;
  return parameters.map((value, i) => {
    const at = (changed: number) => loss(parameters.with(i, changed), dimensions);
    return (at(value + h) - at(value - h)) / (2 * h);
  });
}

function randomWeights(dimensions: number): Weights {
  const random = createRandom(dimensions);
  const matrix = () => Float32Array.from({ length: WORDS * dimensions }, () => 2 * random() - 1);
  return { input: matrix(), output: matrix(), dimensions, stride: dimensions };
}

const parametersOf = ({ input, output }: Weights) => Float64Array.from([...input, ...output]);

const architectures: [string, CreateObjective, Loss][] = [
  ["skip-gram", createSkipGram, skipGramLoss],
  ["CBOW", createCbow, cbowLoss],
];

describe.each(architectures)("%s step", (_, createObjective, loss) => {
  // Not multiples of four too, for the loop that sums by fours.
  test.each([1, 3, 4, 10])("moves by -rate times the gradient of the published loss, %i dimensions", (dimensions) => {
    const weights = randomWeights(dimensions);
    const before = parametersOf(weights);
    const gradient = numericalGradient(loss, before, dimensions);
    const rate = 0.25;
    createObjective(weights).step(WINDOW, rate);
    const after = parametersOf(weights);
    expect(gradient.some((value) => Math.abs(value) > 0.1)).toBe(true);
    after.forEach((value, i) => {
      expect((value - before[i]) / rate).toBeCloseTo(-gradient[i], 5);
    });
  });

  test("lowers the loss when taken again and again", () => {
    const weights = randomWeights(8);
    const { step } = createObjective(weights);
    const before = loss(parametersOf(weights), 8);
    for (let i = 0; i < 50; i++) step(WINDOW, 0.05);
    expect(loss(parametersOf(weights), 8)).toBeLessThan(before / 2);
  });
});
