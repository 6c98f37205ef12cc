import type { Post } from "../post";
import { isForeign } from "../text/language";
import { type Token, tokenize } from "../text/tokenize";
import type { Vocabulary } from "../text/vocabulary";
import type { CommunityTable } from "./communities";
import { AUTHOR_FEATURES, SITE_FEATURES, TIME_FEATURES, writeAuthor, writeSite, writeTime } from "./context-features";
import type { EntityRecord, EntityTable } from "./entities";
import { fnv1a, hashPair } from "./hash";
import { SparseRows } from "./sparse";
import { TITLE_FEATURES, writeTitleFeatures } from "./title-features";

/** A title is read up to this many characters; what follows cannot change the forecast. */
export const TITLE_READ_LIMIT = 1000;

/** Names of the dense features, in order, by the input they describe. */
const FEATURE_GROUPS = {
  title: TITLE_FEATURES,
  time: TIME_FEATURES,
  site: SITE_FEATURES,
  author: AUTHOR_FEATURES,
  community: ["community_known"],
} as const;

export type FeatureGroup = keyof typeof FEATURE_GROUPS;

export const FEATURE_NAMES: readonly string[] = Object.values(FEATURE_GROUPS).flat();
export const FEATURE_COUNT = FEATURE_NAMES.length;

/** First column and one past the last of a group's features. */
export function featureRange(group: FeatureGroup): readonly [start: number, end: number] {
  let start = 0;
  for (const name of Object.keys(FEATURE_GROUPS) as FeatureGroup[]) {
    const { length } = FEATURE_GROUPS[name];
    if (name === group) return [start, start + length];
    start += length;
  }
  throw new RangeError(`no feature group "${group}"`);
}

/**
 * Posts as numbers. Sparse part in compressed rows: post `i` adds `weights[j] × table[rows[j]]` for `j` in
 * `offsets[i]..offsets[i + 1]`. The last {@link CONTEXT_ENTRIES} of them are its site, its author (of weight 0 where they have no
 * row) and its community. Dense part: [posts, FEATURE_COUNT], not yet normalised.
 */
export interface EncodedPosts {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  readonly dense: Float32Array;
  /** Row of each post's community in the community table. */
  readonly communities: Int32Array;
  /** How far each title can be judged by its words, 0 to 1: less than 1 when most are unknown or not English. */
  readonly trust: Float32Array;
}

/** Entries of a post behind those of its title, in this order. */
export const CONTEXT_ENTRIES = ["site", "author", "community"] as const;

/** What encoding looks things up in. */
export interface EncoderTables {
  readonly vocabulary: Vocabulary;
  /** Rows that hashed bigrams share; a power of two, or 0 for none. */
  readonly bigramRows: number;
  /** Rows that frequent sites and authors share by their hash; a power of two. */
  readonly entityRows: number;
  readonly communities: CommunityTable;
  /** When the last training post was posted, in seconds since the epoch. */
  readonly until: number;
  readonly sites: EntityTable;
  readonly authors: EntityTable;
}

/** Rows of the embedding table: words, hashed bigrams, sites and authors, communities (the last one for an unknown community). */
export function countTableRows(tables: Omit<EncoderTables, "sites" | "authors">): number {
  return firstCommunityRow(tables) + tables.communities.names.length + 1;
}

/** Row of the most frequent community. */
export function firstCommunityRow({ vocabulary, bigramRows, entityRows }: Omit<EncoderTables, "sites" | "authors">) {
  return vocabulary.size + bigramRows + entityRows;
}

/** Turns posts into {@link EncodedPosts}. The one place where features are made. */
export function encode(posts: readonly Post[], tables: EncoderTables): EncodedPosts {
  const sparse = new SparseRows(posts.length);
  const dense = new Float32Array(posts.length * FEATURE_COUNT);
  const communities = new Int32Array(posts.length);
  const trust = new Float32Array(posts.length);
  posts.forEach((post, i) => {
    communities[i] = tables.communities.rowOf(post.community);
    const title = post.title.slice(0, TITLE_READ_LIMIT);
    const tokens = tokenize(title);
    const known = addWords(sparse, tokens, tables.vocabulary);
    addBigrams(sparse, tokens, tables);
    const site = tables.sites.find(post.site);
    const author = tables.authors.find(post.author);
    addEntity(sparse, `site ${post.site}`, site, tables);
    addEntity(sparse, `author ${post.author}`, author, tables);
    sparse.add(firstCommunityRow(tables) + communities[i], 1);
    sparse.endRow();
    const features = dense.subarray(i * FEATURE_COUNT, (i + 1) * FEATURE_COUNT);
    let at = writeTitleFeatures(features, title, tokens, known);
    trust[i] = judgeTrust(tokens, known);
    at = writeTime(features, at, post.postedAt, tables.until);
    at = writeSite(features, at, post.site, site);
    at = writeAuthor(features, at, post.author, author);
    features[at] = communities[i] < tables.communities.names.length ? 1 : 0;
  });
  return { ...sparse.finish(), dense, communities, trust };
}

/**
 * Adds the words' rows over the root of their number: between a mean, which drowns a telling word in a long title, and a
 * sum, which favours long titles. Returns how many words are known.
 */
function addWords(sparse: SparseRows, tokens: readonly Token[], vocabulary: Vocabulary): number {
  let known = 0;
  const weight = 1 / Math.sqrt(tokens.length);
  for (const { form } of tokens) {
    const rows = vocabulary.rowsOf(form);
    if (rows[0] !== 0) known++;
    for (const row of rows) sparse.add(row, weight / rows.length);
  }
  return known;
}

function addBigrams(sparse: SparseRows, tokens: readonly Token[], { vocabulary, bigramRows }: EncoderTables): void {
  if (bigramRows === 0 || tokens.length === 0) return;
  const weight = 1 / Math.sqrt(tokens.length + 1);
  for (let i = 0; i <= tokens.length; i++) {
    const pair = hashPair(tokens[i - 1]?.form ?? "<start>", tokens[i]?.form ?? "<end>");
    sparse.add(vocabulary.size + (pair & (bigramRows - 1)), weight);
  }
}

/** Posts with which a site or author has a row of its own: one with fewer would only learn them by heart. */
const ROW_MINIMUM = 20;

/** @param name with what kind of entity it is of: a site and an author of one name are two. */
function addEntity(
  sparse: SparseRows,
  name: string,
  record: EntityRecord | null,
  { vocabulary, bigramRows, entityRows }: EncoderTables,
): void {
  const row = fnv1a(name) & (entityRows - 1);
  sparse.add(vocabulary.size + bigramRows + row, record !== null && record.posts >= ROW_MINIMUM ? 1 : 0);
}

/** Share of known words below which a title is judged less by its words. */
const TRUSTED_SHARE = 0.5;

function judgeTrust(tokens: readonly Token[], known: number): number {
  if (tokens.length === 0) return 0;
  const language = isForeign(tokens.map(({ form }) => form)) ? 0.5 : 1;
  return language * Math.min(1, known / tokens.length / TRUSTED_SHARE);
}

/** Writes another time over that of a post's dense features. */
export function rewriteTime(features: Float32Array, postedAt: number, until: number): void {
  writeTime(features, featureRange("time")[0], postedAt, until);
}
