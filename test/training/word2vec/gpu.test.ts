import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { WordVectors } from "../../../lib/vectors/word-vectors";
import { END } from "../../../lib/word2vec/train";
import type { Word2VecConfig } from "../../../training/word2vec/config";
import { openGpu, startGpu } from "../../../training/word2vec/gpu";
import { createModel, vectorsOf } from "../../../training/word2vec/kernel";
import { trainModel } from "../../../training/word2vec/train";
import { START, type TrainingState } from "../../../training/word2vec/training-state";
import { describeOnGpu } from "../../lib/word2vec/gpu-device";
import { makeFolder } from "./scratch";
import { makeSentences, topicOf } from "./topics";

const CONFIG: Word2VecConfig = {
  ...{ architecture: "cbow", dimensions: 16, window: 5, negatives: 5, sample: 0, nsExponent: 0.75, learningRate: 0.2 },
  ...{ epochs: 3, device: "gpu", threads: 1, seed: 1, minCount: 1, maxWords: 1000, phrases: 0, phraseThreshold: 100 },
};

/** A text of ten words a sentence, in blocks of 50 sentences. */
async function makeCorpus(sentences: number) {
  const texts = makeSentences(sentences).map((sentence) => sentence.split(" "));
  const words = [...new Set(texts.flat())];
  const ids = Int32Array.from(texts.flatMap((text) => [...text.map((word) => words.indexOf(word)), END]));
  const tokens = join(await makeFolder(), "tokens");
  await writeFile(tokens, ids);
  const counts = Int32Array.from(words, (_, id) => ids.filter((token) => token === id).length);
  return { words, counts, tokens, blocks: new Int32Array(sentences / 50).fill(50 * 11) };
}

/** Share of the nearest neighbours that keep their word's company. */
function topicality(words: readonly string[], rows: Float32Array): number {
  const vectors = new WordVectors({ words, dimensions: 16, rows, scales: null, counts: null, config: {} });
  const pairs = words.flatMap((word) => vectors.neighbours(word, 5).map((neighbour) => [word, neighbour.word]));
  return pairs.filter(([word, neighbour]) => topicOf(word) === topicOf(neighbour)).length / pairs.length;
}

describeOnGpu("a training on the GPU", (device) => {
  test("learns all epochs, and its weights are at home while it rests", async () => {
    const corpus = await makeCorpus(600);
    const model = createModel(corpus.counts, CONFIG);
    const before = vectorsOf(model);
    const training = await startGpu(device(), model, corpus, CONFIG, START);
    await vi.waitUntil(() => training.state().place > 3, { interval: 1, timeout: 60_000 });
    const state = await training.pause();
    const halfway = vectorsOf(model);
    expect(halfway).not.toEqual(before);
    expect(training.state()).toEqual(state);
    expect(state.words).toBe(state.place * 500);
    training.resume();
    await training.finished;
    expect(vectorsOf(model)).not.toEqual(halfway);
    expect(training.state()).toMatchObject({ place: 12 * 3, words: 6000 * 3 });
    expect(topicality(corpus.words, vectorsOf(model))).toBeGreaterThan(0.95);
    expect(await training.pause()).toEqual(training.state());
  });

  test("goes on from a place, with the weights of it", async () => {
    const corpus = await makeCorpus(100);
    const model = createModel(corpus.counts, CONFIG);
    const from = { place: 4, words: 2000, loss: 90, measured: 30 };
    const seen: TrainingState[] = [];
    await trainModel(model, corpus, CONFIG, device(), from, null, (state) => seen.push(state));
    expect(seen.at(-1)).toMatchObject({ place: 6, words: 3000 });
    expect(seen.at(-1)?.measured).toBeGreaterThan(30);
  });

  test("a lost GPU ends it, with what to do", async () => {
    const { device: lost } = await openGpu(true);
    const corpus = await makeCorpus(600);
    const training = await startGpu(lost, createModel(corpus.counts, CONFIG), corpus, CONFIG, START);
    lost.destroy();
    await expect(training.finished).rejects.toThrow(/^the GPU has failed .* begin again where the training was saved/);
  });

  test("a software GPU is refused where it was not asked for", async () => {
    await expect(openGpu()).rejects.toThrow(
      /the only GPU here is a software one \(.+\), slower than threads; use --device/,
    );
  });
});
