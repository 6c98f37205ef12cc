import { bucketOf } from "../../lib/buckets";
import type { ScoredPost } from "../../lib/post";
import { CommunityTable } from "../../lib/predictor/communities";
import { EntityTable } from "../../lib/predictor/entities";
import type { EncoderTables } from "../../lib/predictor/features";
import { createRandom } from "../../lib/random";
import { words } from "../../lib/text/tokenize";
import { NUMBER, UNKNOWN, Vocabulary } from "../../lib/text/vocabulary";
import type { PredictorConfig } from "../../training/predictor/config";

/** What training encodes out of core, written down as plainly as can be, with all posts in memory. */
export function encodeInMemory(posts: readonly ScoredPost[], config: PredictorConfig) {
  const random = createRandom(config.seed);
  const folded = posts.map((post) => ({ post, fold: Math.floor(random() * config.folds) }));
  const shared = {
    vocabulary: vocabularyOf(posts, config),
    bigramRows: config.bigramRows,
    entityRows: config.entityRows,
    communities: communitiesOf(posts, config),
    until: Math.max(...posts.map(({ postedAt }) => Math.floor((postedAt ?? 0) / 1000))),
  };
  const tablesOf = (chosen: readonly ScoredPost[]): EncoderTables => ({
    ...shared,
    sites: entitiesOf("site", chosen, posts, config),
    authors: entitiesOf("author", chosen, posts, config),
  });
  const others = Array.from({ length: config.folds }, (_, fold) =>
    tablesOf(folded.filter((other) => other.fold !== fold).map(({ post }) => post)),
  );
  return { tables: tablesOf(posts), posts: folded.map(({ post, fold }) => ({ post, tables: others[fold] })) };
}

function vocabularyOf(posts: readonly ScoredPost[], config: PredictorConfig): Vocabulary {
  const titles = posts.map(({ title }) => [...new Set(words(title))]);
  const counts = [...groupBy(titles.flat(), (word) => word)].map(([word, all]) => [word, all.length] as const);
  const kept = counts.filter(([, count]) => count >= config.minWordCount).sort(mostFirst);
  return new Vocabulary([UNKNOWN, NUMBER, ...kept.slice(0, config.maxWords).map(([word]) => word)]);
}

function communitiesOf(posts: readonly ScoredPost[], { edges }: PredictorConfig): CommunityTable {
  const spread = (some: readonly ScoredPost[]) =>
    edges.map((_, bucket) => some.filter(({ score }) => bucketOf(score, edges) === bucket).length);
  const prior = spread(posts).map((count) => (count + 1) / (posts.length + edges.length));
  const groups = [...groupBy(posts, ({ community }) => community)]
    .flatMap(([name, own]) => (name === null ? [] : [[name, own.length, own] as const]))
    .sort(mostFirst);
  const shares = groups.map(([, , own]) =>
    spread(own).map((count, bucket) => (count + 10 * prior[bucket]) / (own.length + 10)),
  );
  return CommunityTable.of(
    groups.map(([name]) => name),
    Float64Array.from([...shares, prior].flat()),
    edges.length,
  );
}

function entitiesOf(
  kind: "site" | "author",
  chosen: readonly ScoredPost[],
  all: readonly ScoredPost[],
  { entityMinimum, entityShrinkage }: PredictorConfig,
): EntityTable {
  const log = ({ score }: ScoredPost) => Math.log(Math.max(1, score));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const means = new Map(
    [...groupBy(all, ({ community }) => community)].map(([name, own]) => [name, sum(own.map(log)) / own.length]),
  );
  const groups = [...groupBy(chosen, (post) => post[kind])];
  return EntityTable.of(
    groups.flatMap(([name, own]) => {
      if (name === null || own.length < entityMinimum) return [];
      const residuals = own.map((post) => log(post) - (means.get(post.community) ?? 0));
      return [[name, { residual: sum(residuals) / (own.length + entityShrinkage), posts: own.length }] as const];
    }),
  );
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function mostFirst([a, m]: readonly [string, number, ...unknown[]], [b, n]: readonly [string, number, ...unknown[]]) {
  return n - m || (a < b ? -1 : 1);
}
