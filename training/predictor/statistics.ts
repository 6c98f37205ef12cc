import { bucketOf } from "../../lib/buckets";
import { CommunityTable } from "../../lib/predictor/communities";
import { type EntityRecord, EntityTable } from "../../lib/predictor/entities";
import { words } from "../../lib/text/tokenize";
import { NUMBER, UNKNOWN, Vocabulary } from "../../lib/text/vocabulary";
import type { PredictorConfig } from "./config";
import { Tally } from "./tally";

/** Posts' worth of pull of a community's distribution towards that of all posts. */
const COMMUNITY_SHRINKAGE = 10;
/** Different names that are kept in mind at a time; with more, the rarest are forgotten. */
const MOST = { words: 2 ** 20, communities: 2 ** 17, entities: 2 ** 19 };

/** Counts the titles that hold each word. */
export class WordCounts {
  private readonly tally = new Tally(1, MOST.words);

  add(title: string): void {
    for (const word of new Set(words(title))) this.tally.add(word);
  }

  /** Words in at least `minWordCount` titles, most frequent first, at most `maxWords`. */
  toVocabulary({ minWordCount, maxWords }: PredictorConfig): Vocabulary {
    const { values } = this.tally;
    const counts = Array.from(this.tally.entries(), ([word, at]): [string, number] => [word, values[at]]);
    const kept = counts.filter(([, count]) => count >= minWordCount).sort(byCountThenName);
    return new Vocabulary([UNKNOWN, NUMBER, ...kept.slice(0, maxWords).map(([word]) => word)]);
  }
}

/** Counts how the posts of each community, `null` for none, spread over the buckets. */
export class CommunityCounts {
  private readonly tally: Tally;
  private readonly none: Float64Array;
  private readonly all: Float64Array;

  constructor(private readonly edges: readonly number[]) {
    // Posts, their sum of log scores, and how many are in each bucket.
    this.tally = new Tally(2 + edges.length, MOST.communities);
    this.none = new Float64Array(2);
    this.all = new Float64Array(edges.length).fill(1);
  }

  /** Counts some posts of one community with the same score. */
  add(community: string | null, score: number, posts: number): void {
    const bucket = bucketOf(score, this.edges);
    const log = posts * logScore(score);
    this.all[bucket] += posts;
    if (community === null) {
      this.none[0] += posts;
      this.none[1] += log;
    } else {
      const at = this.tally.add(community, posts);
      this.tally.values[at + 1] += log;
      this.tally.values[at + 2 + bucket] += posts;
    }
  }

  /** How each community's posts spread over the buckets, shrunk towards all posts; most posts first. */
  toTable(): CommunityTable {
    const { tally, all } = this;
    const buckets = this.edges.length;
    const prior = all.map((count) => count / sum(all));
    const kept = Array.from(tally.entries(), ([name, at]): [string, number, number] => [name, tally.values[at], at]);
    kept.sort(byCountThenName);
    const shares = new Float64Array((kept.length + 1) * buckets);
    kept.forEach(([, posts, at], i) => {
      const own = tally.values.subarray(at + 2, at + 2 + buckets);
      const shrunk = own.map((n, k) => (n + COMMUNITY_SHRINKAGE * prior[k]) / (posts + COMMUNITY_SHRINKAGE));
      shares.set(shrunk, i * buckets);
    });
    shares.set(prior, kept.length * buckets);
    return CommunityTable.of(
      kept.map(([name]) => name),
      shares,
      buckets,
    );
  }

  /** Tells a post's log score less the mean of its community; 0 where that is not known. */
  toResiduals(): (community: string | null, score: number) => number {
    const { tally, none } = this;
    const means = new Map<string | null, number>([[null, none[1] / none[0]]]);
    for (const [name, at] of tally.entries()) means.set(name, tally.values[at + 1] / tally.values[at]);
    return (community, score) => {
      const mean = means.get(community);
      return mean === undefined ? 0 : logScore(score) - mean;
    };
  }
}

/**
 * Counts the posts of each site or author, and sums their residuals: log scores less their community's mean. Each post
 * belongs to a fold, so that a fold's posts can be looked up among the others.
 */
export class EntityCounts {
  private readonly tally: Tally;

  constructor(private readonly config: PredictorConfig) {
    // Posts, posts of each fold, sum of each fold's residuals.
    this.tally = new Tally(1 + 2 * config.folds, MOST.entities);
  }

  add(name: string | null, residual: number, fold: number): void {
    if (name === null) return;
    const at = this.tally.add(name) + 1 + fold;
    this.tally.values[at]++;
    this.tally.values[at + this.config.folds] += residual;
  }

  /** Those of at least `entityMinimum` posts, with their shrunk mean residual. @param without a fold whose posts do not count. */
  toTable(without?: number): EntityTable {
    const { entityMinimum, entityShrinkage, folds } = this.config;
    const { values } = this.tally;
    const records: [string, EntityRecord][] = [];
    for (const [name, at] of this.tally.entries()) {
      let [posts, total] = [0, 0];
      for (let fold = 0; fold < folds; fold++) {
        if (fold === without) continue;
        posts += values[at + 1 + fold];
        total += values[at + 1 + fold + folds];
      }
      if (posts >= entityMinimum) records.push([name, { residual: total / (posts + entityShrinkage), posts }]);
    }
    return EntityTable.of(records);
  }
}

/** Scores are heavy-tailed: their logarithm is what sums and means are taken of. Scores below 1 count as 1. */
export function logScore(score: number): number {
  return Math.log(Math.max(1, score));
}

function byCountThenName(
  [a, m]: readonly [string, number, ...unknown[]],
  [b, n]: readonly [string, number, ...unknown[]],
) {
  return n - m || (a < b ? -1 : 1);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
