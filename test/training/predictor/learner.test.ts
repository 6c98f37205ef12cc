import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { startBackend } from "../../../training/predictor/backend";
import { makeConfig } from "../../../training/predictor/config";
import type { TrainingSet } from "../../../training/predictor/examples";
import { Learner } from "../../../training/predictor/learner";
import { AlignedVectors } from "../../../training/predictor/vectors";
import { signedNumbers } from "../../support/tinyModel";
import { makeTrainingSet } from "../../support/training-set";

const config = makeConfig("tiny", { batch: 15, epochs: 4, bigramRows: 16, hidden: 8, minWordCount: 1 });
const random = createRandom(2);
const posts = Array.from({ length: 600 }, (_, i) => ({
  title: `${["the king", "a queen"][i % 2]} of ${["rust", "c++", "lisp"][Math.floor(random() * 3)]}`,
  site: ["self", "github.com"][Math.floor(random() * 2)],
  community: null,
  author: null,
  postedAt: i * 7_200_000,
  score: Math.round(10 ** (2 * random() + (i % 2))),
}));
const words = ["king", "queen", "rust", "c++"];

let folder: string;
let set: TrainingSet;
let vectors: AlignedVectors;
beforeAll(async () => {
  await startBackend("wasm");
  folder = await mkdtemp(join(tmpdir(), "titlecast-learner-"));
  set = await makeTrainingSet(folder, posts, config);
  const rows = Float32Array.from({ length: 16 }, signedNumbers(1));
  vectors = AlignedVectors.of(
    [{ words, dimensions: 4, rows, scales: null, counts: null, config: {} }],
    set.tables.vocabulary,
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** A new learner, or one that goes on from a checkpoint, after some epochs: how it stands, and its losses. */
async function learn(epochs: readonly number[], from?: Uint8Array) {
  const learner = new Learner(set, vectors, config);
  if (from) await learner.restore(from);
  const losses: number[] = [];
  for (const epoch of epochs) losses.push(await learner.runEpoch(epoch, () => {}));
  const checkpoint = await learner.encode();
  const network = await learner.toNetwork();
  learner.dispose();
  return { losses, checkpoint, network };
}

describe("a learner", { timeout: 30_000 }, () => {
  it("that goes on from a checkpoint ends bit for bit where one ends that never stopped", async () => {
    const unbroken = await learn([0, 1, 2]);
    const first = await learn([0]);
    const second = await learn([1, 2], first.checkpoint);
    expect([...first.losses, ...second.losses]).toEqual(unbroken.losses);
    expect(Buffer.compare(second.checkpoint, unbroken.checkpoint)).toBe(0);
  });

  it("learns, and leaves no tensor behind", async () => {
    await learn([]);
    const { numTensors } = tf.memory();
    const { losses, checkpoint } = await learn([0, 1, 2, 3]);
    await learn([0], checkpoint);
    expect(losses[3]).toBeLessThan(losses[0] - 0.2);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it("starts from another seed elsewhere, and from the same one at the same place", async () => {
    const start = (await learn([])).network;
    expect((await learn([])).network).toEqual(start);
    const other = new Learner(set, vectors, { ...config, seed: 2 });
    expect(await other.toNetwork()).not.toEqual(start);
    other.dispose();
  });

  it("loses by the odds of reaching the mark as often as they weigh, whatever the mark", async () => {
    const loss = async (changes: object) => {
      const still = new Learner(set, vectors, { ...config, learningRate: 1e-9, tableLearningRate: 1e-9, ...changes });
      const mean = await still.runEpoch(0, () => {});
      still.dispose();
      return mean;
    };
    const none = await loss({ markLoss: 0 });
    for (const mark of [32, 100]) {
      const share = posts.filter(({ score }) => score >= mark).length / posts.length;
      const entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
      expect((await loss({ mark, markLoss: 5 })) - none).toBeCloseTo(5 * entropy, 1);
    }
  });

  it("is moved no further than the limit of its gradient lets it", async () => {
    // Far below the smallest number that Adam divides by, a gradient moves hardly anything.
    const held = new Learner(set, vectors, { ...config, gradientLimit: 1e-12 });
    const start = await held.toNetwork();
    await held.runEpoch(0, () => {});
    const { weights } = await held.toNetwork();
    held.dispose();
    weights.hidden.forEach((weight, i) => {
      expect(weight).toBeCloseTo(start.weights.hidden[i], 3);
    });
    const { network } = await learn([0]);
    expect(network.weights.hidden.some((weight, i) => Math.abs(weight - start.weights.hidden[i]) > 0.02)).toBe(true);
  });

  it("stops where its loss is no number, saying what to do", async () => {
    const wild = new Learner(set, vectors, { ...config, learningRate: 1e30, tableLearningRate: 1e30 });
    await expect(wild.runEpoch(0, () => {})).rejects.toThrow(
      /loss (?:NaN|-?Infinity) in epoch 1, batch \d+; try a lower/,
    );
    wild.dispose();
  });
});
