import { CommunityTable } from "../../lib/predictor/communities";
import { EntityTable } from "../../lib/predictor/entities";
import { FEATURE_COUNT } from "../../lib/predictor/features";
import type { Model } from "../../lib/predictor/model";
import { type WeightName, weightShapes } from "../../lib/predictor/network";
import { createRandom, type Random } from "../../lib/random";
import { dequantise } from "../../lib/release/quantise";
import { NUMBER, UNKNOWN, Vocabulary } from "../../lib/text/vocabulary";
import type { Network } from "../../training/predictor/average";

export const TINY_WORDS = [
  "the",
  "a",
  "king",
  "queen",
  "rust",
  "show hn:",
  "why",
  "in",
  "of",
  "engine",
  "c++",
  "title",
];
export const TINY_EDGES = [0, 3, 10, 32, 100, 320];

/** What may be chosen of a model of random weights. */
export interface TinyModelOptions {
  /** Numbers from -1 to 1. */
  readonly random?: Random;
  readonly communities?: readonly string[];
  /** Shares of the buckets in each community, and last of all posts; equal shares where not given. */
  readonly shares?: readonly (readonly number[])[];
}

/** A model of random weights, whole in every other way. */
export function makeTinyModel({ random = signedNumbers(1), communities = [], shares }: TinyModelOptions = {}): Model {
  const buckets = TINY_EDGES.length;
  const shape = { embedding: 8, hidden: 8, buckets };
  const vocabulary = new Vocabulary([UNKNOWN, NUMBER, ...TINY_WORDS]);
  const bigramRows = 16;
  const entityRows = 8;
  const rows = vocabulary.size + bigramRows + entityRows + communities.length + 1;
  const equal = new Float64Array((communities.length + 1) * buckets).fill(1 / buckets);
  const floats = (length: number) => Float32Array.from({ length }, random);
  const shapes = Object.entries(weightShapes(shape));
  return {
    edges: TINY_EDGES,
    shape,
    tables: {
      vocabulary,
      bigramRows,
      entityRows,
      until: 1_500_000_000,
      communities: CommunityTable.of(communities, shares ? Float64Array.from(shares.flat()) : equal, buckets),
      sites: EntityTable.of([["github.com", { residual: 0.5, posts: 40 }]]),
      authors: EntityTable.of([["pg", { residual: 1, posts: 9 }]]),
    },
    featureMean: floats(FEATURE_COUNT),
    featureScale: new Float32Array(FEATURE_COUNT).fill(8),
    embedding: {
      values: Int8Array.from({ length: rows * shape.embedding }, () => Math.round(127 * random())),
      scales: new Float32Array(shape.embedding).fill(1 / 127),
    },
    weights: Object.fromEntries(shapes.map(([name, [inputs, outputs]]) => [name, floats(inputs * outputs)])) as Record<
      WeightName,
      Float32Array
    >,
  };
}

/** The same before its table is rounded. */
export function makeTinyNetwork(options: TinyModelOptions = {}): Network {
  const { embedding, ...network } = makeTinyModel(options);
  const columns = network.shape.embedding;
  return { ...network, table: dequantise(embedding, embedding.values.length / columns, columns, "column") };
}

/** Numbers from -1 to 1, the same ones for the same seed. */
export function signedNumbers(seed: number): Random {
  const random = createRandom(seed);
  return () => 2 * random() - 1;
}
