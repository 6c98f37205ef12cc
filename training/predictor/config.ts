import * as v from "valibot";
import { UserError } from "../console/errors";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const atLeastOne = v.pipe(v.number(), v.integer(), v.minValue(1));
const positive = v.pipe(v.number(), v.gtValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** How to train a predictor. Travels with what it made; an unknown key is refused. */
const schema = v.strictObject({
  /** First score of each bucket, ascending: about half an order of magnitude each. */
  edges: v.pipe(
    v.array(atLeastOne),
    v.minLength(2),
    v.check((edges) => edges.every((edge, i) => i === 0 || edge > edges[i - 1]), "must ascend"),
  ),
  /** Words of at least `minWordCount` titles, the `maxWords` most frequent of them. */
  maxWords: atLeastOne,
  minWordCount: atLeastOne,
  /** Rows that hashed pairs of neighbouring words share: a power of two, or 0 for none. */
  bigramRows: v.pipe(
    count,
    v.check((rows) => (rows & (rows - 1)) === 0, "must be a power of two, or 0"),
  ),
  /** Rows that frequent sites and authors share by their hash: a power of two. */
  entityRows: v.pipe(
    atLeastOne,
    v.check((rows) => (rows & (rows - 1)) === 0, "must be a power of two"),
  ),
  /** Width of each member's embedding table, and of its hidden layer. */
  embedding: atLeastOne,
  hidden: atLeastOne,
  /** Width of the released table, at most: so many directions are kept of what the members learnt. */
  tableWidth: atLeastOne,
  /** What the released table is rounded to, as a movement of the logits: larger steps make a smaller file. */
  tableStep: positive,
  /** Networks trained from other seeds, and averaged into one. */
  members: atLeastOne,
  epochs: atLeastOne,
  /** Stop after this many epochs without a better validation loss. */
  patience: atLeastOne,
  batch: atLeastOne,
  /** Rates at the start of a half cosine, for the dense weights and for the embedding table. */
  learningRate: positive,
  tableLearningRate: positive,
  /** Largest norm of a step's gradient: a batch of outliers must not throw the weights about. */
  gradientLimit: positive,
  /** Decoupled weight decay of the embedding table. */
  tableDecay: v.pipe(v.number(), v.minValue(0)),
  /** Share of words (and pairs) left out of a title at each step. */
  wordDropout: v.pipe(share, v.maxValue(0.95)),
  /** Share of posts that lose site, author and time together, so that a title alone is forecast well. */
  contextDropout: share,
  /** Share of posts that lose each of these alone. */
  inputDropout: share,
  /** Share of posts whose community is taken for an unknown one. */
  communityDropout: share,
  /** Weight of the squared error of the expected log score beside the buckets' cross-entropy. */
  scoreLoss: v.pipe(v.number(), v.minValue(0)),
  /** Score whose odds are learnt once more by themselves, and the weight of their cross-entropy. */
  mark: atLeastOne,
  markLoss: v.pipe(v.number(), v.minValue(0)),
  /** Sites and authors of fewer posts stay out of the tables. */
  entityMinimum: atLeastOne,
  /** Posts' worth of pull of a site's or author's mean towards zero. */
  entityShrinkage: positive,
  /** Folds for out-of-fold means: a training post never sees its own score in its site's mean. */
  folds: v.pipe(v.number(), v.integer(), v.minValue(2)),
  seed: count,
});

export type PredictorConfig = v.InferOutput<typeof schema>;

const HACKER_NEWS: PredictorConfig = {
  edges: [1, 3, 10, 32, 100, 316, 1000],
  maxWords: 30_000,
  minWordCount: 2,
  bigramRows: 16_384,
  entityRows: 8192,
  embedding: 20,
  hidden: 128,
  tableWidth: 20,
  tableStep: 0.03,
  members: 6,
  epochs: 5,
  patience: 2,
  batch: 512,
  learningRate: 0.015,
  tableLearningRate: 0.01,
  gradientLimit: 10,
  tableDecay: 0.02,
  wordDropout: 0.5,
  contextDropout: 0.4,
  inputDropout: 0.1,
  communityDropout: 0,
  scoreLoss: 1,
  mark: 100,
  markLoss: 3,
  entityMinimum: 1,
  entityShrinkage: 8,
  folds: 8,
  seed: 1,
};

/** Settings to start from, by name. */
export const PRESETS = {
  "hacker-news": HACKER_NEWS,
  reddit: {
    ...HACKER_NEWS,
    edges: [1, 3, 10, 32, 100, 316, 1000, 3162],
    maxWords: 40_000,
    minWordCount: 5,
    bigramRows: 32_768,
    embedding: 12,
    tableWidth: 16,
    tableStep: 0.05,
    epochs: 3,
    batch: 1024,
    contextDropout: 0.2,
    communityDropout: 0.02,
    entityMinimum: 2,
    entityShrinkage: 20,
  },
  tiny: {
    ...HACKER_NEWS,
    maxWords: 2000,
    bigramRows: 1024,
    entityRows: 256,
    embedding: 8,
    hidden: 32,
    members: 1,
    epochs: 12,
    batch: 128,
    wordDropout: 0.1,
    folds: 4,
  },
} as const satisfies Record<string, PredictorConfig>;

export type PresetName = keyof typeof PRESETS;

/** A preset with some settings changed. @throws UserError naming the setting that is unknown or out of range. */
export function makeConfig(preset: PresetName, changes: Readonly<Record<string, unknown>>): PredictorConfig {
  const unknown = Object.keys(changes).find((key) => !(key in schema.entries));
  if (unknown !== undefined) {
    throw new UserError(`unknown setting "${unknown}"; the settings are ${Object.keys(schema.entries).join(", ")}`);
  }
  const result = v.safeParse(schema, { ...PRESETS[preset], ...changes });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new UserError(`setting "${v.getDotPath(issue)}": ${issue.message}`);
}

/** Reads `key=value` settings, values as JSON. @throws UserError */
export function parseSettings(settings: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [key, ...rest] = setting.split("=");
      try {
        return [key, JSON.parse(rest.join("="))];
      } catch {
        throw new UserError(`"${setting}": expected setting=value, such as epochs=5 or edges=[1,10,100]`);
      }
    }),
  );
}
