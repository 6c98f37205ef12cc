import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { createCbow } from "../../../lib/word2vec/cbow";
import { COLUMN_BYTES, columnsOf, downloadRows, readBuffer, USAGE, uploadRows } from "../../../lib/word2vec/gpu/memory";
import { createLearnPass } from "../../../lib/word2vec/gpu/passes";
import { createSlice, NONE, writeSlice } from "../../../lib/word2vec/gpu/slice";
import { createSkipGram } from "../../../lib/word2vec/skip-gram";
import type { Weights, Window } from "../../../lib/word2vec/step";
import { describeOnGpu } from "./gpu-device";

const WORDS = 12;
const RATE = 0.25;

/** A sentence, and which window of it is learned. */
interface Example {
  readonly sentence: readonly number[];
  /** Where the centre stands. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
  readonly negatives: readonly number[];
}

const plain: Example = { sentence: [10, 7, 3, 0, 4, 9, 1], at: 3, before: 2, after: 3, negatives: [5, 8, 11] };
const examples: Record<string, Example> = {
  "a window at the start of a text": { ...plain, at: 0, before: 0, after: 5 },
  "a window inside a text": plain,
  "a window at the end of a text": { ...plain, at: 6, before: 5, after: 0, negatives: [NONE, 2, NONE] },
  "words and noise that come twice": { ...plain, sentence: [3, 7, 4, 4, 3, 9, 3], before: 3, negatives: [5, 8, 5] },
  "no noise left": { ...plain, negatives: [] },
  // With three dimensions more pairs than lanes.
  "the largest window": {
    sentence: [1, 2, 3, 4, 1, 0, 2, 2, 3, 4, 1],
    at: 5,
    before: 5,
    after: 5,
    negatives: [5, 6, 7, 8, 9, 10, 11, 5],
  },
};
const NEGATIVES = 8;

const architectures = { "skip-gram": createSkipGram, cbow: createCbow };
type Architecture = keyof typeof architectures;

function randomWeights(dimensions: number): Weights {
  // Rows lie further apart than they are long, as another kernel may want them.
  const stride = dimensions + 3;
  const random = createRandom(dimensions);
  const matrix = () => Float32Array.from({ length: WORDS * stride }, () => (2 * random() - 1) / Math.sqrt(dimensions));
  return { input: matrix(), output: matrix(), dimensions, stride };
}

/** The window as the reference takes it. */
function windowOf({ sentence, at, before, after, negatives }: Example): Window {
  const contexts = sentence.filter((_, i) => i !== at && i >= at - before && i <= at + after);
  const noise = negatives.filter((word) => word !== NONE);
  return {
    centre: sentence[at],
    contexts: Int32Array.from(contexts),
    contextCount: contexts.length,
    negatives: Int32Array.from(noise),
    negativeCount: noise.length,
  };
}

/** @returns what moves weights by an example and gives the report: loss and measured windows. */
async function prepareToLearn(device: GPUDevice, architecture: Architecture, dimensions: number) {
  const options = { architecture, dimensions, window: 5, negatives: NEGATIVES };
  const slice = createSlice(device, options);
  const usage = USAGE.storage | USAGE.copySource | USAGE.copyTarget;
  const size = WORDS * columnsOf(dimensions) * COLUMN_BYTES;
  const [input, output] = [0, 1].map(() => device.createBuffer({ size, usage }));
  const reports = device.createBuffer({ size: 8, usage });
  const encode = await createLearnPass(device, slice, { input, output }, reports, options);

  return async (weights: Weights, { sentence, at, before, after, negatives }: Example) => {
    await uploadRows(device, input, weights.input, weights);
    await uploadRows(device, output, weights.output, weights);
    const windows = new Int32Array(sentence.length * (1 + NEGATIVES));
    const record = windows.subarray(at * (1 + NEGATIVES), (at + 1) * (1 + NEGATIVES)).fill(NONE);
    record.set([before | (after << 16), ...negatives]);
    device.queue.writeBuffer(slice.windows, 0, windows);
    const stretches = writeSlice(device, slice, Int32Array.from(sentence), { rate: RATE, seed: 0, walkers: 1 });
    const encoder = device.createCommandEncoder();
    encode(encoder, stretches);
    device.queue.submit([encoder.finish()]);
    await downloadRows(device, input, weights.input, weights);
    await downloadRows(device, output, weights.output, weights);
    return [...new Float32Array(await readBuffer(device, reports))];
  };
}

async function compare(device: GPUDevice, architecture: Architecture, dimensions: number) {
  const learn = await prepareToLearn(device, architecture, dimensions);
  for (const [name, example] of Object.entries(examples)) {
    const expected = randomWeights(dimensions);
    const actual = randomWeights(dimensions);
    const { step, loss } = architectures[architecture](expected);
    const expectedLoss = loss(windowOf(example));
    step(windowOf(example), RATE);
    const report = await learn(actual, example);
    expectClose(actual.input, expected.input, name);
    expectClose(actual.output, expected.output, name);
    // The loss is measured at the first position of the text, and at every 64th.
    const isMeasured = example.at === 0;
    expect(report[1]).toBe(isMeasured ? 1 : 0);
    expect(report[0] / expectedLoss).toBeCloseTo(isMeasured ? 1 : 0, 5);
  }
}

function expectClose(actual: Float32Array, expected: Float32Array, name: string): void {
  actual.forEach((value, i) => {
    expect(value, name).toBeCloseTo(expected[i], 5);
  });
}

describeOnGpu("one window on the GPU moves the weights as the reference does", (device) => {
  // Rows of a part of one lane's four numbers, and of more than the lanes take at once.
  for (const dimensions of [3, 131]) {
    test.each(["skip-gram", "cbow"] as const)(`%s, ${dimensions} dimensions`, async (architecture) => {
      await compare(device(), architecture, dimensions);
    });
  }
});
