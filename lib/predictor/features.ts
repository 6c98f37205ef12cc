import { type Post, SELF } from "../post";
import { type Token, tokenize } from "../text/tokenize";
import type { Vocabulary } from "../text/vocabulary";
import type { CommunityTable } from "./communities";
import type { EntityTable } from "./entities";
import { hashPair } from "./hash";

/** A title is read up to this many characters; what follows cannot change the forecast. */
export const TITLE_READ_LIMIT = 1000;

/** Names of the dense features, in order, by the input they describe. */
export const FEATURE_GROUPS = {
  title: [
    "log_characters",
    "log_words",
    "mean_word_length",
    "unknown_share",
    "capital_share",
    "all_capitals_words",
    "starts_with_number",
    "has_number",
    "has_year",
    "has_tag",
    "question",
    "exclamation",
    "colon",
    "quote",
    "dash",
    "ellipsis",
    "first_person",
  ],
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
export function featureRange(group: FeatureGroup): [start: number, end: number] {
  let start = 0;
  for (const [name, features] of Object.entries(FEATURE_GROUPS)) {
    if (name === group) return [start, start + features.length];
    start += features.length;
  }
  throw new RangeError(`no feature group "${group}"`);
}

/**
 * Posts as numbers. Sparse part in compressed rows: post `i` adds `weights[j] × table[rows[j]]` for `j` in
 * `offsets[i]..offsets[i + 1]`. Dense part: [posts, FEATURE_COUNT], not yet normalised.
 */
export interface EncodedPosts {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  readonly dense: Float32Array;
  /** Row of each post's community in the community table. */
  readonly communities: Int32Array;
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
export function tableRows(tables: EncoderTables): number {
  return tables.vocabulary.size + tables.bigramRows + tables.communities.names.length + 1;
}

/** Whether the tokens of a title, in order, are known to the vocabulary. */
export function knownTokens(tokens: readonly Token[], vocabulary: Vocabulary): boolean[] {
  return tokens.map(({ form }) => vocabulary.rowsOf(form)[0] !== 0);
}

const DAY = 86_400_000;
/** 1970-01-01 was a Thursday; weekday 0 is Monday. */
const EPOCH_WEEKDAY = 3;

/** Turns posts into {@link EncodedPosts}. The one place where features are made. */
export function encode(posts: readonly Post[], tables: EncoderTables): EncodedPosts {
  const sparse = new SparseRows(posts.length);
  const dense = new Float32Array(posts.length * FEATURE_COUNT);
  const communities = new Int32Array(posts.length);
  posts.forEach((post, i) => {
    communities[i] = tables.communities.rowOf(post.community);
    const features = dense.subarray(i * FEATURE_COUNT, (i + 1) * FEATURE_COUNT);
    const title = post.title.slice(0, TITLE_READ_LIMIT);
    const tokens = tokenize(title);
    const unknown = addTitleRows(sparse, tokens, tables);
    sparse.add(tables.vocabulary.size + tables.bigramRows + communities[i], 1);
    sparse.endRow();
    let at = writeTitle(features, title, tokens, unknown);
    at = writeTime(features, at, post.postedAt);
    at = writeSite(features, at, post.site, tables.sites);
    at = writeAuthor(features, at, post.author, tables.authors);
    features[at] = communities[i] < tables.communities.names.length ? 1 : 0;
  });
  return { ...sparse.finish(), dense, communities };
}

/** Adds the mean of the words' rows and the mean of the bigrams' rows. Returns the share of unknown words. */
function addTitleRows(sparse: SparseRows, tokens: readonly Token[], tables: EncoderTables): number {
  let unknown = 0;
  for (const { form } of tokens) {
    const rows = tables.vocabulary.rowsOf(form);
    if (rows[0] === 0) unknown++;
    for (const row of rows) sparse.add(row, 1 / (tokens.length * rows.length));
  }
  if (tables.bigramRows > 0) {
    const mask = tables.bigramRows - 1;
    for (let i = 0; i <= tokens.length && tokens.length > 0; i++) {
      const pair = hashPair(tokens[i - 1]?.form ?? "<start>", tokens[i]?.form ?? "<end>");
      sparse.add(tables.vocabulary.size + (pair & mask), 1 / (tokens.length + 1));
    }
  }
  return tokens.length === 0 ? 0 : unknown / tokens.length;
}

function writeTitle(out: Float32Array, title: string, tokens: readonly Token[], unknown: number): number {
  let letters = 0;
  let capitals = 0;
  let shouted = 0;
  let length = 0;
  for (const { start, end } of tokens) {
    const surface = title.slice(start, end);
    length += end - start;
    const upper = countCapitals(surface);
    capitals += upper;
    letters += surface.length;
    if (upper > 1 && upper === surface.length) shouted++;
  }
  const count = Math.max(1, tokens.length);
  const first = tokens[0]?.form ?? "";
  out[0] = Math.log1p(title.length);
  out[1] = Math.log1p(tokens.length);
  out[2] = length / count;
  out[3] = unknown;
  out[4] = capitals / Math.max(1, letters);
  out[5] = shouted / count;
  out[6] = /^\d/.test(first) ? 1 : 0;
  out[7] = /\d/.test(title) ? 1 : 0;
  out[8] = /\b(?:19|20)\d\d\b/.test(title) ? 1 : 0;
  out[9] = title.includes("[") ? 1 : 0;
  out[10] = title.includes("?") ? 1 : 0;
  out[11] = title.includes("!") ? 1 : 0;
  out[12] = title.includes(":") ? 1 : 0;
  out[13] = /["“”‘]/.test(title) ? 1 : 0;
  out[14] = /[–—]| - /.test(title) ? 1 : 0;
  out[15] = /\.\.\.|…/.test(title) ? 1 : 0;
  out[16] = tokens.some(({ form }) => form === "i" || form === "my" || form === "i'm" || form === "we") ? 1 : 0;
  return FEATURE_GROUPS.title.length;
}

function countCapitals(surface: string): number {
  let count = 0;
  for (let i = 0; i < surface.length; i++) {
    const code = surface.charCodeAt(i);
    if (code >= 65 && code <= 90) count++;
  }
  return count;
}

function writeTime(out: Float32Array, at: number, postedAt: number | null): number {
  if (postedAt !== null) {
    const day = 2 * Math.PI * (postedAt / DAY - Math.floor(postedAt / DAY));
    const weekday = (Math.floor(postedAt / DAY) + EPOCH_WEEKDAY) % 7;
    const week = (2 * Math.PI * (weekday < 0 ? weekday + 7 : weekday)) / 7;
    out[at] = 1;
    out[at + 1] = Math.sin(day);
    out[at + 2] = Math.cos(day);
    out[at + 3] = Math.sin(2 * day);
    out[at + 4] = Math.cos(2 * day);
    out[at + 5] = Math.sin(week);
    out[at + 6] = Math.cos(week);
    out[at + 7] = Math.sin(2 * week);
    out[at + 8] = Math.cos(2 * week);
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

/** Grows compressed sparse rows. */
class SparseRows {
  private rows: Int32Array<ArrayBufferLike>;
  private weights: Float32Array<ArrayBufferLike>;
  private readonly offsets: Int32Array;
  private length = 0;
  private row = 0;

  constructor(count: number) {
    this.offsets = new Int32Array(count + 1);
    this.rows = new Int32Array(Math.max(64, count * 24));
    this.weights = new Float32Array(this.rows.length);
  }

  add(row: number, weight: number): void {
    if (this.length === this.rows.length) {
      const rows = new Int32Array(this.length * 2);
      const weights = new Float32Array(this.length * 2);
      rows.set(this.rows);
      weights.set(this.weights);
      this.rows = rows;
      this.weights = weights;
    }
    this.rows[this.length] = row;
    this.weights[this.length++] = weight;
  }

  endRow(): void {
    this.offsets[++this.row] = this.length;
  }

  finish(): { offsets: Int32Array; rows: Int32Array; weights: Float32Array } {
    return {
      offsets: this.offsets,
      rows: this.rows.subarray(0, this.length),
      weights: this.weights.subarray(0, this.length),
    };
  }
}
