import { words as formsOf } from "../../text/tokenize";
import type { VectorTable } from "../table";

/** A file of vectors that is not what its format says. The message names the line or the byte. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}

/** Words without spaces, of which there are few (`show hn:`): these formats end a word at the first one, and write phrases with underscores. */
export function toField(word: string): string {
  return word.replace(/\s/g, "_");
}

/** The word that {@link toField} wrote: an underscore is a space where our tokens have one, and nowhere else. */
export function fromField(field: string): string {
  if (!field.includes("_")) return field;
  const spaced = field.replaceAll("_", " ");
  const forms = formsOf(spaced);
  return forms.length === 1 && forms[0] === spaced ? spaced : field;
}

/** More words than a JavaScript Set or Map can tell apart. */
const MOST_WORDS = 2 ** 24;

/** Reads `<words> <dimensions>`, the first line of both word2vec formats. @throws FormatError */
export function parseHeader(line: string): [count: number, dimensions: number] {
  const match = /^\s*(\d{1,9})\s+(\d{1,5})\s*$/.exec(line);
  const [count, dimensions] = match ? [Number(match[1]), Number(match[2])] : [0, 0];
  if (count < 1 || dimensions < 1) {
    throw new FormatError(
      `line 1: expected the number of words and of dimensions, found ${JSON.stringify(line.slice(0, 60))}`,
    );
  }
  return [count, dimensions];
}

export interface ReadOptions {
  /** Stop after so many words; what comes then is not looked at. */
  readonly mostWords?: number;
  /** Told after each row how many words were read, and how many there are to read. */
  readonly onRow?: (done: number, total: number) => void;
}

/** What a file of another program held. */
export interface ReadVectors {
  /** float32, with no counts. */
  readonly table: VectorTable;
  /** Rows left out because their word had come before: the first, which is the more frequent, stays. */
  readonly repeated: number;
}

const FIRST_NUMBERS = 1 << 20;

/** Gathers the rows of a file, in space that grows with what is really there and not with what a header promises. */
export class RowGatherer {
  private readonly words: string[] = [];
  private readonly seen = new Set<string>();
  private rows: Float32Array;
  private repeated = 0;
  private readonly wanted: number;
  private readonly mostWords: number;
  private readonly onRow: ReadOptions["onRow"];

  /** @param count words that the file promises. @throws FormatError when these are more than can be held. */
  constructor(
    count: number,
    private readonly dimensions: number,
    { mostWords = Number.POSITIVE_INFINITY, onRow }: ReadOptions,
  ) {
    this.mostWords = mostWords;
    this.onRow = onRow;
    this.wanted = Math.min(count, mostWords);
    if (this.wanted > MOST_WORDS) {
      throw new FormatError(
        `line 1: ${count} words are promised, and at most ${MOST_WORDS} can be held; give --max-words`,
      );
    }
    this.rows = new Float32Array(Math.min(this.wanted, Math.ceil(FIRST_NUMBERS / dimensions)) * dimensions);
  }

  get isFull(): boolean {
    return this.words.length === this.mostWords;
  }

  /** Where the next row's numbers go; they count once {@link keep} gives them a word. */
  next(): Float32Array {
    const from = this.words.length * this.dimensions;
    if (from === this.rows.length) {
      const larger = new Float32Array(Math.min(2 * from, this.wanted * this.dimensions));
      larger.set(this.rows);
      this.rows = larger;
    }
    return this.rows.subarray(from, from + this.dimensions);
  }

  keep(field: string): void {
    const word = fromField(field);
    if (this.seen.has(word)) {
      this.repeated++;
    } else {
      this.seen.add(word);
      this.words.push(word);
    }
    this.onRow?.(this.words.length, this.wanted);
  }

  finish(): ReadVectors {
    const { words, dimensions, repeated } = this;
    const rows = this.rows.subarray(0, words.length * dimensions);
    return { table: { words, dimensions, rows, scales: null, counts: null, config: {} }, repeated };
  }
}
