import { bucketOf } from "../../lib/buckets";
import { type EncoderTables, encode, FEATURE_COUNT, featureRange } from "../../lib/predictor/features";
import { createRandom, type Random } from "../../lib/random";
import type { BeginStep, Progress } from "../console/progress";
import { type Posts, type PostTable, postAt } from "../data/posts";
import type { PredictorConfig } from "./config";
import { type ExampleFile, readShuffled, type ShuffledPart, writeExamples } from "./example-file";
import type { Examples } from "./example-pool";
import { CommunityCounts, EntityCounts, logScore, WordCounts } from "./statistics";

/** Encoded training posts with their outcomes, on disk, and what encoding looked things up in. */
export interface TrainingSet {
  readonly length: number;
  readonly file: ExampleFile;
  /** Tables fitted on all training posts: what the model is released with. */
  readonly tables: EncoderTables;
  /** Mean and spread of the dense features, [FEATURE_COUNT] each. */
  readonly featureMean: Float32Array;
  readonly featureScale: Float32Array;
}

/** All posts of a set once, in an order that `random` alone decides, as many at a time as memory may hold. */
export function shuffleExamples(set: TrainingSet, random: Random): AsyncGenerator<ShuffledPart> {
  return readShuffled(set.file, random);
}

/**
 * Fits every table on the posts, and encodes them into a file, out of fold: the means of a post's site and author are those
 * of the other folds' posts. Goes through the posts three times, and holds none of them.
 */
export async function writeTrainingSet(
  posts: Posts,
  config: PredictorConfig,
  path: string,
  begin: BeginStep,
): Promise<TrainingSet> {
  const tablesWithout = await fitTables(posts, config, begin("counting words", posts.length, "posts"));
  const moments = new Moments();
  const file = await writeExamples(
    path,
    encodePosts(posts, config, tablesWithout, moments, begin("encoding", posts.length, "posts")),
    posts.length,
    config.seed,
  );
  return { length: posts.length, file, tables: tablesWithout(), ...moments.normalisation(posts.length) };
}

/** Tables of all posts, or of those outside one fold. */
type TablesWithout = (fold?: number) => EncoderTables;

async function fitTables(posts: Posts, config: PredictorConfig, progress: Progress): Promise<TablesWithout> {
  const communities = new CommunityCounts(config.edges);
  for await (const { community, score, posts: count } of posts.scores()) communities.add(community, score, count);
  const residualOf = communities.toResiduals();
  const words = new WordCounts();
  const [sites, authors] = [new EntityCounts(config), new EntityCounts(config)];
  const drawFold = createFolds(config);
  for await (const block of withProgress(posts, progress)) {
    for (let row = 0; row < block.length; row++) {
      const residual = residualOf(block.community[row], block.score[row]);
      const fold = drawFold();
      words.add(block.title[row]);
      sites.add(block.site[row], residual, fold);
      authors.add(block.author[row], residual, fold);
    }
  }
  const shared = {
    vocabulary: words.toVocabulary(config),
    bigramRows: config.bigramRows,
    entityRows: config.entityRows,
    communities: communities.toTable(),
    until: Math.max(0, Math.floor(posts.to / 1000)),
  };
  return (fold) => ({ ...shared, sites: sites.toTable(fold), authors: authors.toTable(fold) });
}

async function* encodePosts(
  posts: Posts,
  config: PredictorConfig,
  tablesWithout: TablesWithout,
  moments: Moments,
  progress: Progress,
): AsyncGenerator<Examples> {
  const tables = Array.from({ length: config.folds }, (_, fold) => tablesWithout(fold));
  const drawFold = createFolds(config);
  for await (const block of withProgress(posts, progress)) {
    const rows = tables.map((): number[] => []);
    for (let row = 0; row < block.length; row++) rows[drawFold()].push(row);
    for (const [fold, inside] of rows.entries()) {
      const examples = encodeRows(block, inside, tables[fold], config.edges);
      moments.add(examples.dense);
      yield examples;
    }
  }
}

function encodeRows(
  block: PostTable,
  rows: readonly number[],
  tables: EncoderTables,
  edges: readonly number[],
): Examples {
  const posts = rows.map((row) => postAt(block, row));
  const { offsets, rows: sparse, weights, dense, communities } = encode(posts, tables);
  return {
    offsets,
    rows: sparse,
    weights,
    dense,
    community: Float32Array.from(communities),
    bucket: Float32Array.from(posts, ({ score }) => bucketOf(score, edges)),
    logScore: Float32Array.from(posts, ({ score }) => logScore(score)),
  };
}

/** Deals each post, in the order of the file, to a fold. */
function createFolds({ seed, folds }: PredictorConfig): () => number {
  const random = createRandom(seed);
  return () => Math.floor(random() * folds);
}

async function* withProgress(posts: Posts, progress: Progress): AsyncGenerator<PostTable> {
  let done = 0;
  for await (const block of posts.blocks()) {
    yield block;
    progress.update((done += block.length));
  }
  progress.finish();
}

/** Features that vary less than this are scaled as if they varied so much: rare ones would else be far out when they come. */
const LEAST_SPREAD = 0.1;

/** Sums of the dense features and of their squares. */
class Moments {
  private readonly sums = new Float64Array(FEATURE_COUNT);
  private readonly squares = new Float64Array(FEATURE_COUNT);

  /** @param dense [posts, FEATURE_COUNT] */
  add(dense: Float32Array): void {
    for (let at = 0; at < dense.length; at += FEATURE_COUNT) {
      for (let c = 0; c < FEATURE_COUNT; c++) {
        const value = dense[at + c];
        this.sums[c] += value;
        this.squares[c] += value * value;
      }
    }
  }

  /**
   * What brings the title's features to mean 0 and spread 1, and the others to a mean square of 1: they are 0 where they are not
   * given, and stay so. A title alone would else be far from every post that gives them.
   */
  normalisation(posts: number): Pick<TrainingSet, "featureMean" | "featureScale"> {
    const [start, end] = featureRange("title");
    const featureMean = Float32Array.from(this.sums, (sum, c) => (c >= start && c < end ? sum / posts : 0));
    const featureScale = Float32Array.from(this.squares, (square, c) =>
      Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, square / posts - featureMean[c] ** 2))),
    );
    return { featureMean, featureScale };
  }
}
