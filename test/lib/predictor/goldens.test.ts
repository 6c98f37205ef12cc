import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { beforeAll, expect, it } from "vitest";
import type { Model } from "../../../lib/predictor/model";
import { weightShapes } from "../../../lib/predictor/network";
import { Predictor } from "../../../lib/predictor/predictor";
import type { Golden } from "../../../lib/release/manifest";
import { words } from "../../../lib/text/tokenize";
import { makeTinyModel } from "../../support/tinyModel";

const TITLES = ["Show HN: a Rust engine in C++", "Why the king of 2,000 florbs?", ""];
const context = { community: null, site: "github.com", author: "pg", postedAt: 0 };
const model = makeTinyModel();
let goldens: Golden[];

beforeAll(async () => {
  await tf.setBackend("cpu");
  const predictor = new Predictor(tf, model);
  goldens = [];
  for (const title of TITLES) {
    goldens.push({
      title,
      context,
      forms: words(title),
      probabilities: [...(await predictor.predict([{ title, ...context }]))],
    });
  }
  predictor.dispose();
});

async function check(changed: Model, against: readonly Golden[] = goldens): Promise<string | null> {
  const before = tf.memory().numTensors;
  const predictor = new Predictor(tf, changed);
  const difference = await predictor.checkGoldens(against);
  predictor.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return difference;
}

it("a model computes its own goldens", async () => {
  expect(await check(model)).toBeNull();
});

it.each(Object.keys(weightShapes(model.shape)))("a change of the %s weights is seen", async (name) => {
  const changed = model.weights[name as keyof Model["weights"]].map((weight, i) => weight + (i % 3) / 4);
  expect(await check({ ...model, weights: { ...model.weights, [name]: changed } })).toMatch(
    /bucket \d has probability/,
  );
});

it("a change of a word's row, a feature's mean or a number that is none is seen", async () => {
  const row = model.tables.vocabulary.rowOf("engine") ?? 0;
  const values = model.embedding.values.map((value, i) => (i === row * 8 ? value ^ 0x40 : value));
  expect(await check({ ...model, embedding: { ...model.embedding, values } })).toMatch(/^"Show HN: a Rust engine in C/);
  expect(await check({ ...model, featureMean: model.featureMean.map((mean) => mean + 0.1) })).toMatch(/expected 0\./);
  const broken = model.weights.outputBias.map(() => Number.NaN);
  expect(await check({ ...model, weights: { ...model.weights, outputBias: broken } })).toMatch(/probability NaN/);
});

it("a token that is read otherwise is seen, and named", async () => {
  const otherwise = goldens.map((golden, i) => (i === 1 ? { ...golden, forms: ["why", "the"] } : golden));
  expect(await check(model, otherwise)).toBe(
    '"Why the king of 2,000 florbs?" reads as why | the | king | of | 2 | 000 | florbs, expected why | the',
  );
});

it("a golden for other buckets is seen", async () => {
  const more = goldens.map((golden) => ({ ...golden, probabilities: [...golden.probabilities, 0] }));
  const fewer = goldens.map((golden) => ({ ...golden, probabilities: golden.probabilities.slice(0, 3) }));
  expect(await check(model, more)).toMatch(/has 7 buckets, expected 6/);
  expect(await check(model, fewer)).toMatch(/has 3 buckets, expected 6/);
});
