import { appendFile, copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { createRandom, shuffle } from "../../../lib/random";
import { WordVectors } from "../../../lib/vectors/word-vectors";
import { readCheckpoint, writeCheckpoint } from "../../../training/word2vec/checkpoint";
import { defaultLearningRate, type Word2VecConfig } from "../../../training/word2vec/config";
import { type Corpus, openCorpus, readWords } from "../../../training/word2vec/corpus";
import { createModel, vectorsOf } from "../../../training/word2vec/kernel";
import { startThreads } from "../../../training/word2vec/threads";
import { trainModel } from "../../../training/word2vec/train";
import { START, type TrainingState } from "../../../training/word2vec/training-state";
import { writeCorpus } from "../../../training/word2vec/write-corpus";
import { makeFolder } from "./scratch";
import { makeSentences, topicOf } from "./topics";

function configure(changes: Partial<Word2VecConfig>): Word2VecConfig {
  const architecture = changes.architecture ?? "skip-gram";
  const shape = { dimensions: 16, window: 5, negatives: 5, sample: 0, nsExponent: 0.75, epochs: 4 };
  const rest = {
    learningRate: defaultLearningRate(architecture),
    device: "cpu" as const,
    threads: 1,
    seed: 1,
    minCount: 1,
    maxWords: 1000,
  };
  return { architecture, ...shape, ...rest, phrases: 0, phraseThreshold: 100, ...changes };
}

async function makeCorpus(sentences: readonly string[]): Promise<Corpus & { folder: string; words: string[] }> {
  const folder = await makeFolder();
  const path = join(folder, "corpus.txt");
  await writeFile(path, sentences.join("\n"));
  await writeCorpus([{ path, column: null }], configure({}), folder, "key", () => {});
  const corpus = await openCorpus(folder, "key");
  if (corpus === null) throw new Error("no corpus");
  return { ...corpus, folder, words: await readWords(folder) };
}

async function train(corpus: Corpus, config: Word2VecConfig, onProgress = (_: TrainingState) => {}) {
  const model = createModel(corpus.counts, config);
  await trainModel(model, corpus, config, null, START, null, onProgress);
  return vectorsOf(model);
}

/** Share of the nearest neighbours that keep their word's company. */
function topicality(words: readonly string[], rows: Float32Array, dimensions: number): number {
  const vectors = new WordVectors({ words, dimensions, rows, scales: null, counts: null, config: {} });
  const pairs = words.flatMap((word) => vectors.neighbours(word, 5).map((neighbour) => [word, neighbour.word]));
  return pairs.filter(([word, neighbour]) => topicOf(word) === topicOf(neighbour)).length / pairs.length;
}

// Threads share the machine with every other test.
vi.setConfig({ testTimeout: 60_000 });

describe.each(["skip-gram", "cbow"] as const)("%s", (architecture) => {
  test("learns which words keep company, on two threads", async () => {
    const sentences = makeSentences(6000);
    const config = configure({ architecture, threads: 2 });
    const corpus = await makeCorpus(sentences);
    expect(topicality(corpus.words, await train(corpus, config), config.dimensions)).toBeGreaterThan(0.95);

    const scrambled = shuffle(sentences.join(" ").split(" "), createRandom(1));
    const nothing = await makeCorpus(sentences.map((_, i) => scrambled.slice(10 * i, 10 * i + 10).join(" ")));
    expect(topicality(nothing.words, await train(nothing, config), config.dimensions)).toBeLessThan(0.5);
  });

  test("one thread and a seed give the same vectors again, another seed others", async () => {
    const corpus = await makeCorpus(makeSentences(3000));
    const config = (seed: number) => configure({ architecture, seed, sample: 1e-2 });
    const first = await train(corpus, config(7));
    expect(first.every(Number.isFinite)).toBe(true);
    expect(await train(corpus, config(7))).toEqual(first);
    expect(await train(corpus, config(8))).not.toEqual(first);
  });
});

test("progress counts the words of all epochs", async () => {
  const corpus = await makeCorpus(makeSentences(5000));
  const seen: TrainingState[] = [];
  await train(corpus, configure({ epochs: 6, threads: 2 }), (state) => seen.push(state));
  expect(seen.at(-1)).toMatchObject({ words: 5000 * 10 * 6, place: corpus.blocks.length * 6 });
  const { loss, measured } = seen[seen.length - 1];
  expect(loss / measured).toBeGreaterThan(0);
  expect(loss / measured).toBeLessThan(6 * Math.log(2));
});

test("a thread that fails ends the training", async () => {
  const corpus = await makeCorpus(makeSentences(5000));
  const config = configure({ threads: 2, epochs: 1000 });
  const training = train({ ...corpus, tokens: join(corpus.folder, "none") }, config);
  await expect(training).rejects.toThrow("no such file");
});

test("a training that rested, or was read back from a checkpoint, goes on to the same vectors", async () => {
  const corpus = await makeCorpus(makeSentences(10_000));
  const config = configure({ epochs: 3 });
  const whole = await train(corpus, config);

  const model = createModel(corpus.counts, config);
  const training = startThreads(model, corpus, config, START);
  await vi.waitUntil(() => training.state().place > 3, { interval: 1, timeout: 30_000 });
  const state = await training.pause();
  expect(training.state()).toEqual(state);
  await writeCheckpoint(corpus.folder, "key", model, state);
  training.resume();
  await training.finished;
  expect(vectorsOf(model)).toEqual(whole);

  const later = createModel(corpus.counts, config);
  expect(await readCheckpoint(corpus.folder, "key", later)).toEqual(state);
  await trainModel(later, corpus, config, null, state, null, () => {});
  expect(vectorsOf(later)).toEqual(whole);
});

test("a checkpoint of something else is not used, and one that is no checkpoint is named", async () => {
  const { folder } = await makeCorpus(makeSentences(10));
  const counts = Int32Array.of(3, 2);
  const model = createModel(counts, configure({}));
  expect(await readCheckpoint(folder, "key", model)).toBeNull();
  await writeCheckpoint(folder, "key", model, START);
  expect(await readCheckpoint(folder, "other", model)).toBeNull();
  expect(await readCheckpoint(folder, "key", createModel(Int32Array.of(3, 2, 1), configure({})))).toBeNull();
  await copyFile(join(folder, "corpus.txt"), join(folder, "checkpoint"));
  await appendFile(join(folder, "checkpoint"), "more");
  await expect(readCheckpoint(folder, "key", model)).rejects.toThrow("checkpoint cannot be read; remove the folder");
});
