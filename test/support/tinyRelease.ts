import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { FEATURE_NAMES } from "../../lib/predictor/features";
import { encodeModel, type Model } from "../../lib/predictor/model";
import { Predictor } from "../../lib/predictor/predictor";
import type { Golden, Manifest, PredictorManifest } from "../../lib/release/manifest";
import { words } from "../../lib/text/tokenize";
import { encodeVectors } from "../../lib/vectors/table";
import type { TestHost } from "./host";
import { describeFile, describePredictor, describeRelease } from "./manifest";
import { makeTinyModel, signedNumbers, TINY_EDGES, TINY_WORDS } from "./tinyModel";

/** A release of random weights, whole in every other way: files by their path under `models/`. */
export interface TinyRelease {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const RELEASE = "tiny";
const TITLES = ["Show HN: a Rust engine in C++", "Why the king of 2,000 florbs?", "", "日本 🙂"];

/** Makes predictors `hacker-news` and `reddit` and word vectors. Goldens come from tfjs in plain JavaScript. */
export async function tinyRelease(): Promise<TinyRelease> {
  const random = signedNumbers(1);
  const files = new Map<string, Uint8Array>();
  const predictors: Record<string, PredictorManifest> = {};
  await tf.setBackend("cpu");
  for (const [name, communities] of [
    ["hacker-news", []],
    ["reddit", ["askreddit", "programming", "rust", "rustgame"]],
  ] as const) {
    const model = makeTinyModel({ random, communities });
    const bytes = encodeModel(model);
    files.set(`${name}.bin`, bytes);
    predictors[name] = describePredictor({
      file: describeFile(`${name}.bin`, bytes),
      edges: TINY_EDGES,
      prior: TINY_EDGES.map(() => 1 / TINY_EDGES.length),
      features: [...FEATURE_NAMES],
      goldens: await computeGoldens(model, communities[0] ?? null),
    });
  }
  const vectors = encodeVectors({
    words: TINY_WORDS,
    dimensions: 8,
    rows: Float32Array.from({ length: TINY_WORDS.length * 8 }, random),
    scales: null,
    counts: null,
    config: {},
  });
  files.set("vectors.bin", vectors);
  const manifest = describeRelease(RELEASE, {
    predictors,
    vectors: {
      file: describeFile("vectors.bin", vectors),
      words: TINY_WORDS.length,
      dimensions: 8,
      corpus: "made by a test",
      config: {},
      metrics: {},
    },
  });
  return { manifest, files };
}

/** Puts a release on a host, as its current one. */
export function publish(host: TestHost, { manifest, files }: TinyRelease): void {
  const folder = `models/${manifest.release}`;
  host.files.set("models/current.json", encode({ release: manifest.release }));
  host.files.set(`${folder}/manifest.json`, encode(manifest));
  for (const [path, bytes] of files) host.files.set(`${folder}/${path}`, bytes);
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

async function computeGoldens(model: Model, community: string | null): Promise<Golden[]> {
  const predictor = new Predictor(tf, model);
  const context = { community, site: "github.com", author: "pg", postedAt: Date.UTC(2020, 1, 3, 4) };
  const goldens: Golden[] = [];
  for (const title of TITLES) {
    const probabilities = Array.from(await predictor.predict([{ title, ...context }]));
    goldens.push({ title, context, forms: words(title), probabilities });
  }
  predictor.dispose();
  return goldens;
}
