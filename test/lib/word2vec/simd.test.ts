import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { createCbow } from "../../../lib/word2vec/cbow";
import { createNoiseTable, keepProbabilities } from "../../../lib/word2vec/sampling";
import { LONGEST_BLOCK, planMemory, weightsIn } from "../../../lib/word2vec/simd/memory";
import {
  createSimdObjective,
  createSimdTrainer,
  type SimdKernel,
  simdHost,
  writeTables,
} from "../../../lib/word2vec/simd/trainer";
import { createSkipGram } from "../../../lib/word2vec/skip-gram";
import type { Weights, Window } from "../../../lib/word2vec/step";
import { createBlockTrainer, END } from "../../../lib/word2vec/train";

const KERNEL = "lib/word2vec/simd/kernel.wasm";
const module = new WebAssembly.Module(new Uint8Array(await readFile(KERNEL)));

const references = { "skip-gram": createSkipGram, cbow: createCbow };
type Architecture = keyof typeof references;
const architectures: Architecture[] = ["skip-gram", "cbow"];

/** A memory for two threads with random weights, a kernel for the second, and a copy of the weights without padding. */
function open(words: number, dimensions: number, window: number, negatives: number) {
  const layout = planMemory({ words, dimensions, window, negatives, threads: 2 });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.bytes / 65_536), maximum: 65_536, shared: true });
  const { exports } = new WebAssembly.Instance(module, { env: { memory }, kernel: simdHost });
  const weights = weightsIn(memory.buffer, layout);
  const random = createRandom(dimensions + words);
  for (const rows of [weights.input, weights.output]) {
    for (let i = 0; i < rows.length; i++) if (i % weights.stride < dimensions) rows[i] = random() - 0.5;
  }
  const plain = { ...dense(weights), dimensions, stride: dimensions };
  return { layout, buffer: memory.buffer, kernel: exports as unknown as SimdKernel, weights, plain };
}

/** The rows without what fills them up, which must stay 0. */
function dense({ input, output, dimensions, stride }: Weights): { input: Float32Array; output: Float32Array } {
  const strip = (rows: Float32Array) => rows.filter((_, i) => i % stride < dimensions);
  const padding = [...input, ...output].filter((_, i) => i % stride >= dimensions);
  expect(padding.every((value) => value === 0)).toBe(true);
  return { input: strip(input), output: strip(output) };
}

function farthest(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

/** Draws windows of every size, with words that stand in them twice. */
function drawWindow(words: number, contexts: number, negatives: number, seed: number): Window {
  const random = createRandom(seed);
  const draw = (count: number) => Int32Array.from({ length: count }, () => Math.floor(random() * words));
  return {
    centre: Math.floor(random() * words),
    contexts: draw(contexts),
    contextCount: 1 + Math.floor(random() * contexts),
    negatives: draw(negatives),
    negativeCount: Math.floor(random() * (negatives + 1)),
  };
}

describe.each(architectures)("the SIMD kernel, %s", (architecture) => {
  test.each([
    [1, 5],
    [3, 1],
    [4, 2],
    [10, 5],
    [100, 5],
    [101, 25],
  ])("takes the reference's steps and finds its losses, %i dimensions, %i negatives", (dimensions, negatives) => {
    const words = 9;
    const window = 4;
    const { layout, buffer, kernel, weights, plain } = open(words, dimensions, window, negatives);
    const options = { window, negatives, architecture, thread: 1 };
    const fast = createSimdObjective(kernel, buffer, layout, options);
    const reference = references[architecture](plain);
    for (let seed = 0; seed < 40; seed++) {
      const drawn = drawWindow(words, 2 * window, negatives, seed);
      expect(fast.loss(drawn)).toBeCloseTo(reference.loss(drawn), 4);
      fast.step(drawn, 0.05);
      reference.step(drawn, 0.05);
      const now = dense(weights);
      // Float32 sums against float64 ones, over forty steps.
      expect(farthest(now.input, plain.input)).toBeLessThan(2e-5);
      expect(farthest(now.output, plain.output)).toBeLessThan(2e-5);
    }
  });

  test("stays finite and right where logits are extreme", () => {
    const { layout, buffer, kernel, weights, plain } = open(6, 8, 2, 3);
    for (const rows of [weights.input, weights.output, plain.input, plain.output]) {
      rows.forEach((value, i) => {
        rows[i] = 40 * value;
      });
    }
    const options = { window: 2, negatives: 3, architecture, thread: 0 };
    const drawn = drawWindow(6, 4, 3, 5);
    createSimdObjective(kernel, buffer, layout, options).step(drawn, 0.01);
    references[architecture](plain).step(drawn, 0.01);
    expect(weights.input.every(Number.isFinite)).toBe(true);
    expect(farthest(dense(weights).output, plain.output)).toBeLessThan(1e-4);
  });

  test("walks a block as the reference does: the same words from the same seed", () => {
    const words = 50;
    const options = { window: 5, negatives: 5 };
    const { layout, buffer, kernel, weights, plain } = open(words, 20, options.window, options.negatives);
    const counts = Int32Array.from({ length: words }, (_, rank) => Math.ceil(1000 / (rank + 1)));
    const keep = keepProbabilities(counts, 1e-2);
    const noise = createNoiseTable(counts, 0.75);
    writeTables(buffer, layout, keep, noise);
    const random = createRandom(9);
    const tokens = Int32Array.from({ length: 3000 }, () => (random() < 0.1 ? END : Math.floor(random() * words)));

    const fast = createSimdTrainer(kernel, buffer, layout, { ...options, architecture, thread: 1 });
    const slow = createBlockTrainer(references[architecture](plain), keep, noise, options);
    for (const seed of [1, 2 ** 32 - 1]) {
      const [report, expected] = [fast(tokens, 2990, 0.01, seed), slow(tokens, 2990, 0.01, seed)];
      expect(report.words).toBe(expected.words);
      expect(report.measured).toBe(expected.measured);
      expect(report.loss / report.measured).toBeCloseTo(expected.loss / expected.measured, 3);
    }
    // Thousands of steps one after another; a single other draw would differ by far more.
    expect(farthest(dense(weights).input, plain.input)).toBeLessThan(1e-3);
    expect(farthest(dense(weights).output, plain.output)).toBeLessThan(1e-3);
  });
});

test("a block that is too long is refused, not cut", () => {
  const { layout, buffer, kernel } = open(5, 4, 1, 1);
  const options = { window: 1, negatives: 1, architecture: "skip-gram" as const, thread: 0 };
  const train = createSimdTrainer(kernel, buffer, layout, options);
  expect(() => train(new Int32Array(LONGEST_BLOCK + 1), LONGEST_BLOCK + 1, 0.1, 1)).toThrow(/65537 tokens/);
});

test("threads share nothing but the weights and tables", () => {
  const { threads, bytes } = planMemory({ words: 7, dimensions: 5, window: 3, negatives: 4, threads: 3 });
  const starts = threads.flatMap((thread) => Object.values(thread));
  expect(new Set(starts).size).toBe(starts.length);
  expect(starts.every((at) => at % 16 === 0 && at < bytes)).toBe(true);
  expect(starts.toSorted((a, b) => a - b)).toEqual(starts);
});

test("the committed kernel is what its source compiles to", { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "titlecast-kernel-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const built = join(folder, "kernel.wasm");
  const compiler = ["node_modules/assemblyscript/bin/asc.js", "--config", "lib/word2vec/simd/asconfig.json"];
  await promisify(execFile)(process.execPath, [...compiler, "--outFile", built]);
  expect((await readFile(built)).equals(await readFile(KERNEL)), "run: npm run build-kernel").toBe(true);
});
