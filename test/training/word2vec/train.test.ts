import { describe, expect, test, vi } from "vitest";
import { createRandom, shuffle } from "../../../lib/random";
import { WordVectors } from "../../../lib/vectors/word-vectors";
import { defaultLearningRate, type Word2VecConfig } from "../../../training/word2vec/config";
import { type Corpus, CorpusBuilder } from "../../../training/word2vec/corpus";
import { trainVectors } from "../../../training/word2vec/train";
import { makeSentences, topicOf } from "./topics";

function configure(changes: Partial<Word2VecConfig>): Word2VecConfig {
  const architecture = changes.architecture ?? "skip-gram";
  const shape = { dimensions: 16, window: 5, negatives: 5, sample: 0, nsExponent: 0.75, epochs: 4 };
  const rest = { learningRate: defaultLearningRate(architecture), threads: 1, seed: 1, minCount: 1, maxWords: 1000 };
  return { architecture, ...shape, ...rest, ...changes };
}

function makeCorpus(sentences: number): Corpus {
  const builder = new CorpusBuilder();
  builder.add(makeSentences(sentences));
  return builder.finish({ minCount: 1, maxWords: 1000 });
}

/** Share of the nearest neighbours that keep their word's company. */
function topicality({ words }: Corpus, rows: Float32Array, dimensions: number): number {
  const vectors = new WordVectors({ words, dimensions, rows, scales: null, counts: null, config: {} });
  const pairs = words.flatMap((word) => vectors.neighbours(word, 5).map((neighbour) => [word, neighbour.word]));
  return pairs.filter(([word, neighbour]) => topicOf(word) === topicOf(neighbour)).length / pairs.length;
}

// Threads share the machine with every other test.
vi.setConfig({ testTimeout: 60_000 });

const ignore = () => {};

describe.each(["skip-gram", "cbow"] as const)("%s", (architecture) => {
  test("learns which words keep company, on two threads", async () => {
    const corpus = makeCorpus(6000);
    const config = configure({ architecture, threads: 2 });
    const rows = await trainVectors(corpus, config, ignore);
    expect(topicality(corpus, rows, config.dimensions)).toBeGreaterThan(0.95);

    const scrambled = Int32Array.from(shuffle([...corpus.tokens], createRandom(1)));
    const nothing = await trainVectors({ ...corpus, tokens: scrambled }, config, ignore);
    expect(topicality(corpus, nothing, config.dimensions)).toBeLessThan(0.5);
  });

  test("one thread and a seed give the same vectors again, another seed others", async () => {
    const corpus = makeCorpus(300);
    const train = (seed: number) => trainVectors(corpus, configure({ architecture, seed, sample: 1e-2 }), ignore);
    const [first, again, other] = [await train(7), await train(7), await train(8)];
    expect(Buffer.from(first.buffer).equals(Buffer.from(again.buffer))).toBe(true);
    expect(first).not.toEqual(other);
    expect(first.every(Number.isFinite)).toBe(true);
  });
});

test("progress counts the words of all epochs while the rate falls", async () => {
  const corpus = makeCorpus(20_000);
  const config = configure({ epochs: 6, threads: 2 });
  const seen: { done: number; rate: number }[] = [];
  await trainVectors(corpus, config, (done, rate) => seen.push({ done, rate }));
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.at(-1)?.done).toBeGreaterThan(0);
  seen.slice(1).forEach(({ done, rate }, i) => {
    expect(done).toBeGreaterThanOrEqual(seen[i].done);
    expect(done).toBeLessThanOrEqual(20_000 * 10 * 6);
    expect(rate).toBeLessThanOrEqual(seen[i].rate);
  });
});
