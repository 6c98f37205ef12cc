import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { prepareSoftwareGpu } from "../../../scripts/software-gpu";
import { type Device, startBackend } from "../../../training/predictor/backend";
import { makeConfig } from "../../../training/predictor/config";
import { Learner } from "../../../training/predictor/learner";
import { AlignedVectors } from "../../../training/predictor/vectors";
import { makePost } from "../../support/posts";
import { makeTrainingSet } from "../../support/training-set";

const missing = prepareSoftwareGpu();
if (missing !== null) console.warn(`not tested on a GPU: ${missing}`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-webgpu-"));
});
afterAll(() => rm(folder, { recursive: true }));

const WORDS = ["rust", "startup", "why", "database", "museum", "garden"];

/** Losses of the batches of one epoch, from the same seed. */
async function trainOn(device: Device): Promise<number[]> {
  expect(await startBackend(device)).toBe(device);
  expect(tf.getBackend()).toBe(device);
  const random = createRandom(5);
  const posts = Array.from({ length: 200 }, (_, i) => {
    const picked = WORDS.filter(() => random() < 0.5);
    return {
      ...makePost(picked.join(" ")),
      site: `${i % 5}.com`,
      postedAt: i * 3_600_000,
      score: 1 + picked.length ** 3,
    };
  });
  const config = makeConfig("tiny", { epochs: 1, batch: 64, embedding: 4, hidden: 8, bigramRows: 16, wordDropout: 0 });
  const set = await makeTrainingSet(folder, posts, config);
  const learner = new Learner(set, AlignedVectors.of([], set.tables.vocabulary), config);
  const losses: number[] = [];
  await learner.runEpoch(0, (_, loss) => losses.push(loss));
  learner.dispose();
  return losses;
}

it.skipIf(missing !== null)("a network learns on WebGPU what it learns on wasm", { timeout: 120_000 }, async () => {
  const expected = await trainOn("wasm");
  const actual = await trainOn("webgpu");
  expect(actual).toHaveLength(4);
  actual.forEach((loss, i) => {
    expect(loss).toBeCloseTo(expected[i], 3);
  });
});
