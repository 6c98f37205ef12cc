import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { CommunityTable } from "../../lib/predictor/communities";
import { EntityTable } from "../../lib/predictor/entities";
import { FEATURE_COUNT, FEATURE_NAMES } from "../../lib/predictor/features";
import { encodeModel, type Model } from "../../lib/predictor/model";
import { weightShapes } from "../../lib/predictor/network";
import { Predictor } from "../../lib/predictor/predictor";
import type { Golden, Manifest, PredictorManifest } from "../../lib/release/manifest";
import { words } from "../../lib/text/tokenize";
import { NUMBER, UNKNOWN, Vocabulary } from "../../lib/text/vocabulary";
import { encodeVectors } from "../../lib/vectors/table";
import type { TestHost } from "./host";
import { describeFile, describePredictor, describeRelease } from "./manifest";

/** A release of random weights, whole in every other way: files by their path under `models/`. */
export interface TinyRelease {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const RELEASE = "tiny";
const WORDS = ["the", "a", "king", "queen", "rust", "show hn:", "why", "in", "of", "engine", "c++", "title"];
const TITLES = ["Show HN: a Rust engine in C++", "Why the king of 2,000 florbs?", "", "日本 🙂"];
const EDGES = [0, 3, 10, 32, 100, 320];

/** Makes predictors `hacker-news` and `reddit` and word vectors. Goldens come from tfjs in plain JavaScript. */
export async function tinyRelease(): Promise<TinyRelease> {
  const random = generateNumbers(1);
  const files = new Map<string, Uint8Array>();
  const predictors: Record<string, PredictorManifest> = {};
  await tf.setBackend("cpu");
  for (const [name, communities] of [
    ["hacker-news", []],
    ["reddit", ["askreddit", "programming", "rust", "rustgame"]],
  ] as const) {
    const model = makeModel(random, communities);
    const bytes = encodeModel(model);
    files.set(`${name}.bin`, bytes);
    predictors[name] = describePredictor({
      file: describeFile(`${name}.bin`, bytes),
      edges: EDGES,
      prior: EDGES.map(() => 1 / EDGES.length),
      features: [...FEATURE_NAMES],
      goldens: await computeGoldens(model, communities[0] ?? null),
    });
  }
  const vectors = encodeVectors({
    words: WORDS,
    dimensions: 8,
    rows: Float32Array.from({ length: WORDS.length * 8 }, random),
    scales: null,
    counts: null,
    config: {},
  });
  files.set("vectors.bin", vectors);
  const manifest = describeRelease(RELEASE, {
    predictors,
    vectors: {
      file: describeFile("vectors.bin", vectors),
      words: WORDS.length,
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

function makeModel(random: () => number, communities: readonly string[]): Model {
  const shape = { embedding: 8, hidden: 8, buckets: EDGES.length };
  const vocabulary = new Vocabulary([UNKNOWN, NUMBER, ...WORDS]);
  const bigramRows = 16;
  const rows = vocabulary.size + bigramRows + communities.length + 1;
  const shares = new Float64Array((communities.length + 1) * EDGES.length).fill(1 / EDGES.length);
  const floats = (length: number) => Float32Array.from({ length }, random);
  const { features, hidden, hiddenBias, output, skip, outputBias } = weightShapes(shape);
  const weigh = ([inputs, outputs]: [number, number]) => floats(inputs * outputs);
  return {
    edges: EDGES,
    shape,
    tables: {
      vocabulary,
      bigramRows,
      communities: CommunityTable.of(communities, shares, EDGES.length),
      sites: EntityTable.of([["github.com", { residual: 0.5, posts: 40 }]]),
      authors: EntityTable.of([["pg", { residual: 1, posts: 9 }]]),
    },
    featureMean: floats(FEATURE_COUNT),
    featureScale: new Float32Array(FEATURE_COUNT).fill(2),
    embedding: {
      values: Int8Array.from({ length: rows * shape.embedding }, () => Math.round(127 * random())),
      scales: new Float32Array(shape.embedding).fill(1 / 127),
    },
    weights: {
      features: weigh(features),
      hidden: weigh(hidden),
      hiddenBias: weigh(hiddenBias),
      output: weigh(output),
      skip: weigh(skip),
      outputBias: weigh(outputBias),
    },
  };
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

/** Numbers from -1 to 1, the same ones for the same seed (mulberry32). */
function generateNumbers(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}
