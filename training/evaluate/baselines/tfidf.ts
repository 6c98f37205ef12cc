import { fnv1a, hashPair } from "../../../lib/predictor/hash";
import { words } from "../../../lib/text/tokenize";
import type { PostTable } from "../../data/posts";
import { SparseBuilder, type SparseMatrix } from "./sparse";

/** Features are hashed to this many places; at most a few in a hundred of those that two posts share collide. */
const HASH_BITS = 22;
const MASK = 2 ** HASH_BITS - 1;
/** A feature of a single post cannot help another. */
const MINIMUM_POSTS = 2;

/**
 * TF-IDF of a title's words and bigrams (sublinear term frequency, smoothed inverse document frequency, rows of unit
 * length; Salton and Buckley 1988), and beside them one-hot community and, with context, site, author, hour and weekday.
 */
export class TfidfEncoder {
  /** Column of each hash, or −1 for a feature that too few training posts have. */
  private readonly columnOf = new Int32Array(MASK + 1).fill(-1);
  /** Weight of each column: the inverse document frequency of words, 1 for context. */
  private readonly idf: Float32Array;

  /** @param rows the posts to learn features and their frequencies from. */
  constructor(
    table: PostTable,
    rows: Int32Array,
    private readonly withContext: boolean,
  ) {
    const posts = new Int32Array(MASK + 1);
    for (const row of rows) {
      for (const hash of countWords(table.title[row]).keys()) posts[hash]++;
      for (const hash of contextOf(table, row, withContext)) posts[hash]++;
    }
    const idf: number[] = [];
    for (let hash = 0; hash <= MASK; hash++) {
      if (posts[hash] < MINIMUM_POSTS) continue;
      this.columnOf[hash] = idf.length;
      idf.push(1 + Math.log((1 + rows.length) / (1 + posts[hash])));
    }
    this.idf = Float32Array.from(idf);
  }

  encode(table: PostTable, rows: Int32Array): SparseMatrix {
    const matrix = new SparseBuilder(rows.length, this.idf.length);
    for (const row of rows) {
      const start = matrix.length;
      for (const [hash, count] of countWords(table.title[row])) {
        const column = this.columnOf[hash];
        if (column >= 0) matrix.add(column, (1 + Math.log(count)) * this.idf[column]);
      }
      matrix.normalise(start);
      for (const hash of contextOf(table, row, this.withContext)) {
        if (this.columnOf[hash] >= 0) matrix.add(this.columnOf[hash], 1);
      }
      matrix.endRow();
    }
    return matrix.finish();
  }
}

/** How often each word and bigram occurs, by hash. */
function countWords(title: string): Map<number, number> {
  const counts = new Map<number, number>();
  let previous: string | undefined;
  for (const word of words(title)) {
    increment(counts, fnv1a(word) & MASK);
    if (previous !== undefined) increment(counts, hashPair(previous, word) & MASK);
    previous = word;
  }
  return counts;
}

function increment(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** A title is written for its community, so that is always known. */
function contextOf(table: PostTable, row: number, withContext: boolean): number[] {
  const keys: string[] = [];
  for (const name of withContext ? (["community", "site", "author"] as const) : (["community"] as const)) {
    const value = table[name][row];
    if (value !== null) keys.push(`${name}\t${value}`);
  }
  if (withContext) {
    const time = new Date(table.postedAt[row]);
    keys.push(`hour\t${time.getUTCHours()}`, `weekday\t${time.getUTCDay()}`);
  }
  return keys.map((key) => fnv1a(key) & MASK);
}
