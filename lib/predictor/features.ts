import { type Post, SELF } from "../post";
import { isForeign } from "../text/language";
import { type Token, tokenize } from "../text/tokenize";
import type { Vocabulary } from "../text/vocabulary";
import type { CommunityTable } from "./communities";
import type { EntityTable } from "./entities";
import { hashPair } from "./hash";
import { SparseRows } from "./sparse";
import { TITLE_FEATURES, writeTitleFeatures } from "./title-features";

/** A title is read up to this many characters; what follows cannot change the forecast. */
export const TITLE_READ_LIMIT = 1000;

/** Names of the dense features, in order, by the input they describe. */
const FEATURE_GROUPS = {
  title: TITLE_FEATURES,
  time: [
    "time_given",
    "hour_sin",
    "hour_cos",
    "half_day_sin",
    "half_day_cos",
    "weekday_sin",
    "weekday_cos",
    "half_week_sin",
    "half_week_cos",
  ],
  site: ["site_given", "site_self", "site_known", "site_residual", "site_log_posts"],
  author: ["author_given", "author_known", "author_residual", "author_log_posts"],
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
 * `offsets[i]..offsets[i + 1]`, the last of them its community. Dense part: [posts, FEATURE_COUNT], not yet normalised.
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

/** What encoding looks things up in. */
export interface EncoderTables {
  readonly vocabulary: Vocabulary;
  /** Rows that hashed bigrams share; a power of two, or 0 for none. */
  readonly bigramRows: number;
  readonly communities: CommunityTable;
  readonly sites: EntityTable;
  readonly authors: EntityTable;
}

/** Rows of the embedding table: words, then hashed bigrams, then communities (the last one for an unknown community). */
export function countTableRows(tables: Omit<EncoderTables, "sites" | "authors">): number {
  return tables.vocabulary.size + tables.bigramRows + tables.communities.names.length + 1;
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
    sparse.add(tables.vocabulary.size + tables.bigramRows + communities[i], 1);
    sparse.endRow();
    const features = dense.subarray(i * FEATURE_COUNT, (i + 1) * FEATURE_COUNT);
    let at = writeTitleFeatures(features, title, tokens, known);
    trust[i] = judgeTrust(tokens, known);
    at = writeTime(features, at, post.postedAt);
    at = writeSite(features, at, post.site, tables.sites);
    at = writeAuthor(features, at, post.author, tables.authors);
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

/** Share of known words below which a title is judged less by its words. */
const TRUSTED_SHARE = 0.5;

function judgeTrust(tokens: readonly Token[], known: number): number {
  if (tokens.length === 0) return 0;
  const language = isForeign(tokens.map(({ form }) => form)) ? 0.5 : 1;
  return language * Math.min(1, known / tokens.length / TRUSTED_SHARE);
}

const DAY = 86_400_000;
/** 1970-01-01 was a Thursday; weekday 0 is Monday. */
const EPOCH_WEEKDAY = 3;

/** Writes another time over that of a post's dense features. */
export function rewriteTime(features: Float32Array, postedAt: number): void {
  writeTime(features, featureRange("time")[0], postedAt);
}

/** Hour and weekday in UTC, each as its first two harmonics. */
function writeTime(out: Float32Array, at: number, postedAt: number | null): number {
  if (postedAt !== null) {
    const days = Math.floor(postedAt / DAY);
    const hour = 2 * Math.PI * (postedAt / DAY - days);
    const weekday = (2 * Math.PI * ((((days + EPOCH_WEEKDAY) % 7) + 7) % 7)) / 7;
    out[at] = 1;
    [hour, 2 * hour, weekday, 2 * weekday].forEach((angle, i) => {
      out[at + 1 + 2 * i] = Math.sin(angle);
      out[at + 2 + 2 * i] = Math.cos(angle);
    });
  }
  return at + FEATURE_GROUPS.time.length;
}

function writeSite(out: Float32Array, at: number, site: string | null, sites: EntityTable): number {
  if (site !== null) {
    out[at] = 1;
    out[at + 1] = site === SELF ? 1 : 0;
    writeEntity(out, at + 2, site, sites);
  }
  return at + FEATURE_GROUPS.site.length;
}

function writeAuthor(out: Float32Array, at: number, author: string | null, authors: EntityTable): number {
  if (author !== null) {
    out[at] = 1;
    writeEntity(out, at + 1, author, authors);
  }
  return at + FEATURE_GROUPS.author.length;
}

function writeEntity(out: Float32Array, at: number, name: string, table: EntityTable): void {
  const record = table.find(name);
  if (record === null) return;
  out[at] = 1;
  out[at + 1] = record.residual;
  out[at + 2] = Math.log(record.posts);
}
