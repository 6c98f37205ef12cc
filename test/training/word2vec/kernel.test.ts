import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import type { Word2VecConfig } from "../../../training/word2vec/config";
import { createModel, openKernel, type SharedModel } from "../../../training/word2vec/kernel";

const WORDS = 40;
const counts = Int32Array.from({ length: WORDS }, (_, rank) => Math.ceil(400 / (rank + 1)));

function configure(changes: Partial<Word2VecConfig> = {}): Word2VecConfig {
  return {
    architecture: "skip-gram",
    device: "cpu",
    dimensions: 10,
    window: 5,
    negatives: 5,
    sample: 1e-2,
    nsExponent: 0.75,
    learningRate: 0.025,
    epochs: 1,
    threads: 1,
    seed: 1,
    minCount: 1,
    maxWords: WORDS,
    phrases: 0,
    phraseThreshold: 100,
    ...changes,
  };
}

function trainOn(model: SharedModel, config: Word2VecConfig): Float32Array {
  const random = createRandom(2);
  const tokens = Int32Array.from({ length: 4000 }, () => Math.floor(random() ** 2 * WORDS));
  openKernel(model, config, 0)(tokens, tokens.length, 0.02, 7);
  const { input, dimensions, stride } = model.weights;
  return input.filter((_, i) => i % stride < dimensions);
}

test.each(["skip-gram", "cbow"] as const)(
  "without SIMD the plain code trains the same %s vectors, and says why",
  (architecture) => {
    const config = configure({ architecture });
    // What no WebAssembly engine takes stands for an engine that does not take the kernel.
    const plain = createModel(counts, config, new Uint8Array(8));
    expect(plain.plainBecause).toContain("SIMD");
    const fast = createModel(counts, config);
    expect(fast.plainBecause).toBeNull();
    const [slowly, quickly] = [trainOn(plain, config), trainOn(fast, config)];
    const start = createModel(counts, config).weights.input;
    expect(quickly.some((value, i) => Math.abs(value - start[i]) > 0.01)).toBe(true);
    quickly.forEach((value, i) => {
      expect(value).toBeCloseTo(slowly[i], 3);
    });
  },
);
