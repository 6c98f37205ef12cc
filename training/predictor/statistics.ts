import { bucketOf } from "../../lib/buckets";
import { CommunityTable } from "../../lib/predictor/communities";
import { EntityTable } from "../../lib/predictor/entities";
import { words } from "../../lib/text/tokenize";
import { NUMBER, UNKNOWN, Vocabulary } from "../../lib/text/vocabulary";
import type { PostTable } from "../data/posts";
import type { PredictorConfig } from "./config";

/** Posts' worth of pull of a community's distribution towards that of all posts. */
const COMMUNITY_SHRINKAGE = 10;

/** Words in at least `minWordCount` of the given titles, most frequent first, at most `maxWords`. */
export function buildVocabulary(table: PostTable, rows: Int32Array, config: PredictorConfig): Vocabulary {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const word of new Set(words(table.title[row]))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= config.minWordCount).sort(byCountThenName);
  return new Vocabulary([UNKNOWN, NUMBER, ...kept.slice(0, config.maxWords).map(([word]) => word)]);
}

/** How the given posts of each community spread over the buckets, shrunk towards all posts. */
export function buildCommunities(table: PostTable, rows: Int32Array, edges: readonly number[]): CommunityTable {
  const all = new Float64Array(edges.length).fill(1);
  const counts = new Map<string, Float64Array>();
  for (const row of rows) {
    const bucket = bucketOf(table.score[row], edges);
    all[bucket]++;
    const community = table.community[row];
    if (community === null) continue;
    let own = counts.get(community);
    if (own === undefined) counts.set(community, (own = new Float64Array(edges.length)));
    own[bucket]++;
  }
  const prior = all.map((count) => count / sum(all));
  const kept = [...counts].map(([name, own]) => [name, sum(own), own] as const);
  kept.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shares = new Float64Array((kept.length + 1) * edges.length);
  kept.forEach(([, total, own], i) => {
    const shrunk = own.map((n, k) => (n + COMMUNITY_SHRINKAGE * prior[k]) / (total + COMMUNITY_SHRINKAGE));
    shares.set(shrunk, i * edges.length);
  });
  shares.set(prior, kept.length * edges.length);
  return CommunityTable.of(
    kept.map(([name]) => name),
    shares,
    edges.length,
  );
}

/** Log score of each row of the table, less the mean of its community over the given rows. */
export function residualLogScores(table: PostTable, rows: Int32Array): Float64Array {
  const logs = Float64Array.from(table.score, logScore);
  const sums = new Map<string | null, { sum: number; count: number }>();
  for (const row of rows) {
    const entry = sums.get(table.community[row]) ?? { sum: 0, count: 0 };
    sums.set(table.community[row], { sum: entry.sum + logs[row], count: entry.count + 1 });
  }
  return logs.map((log, row) => {
    const entry = sums.get(table.community[row]);
    return entry === undefined ? 0 : log - entry.sum / entry.count;
  });
}

/** Scores are heavy-tailed: their logarithm is what sums and means are taken of. Scores below 1 count as 1. */
export function logScore(score: number): number {
  return Math.log(Math.max(1, score));
}

/** Sites or authors of at least `entityMinimum` of the given rows, with their shrunk mean residual. */
export function buildEntities(
  names: readonly (string | null)[],
  rows: Int32Array,
  residuals: Float64Array,
  { entityMinimum, entityShrinkage }: PredictorConfig,
): EntityTable {
  const sums = new Map<string, { sum: number; posts: number }>();
  for (const row of rows) {
    const name = names[row];
    if (name === null) continue;
    const entry = sums.get(name);
    if (entry === undefined) sums.set(name, { sum: residuals[row], posts: 1 });
    else {
      entry.sum += residuals[row];
      entry.posts++;
    }
  }
  const kept = [...sums].filter(([, { posts }]) => posts >= entityMinimum);
  return EntityTable.of(
    kept.map(([name, entry]) => [name, { residual: entry.sum / (entry.posts + entityShrinkage), posts: entry.posts }]),
  );
}

function byCountThenName([a, m]: [string, number], [b, n]: [string, number]): number {
  return n - m || (a < b ? -1 : 1);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
