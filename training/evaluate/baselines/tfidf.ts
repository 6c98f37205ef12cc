import { fnv1a, hashPair } from "../../../lib/predictor/hash";
import { words } from "../../../lib/text/tokenize";
import type { PostTable } from "../../data/posts";
import { SparseBuilder, type SparseMatrix } from "./sparse";

/** Features are hashed to this many places; at most a few in a hundred of those that two posts share collide. */
const HASH_BITS = 22;
const PLACES = 2 ** HASH_BITS;
const MASK = PLACES - 1;
/** A feature of a single post cannot help another. */
const MINIMUM_POSTS = 2;

/** How often each word and bigram occurs in each title: rows of hashes with counts. Reading titles is what takes time, so it is done once. */
export function countWords(table: PostTable, rows: Int32Array): SparseMatrix {
  const matrix = new SparseBuilder(rows.length, PLACES);
  for (const row of rows) {
    for (const [hash, count] of countTitle(table.title[row])) matrix.add(hash, count);
    matrix.endRow();
  }
  return matrix.finish();
}

/**
 * TF-IDF of a title's words and bigrams (sublinear term frequency, smoothed inverse document frequency, rows of unit
 * length; Salton and Buckley 1988), and beside them one-hot community and, with context, site, author, hour and weekday.
 */
export class TfidfEncoder {
  /** Column of each hash, or −1 for a feature that too few training posts have. */
  private readonly columnOf = new Int32Array(PLACES).fill(-1);
  /** Weight of each column: the inverse document frequency of words, 1 for context. */
  private readonly idf: Float32Array;

  /**
   * @param rows the posts to learn features and their frequencies from.
   * @param counted {@link countWords} of them.
   */
  constructor(
    table: PostTable,
    rows: Int32Array,
    counted: SparseMatrix,
    private readonly withContext: boolean,
  ) {
    const posts = new Int32Array(PLACES);
    for (const hash of counted.columns) posts[hash]++;
    for (const row of rows) {
      for (const hash of contextOf(table, row, withContext)) posts[hash]++;
    }
    // The most frequent first: neighbours in memory, they stay in the processor's cache while a model is fitted.
    const kept = new Uint32Array(PLACES).map((_, hash) => hash).filter((hash) => posts[hash] >= MINIMUM_POSTS);
    kept.sort((a, b) => posts[b] - posts[a]);
    kept.forEach((hash, column) => {
      this.columnOf[hash] = column;
    });
    this.idf = Float32Array.from(kept, (hash) => 1 + Math.log((1 + rows.length) / (1 + posts[hash])));
  }

  /** @param counted {@link countWords} of the rows, where it is known. */
  encode(table: PostTable, rows: Int32Array, counted = countWords(table, rows)): SparseMatrix {
    const { columnOf, idf } = this;
    const matrix = new SparseBuilder(rows.length, idf.length);
    rows.forEach((row, i) => {
      const start = matrix.length;
      for (let j = counted.offsets[i]; j < counted.offsets[i + 1]; j++) {
        const column = columnOf[counted.columns[j]];
        if (column >= 0) matrix.add(column, (1 + Math.log(counted.values[j])) * idf[column]);
      }
      matrix.normalise(start);
      for (const hash of contextOf(table, row, this.withContext)) {
        if (columnOf[hash] >= 0) matrix.add(columnOf[hash], 1);
      }
      matrix.endRow();
    });
    return matrix.finish();
  }
}

/** How often each word and bigram occurs, by hash. */
function countTitle(title: string): Map<number, number> {
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
