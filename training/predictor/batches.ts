import {
  CONTEXT_ENTRIES,
  FEATURE_COUNT,
  type FeatureGroup,
  featureRange,
  firstCommunityRow,
} from "../../lib/predictor/features";
import { createRandom, type Random } from "../../lib/random";
import type { PredictorConfig } from "./config";
import type { Examples } from "./example-pool";
import { shuffleExamples, type TrainingSet } from "./examples";

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
const DROPPED_GROUPS: readonly FeatureGroup[] = ["site", "author", "time"];
const DROPPED_RANGES = DROPPED_GROUPS.map(featureRange);
/** For each of the entries that end a post's row, its place among the groups; -1 for others. */
const ENTRY_GROUPS = CONTEXT_ENTRIES.map((entry) => DROPPED_GROUPS.indexOf(entry));
const COMMUNITY_KNOWN = featureRange("community")[0];

/** Entries of a post for which a batch has room at first. */
const ENTRIES = 32;

/** How many batches all posts of a set make. */
export function countBatches(set: TrainingSet, config: PredictorConfig): number {
  return Math.ceil(set.length / config.batch);
}

/** All training posts once, in random order, in batches. */
export async function* readBatches(set: TrainingSet, config: PredictorConfig, random: Random): AsyncGenerator<Batch> {
  // Dropout draws numbers of its own: how far reading is ahead must not change them.
  const dropout = createRandom(2 ** 32 * random());
  let batch = new BatchBuilder(set, config, dropout);
  for await (const { pieces, piece, at, order } of shuffleExamples(set, random)) {
    for (const post of order) {
      batch.add(pieces[piece[post]], at[post]);
      if (batch.posts < config.batch) continue;
      yield batch.finish();
      batch = new BatchBuilder(set, config, dropout);
    }
  }
  if (batch.posts > 0) yield batch.finish();
}

class BatchBuilder {
  posts = 0;
  private entries = 0;
  private rows: Int32Array;
  private weights: Float32Array;
  private readonly offsets: Int32Array;
  private readonly dense: Float32Array;
  private readonly logPriors: Float32Array;
  private readonly buckets: Int32Array;
  private readonly logScores: Float32Array;
  private readonly firstCommunityRow: number;
  /** Of the post that is being taken, by group. */
  private readonly isDropped = DROPPED_GROUPS.map(() => false);

  constructor(
    private readonly set: TrainingSet,
    private readonly config: PredictorConfig,
    private readonly random: Random,
  ) {
    const { batch, edges } = config;
    this.rows = new Int32Array(batch * ENTRIES);
    this.weights = new Float32Array(batch * ENTRIES);
    this.offsets = new Int32Array(batch + 1);
    this.dense = new Float32Array(batch * FEATURE_COUNT);
    this.logPriors = new Float32Array(batch * edges.length);
    this.buckets = new Int32Array(batch);
    this.logScores = new Float32Array(batch);
    this.firstCommunityRow = firstCommunityRow(set.tables);
  }

  /** Takes post `at` of the examples, less what dropout leaves out. */
  add(examples: Examples, at: number): void {
    const { config, random, dense, logPriors, isDropped, posts: i } = this;
    const { featureMean, featureScale, tables } = this.set;
    const first = i * FEATURE_COUNT;
    for (let c = 0, from = at * FEATURE_COUNT; c < FEATURE_COUNT; c++) {
      dense[first + c] = (examples.dense[from + c] - featureMean[c]) / featureScale[c];
    }
    const titleOnly = random() < config.contextDropout;
    for (let group = 0; group < isDropped.length; group++) {
      isDropped[group] = titleOnly || random() < config.inputDropout;
      if (isDropped[group]) this.blank(first, DROPPED_RANGES[group]);
    }
    let community = examples.community[at];
    if (random() < config.communityDropout) {
      community = tables.communities.names.length;
      this.blank(first, [COMMUNITY_KNOWN, COMMUNITY_KNOWN + 1]);
    }
    this.addEntries(examples, examples.offsets[at], examples.offsets[at + 1]);
    this.push(this.firstCommunityRow + community, 1);
    const buckets = config.edges.length;
    for (let k = 0; k < buckets; k++)
      logPriors[i * buckets + k] = tables.communities.logPriors[community * buckets + k];
    this.offsets[i + 1] = this.entries;
    this.buckets[i] = examples.bucket[at];
    this.logScores[i] = examples.logScore[at];
    this.posts++;
  }

  /** Adds the entries `start..end` less those dropped; the last of them is the community, which is not. */
  private addEntries({ rows, weights }: Examples, start: number, end: number): void {
    const { random, isDropped } = this;
    const { wordDropout } = this.config;
    this.reserve(end - start);
    const context = end - ENTRY_GROUPS.length;
    for (let j = start; j < end - 1; j++) {
      const group = j < context ? -1 : ENTRY_GROUPS[j - context];
      if (weights[j] === 0 || (group >= 0 && isDropped[group]) || random() < wordDropout) continue;
      this.push(rows[j], weights[j] / (1 - wordDropout));
    }
  }

  finish(): Batch {
    const { posts, entries, config } = this;
    return {
      posts,
      offsets: this.offsets.subarray(0, posts + 1),
      rows: this.rows.subarray(0, entries),
      weights: this.weights.subarray(0, entries),
      dense: this.dense.subarray(0, posts * FEATURE_COUNT),
      logPriors: this.logPriors.subarray(0, posts * config.edges.length),
      buckets: this.buckets.subarray(0, posts),
      logScores: this.logScores.subarray(0, posts),
    };
  }

  /** Sets features of the post at `first` to zero, which is "not given" after normalisation too. */
  private blank(first: number, [start, end]: readonly [number, number]): void {
    this.dense.fill(0, first + start, first + end);
  }

  private push(row: number, weight: number): void {
    this.rows[this.entries] = row;
    this.weights[this.entries++] = weight;
  }

  /** Makes room for some more entries. */
  private reserve(more: number): void {
    if (this.entries + more <= this.rows.length) return;
    const [rows, weights] = [this.rows, this.weights];
    this.rows = new Int32Array(2 * rows.length + more);
    this.weights = new Float32Array(this.rows.length);
    this.rows.set(rows);
    this.weights.set(weights);
  }
}
