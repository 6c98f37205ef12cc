import { bucketOf } from "../../lib/buckets";
import { type EncodedPosts, type EncoderTables, encode, FEATURE_COUNT } from "../../lib/predictor/features";
import { createRandom } from "../../lib/random";
import { type PostTable, postAt } from "../data/posts";
import type { PredictorConfig } from "./config";
import { buildCommunities, buildEntities, buildVocabulary, logScore, residualLogScores } from "./statistics";

/** Encoded training posts with their outcomes, and what encoding looked things up in. */
export interface TrainingSet {
  /** Tables fitted on all training rows: what the model is released with. */
  readonly tables: EncoderTables;
  readonly parts: readonly TrainingPart[];
  /** Mean and spread of the dense features, [FEATURE_COUNT] each. Dense features in `parts` are normalised by them. */
  readonly featureMean: Float32Array;
  readonly featureScale: Float32Array;
  readonly length: number;
}

/** One fold. Its sites' and authors' means come from the other folds. */
interface TrainingPart {
  readonly encoded: EncodedPosts;
  /** Bucket and log score of each post. */
  readonly buckets: Uint8Array;
  readonly logScores: Float32Array;
}

/** Features that vary less than this are left as they are. */
const LEAST_SPREAD = 1e-2;

/** Fits every table on the given rows, and encodes them out of fold. */
export function buildTrainingSet(table: PostTable, rows: Int32Array, config: PredictorConfig): TrainingSet {
  const shared = {
    vocabulary: buildVocabulary(table, rows, config),
    bigramRows: config.bigramRows,
    communities: buildCommunities(table, rows, config.edges),
  };
  const residuals = residualLogScores(table, rows);
  const fitTables = (chosen: Int32Array): EncoderTables => ({
    ...shared,
    sites: buildEntities(table.site, chosen, residuals, config),
    authors: buildEntities(table.author, chosen, residuals, config),
  });
  const random = createRandom(config.seed);
  const folds = Uint8Array.from(rows, () => Math.floor(random() * config.folds));
  const parts = Array.from({ length: config.folds }, (_, fold): TrainingPart => {
    const inside = rows.filter((_, i) => folds[i] === fold);
    const posts = Array.from(inside, (row) => postAt(table, row));
    return {
      encoded: encode(posts, fitTables(rows.filter((_, i) => folds[i] !== fold))),
      buckets: Uint8Array.from(posts, ({ score }) => bucketOf(score, config.edges)),
      logScores: Float32Array.from(posts, ({ score }) => logScore(score)),
    };
  });
  return { tables: fitTables(rows), parts, length: rows.length, ...normalise(parts, rows.length) };
}

/** Brings the parts' dense features to mean 0 and spread 1, in place. */
function normalise(parts: readonly TrainingPart[], length: number) {
  const sums = new Float64Array(FEATURE_COUNT);
  const squares = new Float64Array(FEATURE_COUNT);
  for (const { encoded } of parts) {
    encoded.dense.forEach((value, i) => {
      sums[i % FEATURE_COUNT] += value;
      squares[i % FEATURE_COUNT] += value * value;
    });
  }
  const featureMean = Float32Array.from(sums, (sum) => sum / length);
  const featureScale = Float32Array.from(squares, (square, c) => {
    const spread = Math.sqrt(Math.max(0, square / length - (sums[c] / length) ** 2));
    return spread < LEAST_SPREAD ? 1 : spread;
  });
  for (const { encoded } of parts) {
    encoded.dense.forEach((value, i) => {
      encoded.dense[i] = (value - featureMean[i % FEATURE_COUNT]) / featureScale[i % FEATURE_COUNT];
    });
  }
  return { featureMean, featureScale };
}
