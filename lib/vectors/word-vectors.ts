import { words as formsOf } from "../text/tokenize";
import { highest, inverseNorms, scoreRows } from "./search";
import { isSlur } from "./slurs";
import { closestSpellings } from "./spelling";
import type { VectorTable } from "./table";

export interface Neighbour {
  readonly word: string;
  /** Cosine in the original space, -1 to 1. */
  readonly cosine: number;
  /** Rank by frequency in the training text, 0 the most frequent. */
  readonly rank: number;
}

/** The vectors do not have this word; `message` is the word as it was asked for. */
export class UnknownWordError extends Error {
  override readonly name = "UnknownWordError";
}

/** A table of word vectors, to ask. Words are found whatever their case; what is found never holds a slur. */
export class WordVectors {
  readonly words: readonly string[];
  readonly dimensions: number;
  private readonly rows: Float32Array | Int8Array;
  private readonly inverseNorms: Float32Array;
  private readonly scores: Float32Array;
  private readonly index = new Map<string, number>();

  constructor({ words, dimensions, rows }: VectorTable) {
    this.words = words;
    this.dimensions = dimensions;
    this.rows = rows;
    this.inverseNorms = inverseNorms(rows, dimensions);
    this.scores = new Float32Array(words.length);
    // Of words that differ in case alone the most frequent is meant, unless one is written as it stands here.
    for (let row = words.length - 1; row >= 0; row--) this.index.set(words[row].toLowerCase(), row);
    words.forEach((word, row) => {
      if (word !== word.toLowerCase()) this.index.set(word, row);
    });
  }

  /** Row of a word as someone typed it, which is its rank by frequency; undefined when there is none. */
  rowOf(word: string): number | undefined {
    const typed = word.trim();
    const found = this.index.get(typed) ?? this.index.get(typed.toLowerCase());
    if (found !== undefined) return found;
    // Phrases have spaces here, and underscores in what other programs wrote.
    const forms = formsOf(typed);
    return this.index.get(forms.join(" ")) ?? this.index.get(forms.join("_"));
  }

  /** Cosine of two words, -1 to 1. @throws UnknownWordError */
  similarity(a: string, b: string): number {
    return dot(this.unitOf(this.require(a)), this.unitOf(this.require(b)));
  }

  /** Cosines of the word in this row with every word, by row. */
  cosines(row: number): Float32Array {
    const cosines = new Float32Array(this.words.length);
    scoreRows(this.rows, this.inverseNorms, this.unitOf(row), cosines);
    return cosines;
  }

  /** The words nearest to `word` by cosine among all, best first, itself left out. @throws UnknownWordError */
  neighbours(word: string, limit: number): Neighbour[] {
    const row = this.require(word);
    return this.nearest(this.unitOf(row), limit, [row]);
  }

  /**
   * `a` is to `b` as `c` is to …: the words nearest to `b - a + c` of their unit vectors, these three left out (3CosAdd,
   * Mikolov, Yih and Zweig 2013). @throws UnknownWordError
   */
  analogy(a: string, b: string, c: string, limit: number): Neighbour[] {
    const rows = [a, b, c].map((word) => this.require(word));
    const [from, to, start] = rows.map((row) => this.unitOf(row));
    return this.nearest(normalise(start.map((value, i) => value - from[i] + to[i])), limit, rows);
  }

  /** The word that least resembles the others: the lowest cosine with their mean. @throws UnknownWordError, RangeError below three words */
  oddOneOut(words: readonly string[]): string {
    if (words.length < 3) throw new RangeError(`the odd one out of ${words.length} words; give three or more`);
    const units = words.map((word) => this.unitOf(this.require(word)));
    const sum = units[0].map((_, i) => units.reduce((total, unit) => total + unit[i], 0));
    const cosines = units.map((unit) => dot(unit, sum));
    return words[cosines.indexOf(Math.min(...cosines))];
  }

  /** Words that start with what was typed, the most frequent first; when none does, those spelt almost like it. */
  suggest(typed: string, limit: number): string[] {
    const start = typed.trim().normalize("NFKC").toLowerCase().replaceAll("’", "'");
    if (start === "") return [];
    const found: string[] = [];
    for (let row = 0; row < this.words.length && found.length < limit; row++) {
      const word = this.words[row];
      if (word.toLowerCase().startsWith(start) && !isSlur(word)) found.push(word);
    }
    return found.length > 0 ? found : closestSpellings(this.words, start, limit).filter((word) => !isSlur(word));
  }

  private require(word: string): number {
    const row = this.rowOf(word);
    if (row === undefined) throw new UnknownWordError(word);
    return row;
  }

  private unitOf(row: number): Float64Array {
    const start = row * this.dimensions;
    return normalise(Float64Array.from(this.rows.subarray(start, start + this.dimensions)));
  }

  private nearest(query: Float64Array, limit: number, except: readonly number[]): Neighbour[] {
    scoreRows(this.rows, this.inverseNorms, query, this.scores);
    const found = highest(this.scores, limit, (row) => !except.includes(row) && !isSlur(this.words[row]));
    return found.map(({ row, score }) => ({ word: this.words[row], cosine: clamp(score), rank: row }));
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

/** Scales a vector to length 1, in place; zeros stay zeros. */
function normalise(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/** Rounding takes the cosine of equal directions a little above 1. */
function clamp(cosine: number): number {
  return Math.max(-1, Math.min(1, cosine));
}
