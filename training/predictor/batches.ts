import { FEATURE_COUNT, featureRange } from "../../lib/predictor/features";
import type { Random } from "../../lib/random";
import type { PredictorConfig } from "./config";
import type { TrainingSet } from "./examples";

/** One step's posts after dropout, as the network takes them. */
export interface Batch {
  readonly posts: number;
  /** Rows of the embedding table in compressed sparse form, as in `EncodedPosts`. */
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  /** [posts, FEATURE_COUNT], normalised. */
  readonly dense: Float32Array;
  /** Log priors of the posts' communities, [posts, buckets]. */
  readonly logPriors: Float32Array;
  readonly buckets: Int32Array;
  readonly logScores: Float32Array;
}

/** Inputs that a post may lack, and that training therefore takes away from some. */
const DROPPED_GROUPS = (["site", "author", "time"] as const).map(featureRange);
const COMMUNITY_KNOWN = featureRange("community")[0];

/** A random permutation of all training posts, in batches. */
export class Batches {
  readonly count: number;
  private readonly order: Uint32Array;

  constructor(
    private readonly set: TrainingSet,
    private readonly config: PredictorConfig,
    private readonly random: Random,
  ) {
    this.count = Math.ceil(set.length / config.batch);
    this.order = shuffledIndices(set.length, random);
  }

  /** Batch `index` of this epoch. */
  assemble(index: number): Batch {
    const { set, config, random } = this;
    const chosen = this.order.subarray(index * config.batch, (index + 1) * config.batch);
    const buckets = config.edges.length;
    const rows: number[] = [];
    const weights: number[] = [];
    const batch = {
      posts: chosen.length,
      offsets: new Int32Array(chosen.length + 1),
      dense: new Float32Array(chosen.length * FEATURE_COUNT),
      logPriors: new Float32Array(chosen.length * buckets),
      buckets: new Int32Array(chosen.length),
      logScores: new Float32Array(chosen.length),
    };
    const { communities } = set.tables;
    const firstCommunityRow = set.tables.vocabulary.size + set.tables.bigramRows;
    chosen.forEach((post, i) => {
      const [part, at] = this.locate(post);
      const { encoded } = part;
      const dense = batch.dense.subarray(i * FEATURE_COUNT, (i + 1) * FEATURE_COUNT);
      dense.set(encoded.dense.subarray(at * FEATURE_COUNT, (at + 1) * FEATURE_COUNT));
      const titleOnly = random() < config.contextDropout;
      for (const range of DROPPED_GROUPS) if (titleOnly || random() < config.inputDropout) this.blank(dense, range);
      let community = encoded.communities[at];
      if (random() < config.communityDropout) {
        community = communities.names.length;
        this.blank(dense, [COMMUNITY_KNOWN, COMMUNITY_KNOWN + 1]);
      }
      for (let j = encoded.offsets[at]; j < encoded.offsets[at + 1] - 1; j++) {
        if (random() < config.wordDropout) continue;
        rows.push(encoded.rows[j]);
        weights.push(encoded.weights[j] / (1 - config.wordDropout));
      }
      rows.push(firstCommunityRow + community);
      weights.push(1);
      batch.offsets[i + 1] = rows.length;
      batch.logPriors.set(communities.logPriors.subarray(community * buckets, (community + 1) * buckets), i * buckets);
      batch.buckets[i] = part.buckets[at];
      batch.logScores[i] = part.logScores[at];
    });
    return { ...batch, rows: Int32Array.from(rows), weights: Float32Array.from(weights) };
  }

  private locate(post: number) {
    for (const part of this.set.parts) {
      if (post < part.buckets.length) return [part, post] as const;
      post -= part.buckets.length;
    }
    throw new RangeError("a post beyond the training set");
  }

  /** Sets features to zero before normalisation: "not given". */
  private blank(dense: Float32Array, [start, end]: readonly [number, number]): void {
    const { featureMean, featureScale } = this.set;
    for (let c = start; c < end; c++) dense[c] = -featureMean[c] / featureScale[c];
  }
}

function shuffledIndices(length: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}
