import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { WordVectors } from "../../../lib/vectors/word-vectors";
import { createCbow } from "../../../lib/word2vec/cbow";
import { GpuError } from "../../../lib/word2vec/gpu/error";
import { createGpuTrainer } from "../../../lib/word2vec/gpu/trainer";
import { createNoiseTable, keepProbabilities } from "../../../lib/word2vec/sampling";
import { createSkipGram } from "../../../lib/word2vec/skip-gram";
import type { Weights } from "../../../lib/word2vec/step";
import { type BlockReport, createBlockTrainer, END, initialise } from "../../../lib/word2vec/train";
import { openGpu } from "../../../training/word2vec/gpu";
import { makeSentences, topicOf } from "../../training/word2vec/topics";
import { describeOnGpu } from "./gpu-device";

const OPTIONS = { architecture: "skip-gram", window: 5, negatives: 5 } as const;

function makeWeights(words: number, dimensions: number): Weights {
  const matrix = () => new Float32Array(words * dimensions);
  const weights = { input: matrix(), output: matrix(), dimensions, stride: dimensions };
  initialise(weights, createRandom(1));
  return weights;
}

/** Sentences that keep to topics, as tokens. */
function makeCorpus() {
  const sentences = makeSentences(600).map((sentence) => sentence.split(" "));
  const words = [...new Set(sentences.flat())];
  const tokens = Int32Array.from(
    sentences.flatMap((sentence) => [...sentence.map((word) => words.indexOf(word)), END]),
  );
  const counts = words.map((_, id) => tokens.filter((token) => token === id).length);
  return { words, tokens, counts };
}

/** Share of the nearest neighbours that keep their word's company. */
function topicality(words: readonly string[], { input: rows, dimensions }: Weights): number {
  const vectors = new WordVectors({ words, dimensions, rows, scales: null, counts: null, config: {} });
  const pairs = words.flatMap((word) => vectors.neighbours(word, 5).map((neighbour) => [word, neighbour.word]));
  return pairs.filter(([word, neighbour]) => topicOf(word) === topicOf(neighbour)).length / pairs.length;
}

function meanLoss(reports: readonly BlockReport[]): number {
  const sum = (part: "loss" | "measured") => reports.reduce((total, report) => total + report[part], 0);
  return sum("loss") / sum("measured");
}

describeOnGpu("training on the GPU", (device) => {
  test.each([
    ["skip-gram", createSkipGram, 0.08],
    ["cbow", createCbow, 0.2],
  ] as const)(
    "%s learns which words keep company, as the reference does",
    async (architecture, createObjective, rate) => {
      const { words, tokens, counts } = makeCorpus();
      const [keep, noise] = [keepProbabilities(counts, 0), createNoiseTable(counts, 0.75)];
      const rates = [rate, 0.6 * rate, 0.2 * rate];
      const expected = makeWeights(words.length, 16);
      expect(topicality(words, expected)).toBeLessThan(0.5);
      const trainPlain = createBlockTrainer(createObjective(expected), keep, noise, OPTIONS);
      const expectedReports = rates.map((rate, seed) => trainPlain(tokens, tokens.length, rate, seed));

      const actual = makeWeights(words.length, 16);
      const trainer = await createGpuTrainer(device(), actual, keep, noise, { ...OPTIONS, architecture });
      // All are handed in at once, as a training that keeps the GPU busy does.
      const training = rates.map((rate, seed) => trainer.trainBlock(tokens, tokens.length, rate, seed));
      const reports = await Promise.all(training);
      await trainer.download();
      trainer.destroy();
      expect(topicality(words, expected)).toBeGreaterThan(0.95);
      expect(topicality(words, actual)).toBeGreaterThan(0.95);
      for (const { words, measured } of reports) {
        expect(words).toBe(6000);
        expect(Math.abs(measured - words / 64)).toBeLessThan(20);
      }
      expect(Math.abs(meanLoss(reports) / meanLoss(expectedReports) - 1)).toBeLessThan(0.1);
    },
  );

  test("a dropped word leaves no gap, a word alone and what lies beyond the block are left", async () => {
    const weights = makeWeights(6, 4);
    const before = { input: weights.input.slice(), output: weights.output.slice() };
    // Words 0 and 2 meet where 1 is dropped; 3 stands alone, 4 and 5 beyond the block's length.
    const noise = createNoiseTable([1, 0, 1, 0, 0, 0], 0.75);
    const options = { ...OPTIONS, window: 1 };
    const trainer = await createGpuTrainer(device(), weights, Float32Array.of(1, 0, 1, 1, 1, 1), noise, options);
    const tokens = Int32Array.of(0, 1, 2, END, 3, END, 4, 5);
    const report = await trainer.trainBlock(tokens, 6, 0.5, 1);
    // Input rows move in the second round: output rows start at zero.
    await trainer.trainBlock(tokens, 6, 0.5, 2);
    await trainer.download();
    expect(report.words).toBe(4);
    const moved = (matrix: "input" | "output") =>
      Array.from({ length: 6 }, (_, word) => word).filter((word) =>
        weights[matrix].subarray(word * 4, word * 4 + 4).some((value, i) => value !== before[matrix][word * 4 + i]),
      );
    expect(moved("output")).toEqual([0, 2]);
    expect(moved("input")).toEqual([0, 2]);

    const empty = await trainer.trainBlock(Int32Array.of(1, END), 2, 0.5, 1);
    expect(empty).toEqual({ words: 1, loss: 0, measured: 0 });
    trainer.destroy();
  });

  test("a text of several slices is learned to its end", async () => {
    const words = 200;
    const weights = makeWeights(words, 1);
    const tokens = new Int32Array(70_000).fill(END);
    tokens.set([150, 160], tokens.length - 2);
    const counts = new Array<number>(words).fill(1);
    const trainer = await createGpuTrainer(
      device(),
      weights,
      new Float32Array(words).fill(1),
      createNoiseTable(counts, 1),
      OPTIONS,
    );
    await trainer.trainBlock(tokens, tokens.length, 0.5, 1);
    await trainer.download();
    trainer.destroy();
    expect(weights.output[150]).not.toBe(0);
    expect(weights.output[160]).not.toBe(0);
  });

  test("weights larger than the GPU takes are refused by name and number", async () => {
    const words = 3_000_000;
    const weights = { input: new Float32Array(0), output: new Float32Array(0), dimensions: 100, stride: 100 };
    const opening = createGpuTrainer(device(), weights, new Float32Array(words), createNoiseTable([1, 1], 1), OPTIONS);
    await expect(opening).rejects.toThrow(/^3000000 words × 100 dimensions take 1145 MB, and this GPU takes \d+ MB/);
  });

  test("windows that do not fit a workgroup are refused", async () => {
    const options = { ...OPTIONS, negatives: 3000 };
    const opening = createGpuTrainer(
      device(),
      makeWeights(2, 4096),
      Float32Array.of(1, 1),
      createNoiseTable([1, 1], 1),
      options,
    );
    await expect(opening).rejects.toThrow(/^a window of 5 with 3000 noise words is more than this GPU holds/);
  });

  test("a GPU that is lost is named", async () => {
    const { device: lost } = await openGpu(true);
    const weights = makeWeights(4, 4);
    const trainer = await createGpuTrainer(
      lost,
      weights,
      new Float32Array(4).fill(1),
      createNoiseTable([1, 1, 1, 1], 1),
      OPTIONS,
    );
    const training = trainer.trainBlock(Int32Array.of(0, 1, 2, 3, END), 5, 0.1, 1);
    lost.destroy();
    await expect(training).rejects.toThrow(GpuError);
    await expect(trainer.trainBlock(Int32Array.of(0, 1), 2, 0.1, 2)).rejects.toThrow(/^the GPU has failed/);
    await expect(trainer.download()).rejects.toThrow(/^the GPU has failed/);
  });
});
