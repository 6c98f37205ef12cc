import { words as formsOf } from "../text/tokenize";
import { NUMBER, UNKNOWN, Vocabulary } from "../text/vocabulary";
import { inverseNorms } from "../vectors/search";
import type { VectorTable } from "../vectors/table";
import { addTo, dominantDirection, dotAt, meanDirection } from "./common-component";
import { addSpelling, SPELLING_DIMENSIONS } from "./spelling-hash";
import { describeStyle, STYLE_DIMENSIONS } from "./style";

/** The SIF paper's `a`: words that are more frequent than this count less. */
const SIF_A = 1e-3;
/** Zipf's law as Mandelbrot fitted it: the share of the word at rank `r` goes as `1 / (r + 2.7)`. */
const ZIPF_SHIFT = 2.7;
/** Rows before the first word: the vocabulary's own, for what is unknown and for numbers. */
const RESERVED = 2;
/** Words from which the common component is taken; they make up most of any text. */
const FREQUENT_WORDS = 5_000;

/** Squared lengths of the three parts of a vector, of 1 in all; what is written counts most, how it is written least. */
const MEANING = 0.65;
const SPELLING = 0.33;
const STYLE = 0.02;

/**
 * A title as a vector of length about 1, for the online learner: three parts side by side.
 *
 * - Meaning: the mean of the unit word vectors by smooth inverse frequency, `a / (a + p(word))`, less what all texts have in
 *   common (SIF, Arora, Liang and Ma 2017). `p` comes from the word's rank, as the table is sorted by frequency; the
 *   mean and the dominant direction come from the table itself, each word by its frequency (as in Mu and Viswanath 2018), so a
 *   browser needs no corpus.
 * - Spelling: hashed words and letter sequences, by which names and new words that the vectors lack are still told apart.
 * - Style: length, capitals, digits and marks.
 *
 * Deterministic in the table and the text, so that vectors of earlier visits stay valid until the release changes.
 */
export class TextEmbedder {
  /** Length of every vector that comes out. */
  readonly dimensions: number;
  private readonly vocabulary: Vocabulary;
  private readonly inverseNorms: Float32Array;
  /** Share of a text's words that are the word of each row. */
  private readonly shares: Float64Array;
  private readonly mean: Float64Array;
  private readonly common: Float64Array;

  constructor(private readonly table: VectorTable) {
    this.dimensions = table.dimensions + SPELLING_DIMENSIONS + STYLE_DIMENSIONS;
    this.vocabulary = new Vocabulary([UNKNOWN, NUMBER, ...table.words]);
    this.inverseNorms = inverseNorms(table.rows, table.dimensions);
    const zipf = table.words.map((_, rank) => 1 / (rank + ZIPF_SHIFT));
    const total = zipf.reduce((sum, share) => sum + share, 0);
    this.shares = Float64Array.from(zipf, (share) => share / total);
    const weights = this.shares.subarray(0, FREQUENT_WORDS).map((share, row) => share * this.weight(row));
    this.mean = meanDirection(table, this.inverseNorms, weights);
    this.common = dominantDirection(table, this.inverseNorms, weights, this.mean);
  }

  /** A new vector; of a text without any word its first two parts are zeros. */
  embed(text: string): Float32Array {
    const { table, dimensions, vocabulary } = this;
    const meaning = new Float64Array(table.dimensions);
    const spelling = new Float64Array(SPELLING_DIMENSIONS);
    for (const form of formsOf(text)) {
      const rows = vocabulary.rowsOf(form).filter((row) => row >= RESERVED);
      for (const row of rows) this.addWord(meaning, row - RESERVED);
      const known = vocabulary.rowOf(form);
      addSpelling(spelling, form, known === undefined ? 1 : this.weight(known - RESERVED));
    }
    addTo(meaning, -dotAt(meaning, 0, this.common), this.common, 0);
    const vector = new Float32Array(dimensions);
    place(vector, 0, meaning, Math.sqrt(MEANING));
    place(vector, table.dimensions, spelling, Math.sqrt(SPELLING));
    vector.set(
      describeStyle(text).map((value) => value * Math.sqrt(STYLE)),
      dimensions - STYLE_DIMENSIONS,
    );
    return vector;
  }

  /** Adds a word's unit vector less the mean, by the word's weight. */
  private addWord(sum: Float64Array, row: number): void {
    const { table, mean } = this;
    const weight = this.weight(row);
    addTo(sum, weight * this.inverseNorms[row], table.rows, row * table.dimensions);
    addTo(sum, -weight, mean, 0);
  }

  private weight(row: number): number {
    return SIF_A / (SIF_A + this.shares[row]);
  }
}

/** Writes `factor · part`, or zeros where the part has no length. */
function place(vector: Float32Array, start: number, part: Float64Array, size: number): void {
  const length = Math.sqrt(dotAt(part, 0, part));
  if (length > 0)
    vector.set(
      part.map((value) => (value * size) / length),
      start,
    );
}
