import { type Random, shuffle } from "../../lib/random";
import { words } from "../../lib/text/tokenize";
import { END } from "../../lib/word2vec/train";
import { UserError } from "../console/errors";

/** A text as word ids. Words stand by falling frequency, so that an id is a rank. */
export interface Corpus {
  readonly words: readonly string[];
  /** How often each word occurs. */
  readonly counts: Int32Array;
  /** Ids of the kept words, each sentence ended by `END`; shared memory, so that threads can read it. */
  readonly tokens: Int32Array;
}

export interface VocabularyOptions {
  /** Rarer words are dropped as if they were not there. */
  readonly minCount: number;
  /** The most frequent words that are kept. */
  readonly maxWords: number;
}

/** Gathers a text, sentence by sentence, and counts its words. */
export class CorpusBuilder {
  private readonly ids = new Map<string, number>();
  private tokens = new Int32Array(1 << 20);
  private length = 0;
  /** Words read so far. */
  read = 0;

  add(lines: readonly string[]): void {
    for (const line of lines) {
      const sentence = words(line);
      while (this.length + sentence.length + 1 > this.tokens.length) this.grow();
      for (const word of sentence) this.tokens[this.length++] = this.idOf(word);
      if (sentence.length > 0) this.tokens[this.length++] = END;
      this.read += sentence.length;
    }
  }

  /** Chooses the vocabulary and renumbers the text in it. Words as frequent as each other keep the order they came in. @throws UserError */
  finish({ minCount, maxWords }: VocabularyOptions): Corpus {
    const tokens = this.tokens.subarray(0, this.length);
    const counts = new Int32Array(this.ids.size);
    for (const id of tokens) if (id !== END) counts[id]++;

    const seen = [...this.ids.keys()];
    const kept = seen.map((_, id) => id).filter((id) => counts[id] >= minCount);
    kept.sort((a, b) => counts[b] - counts[a] || a - b);
    kept.length = Math.min(kept.length, maxWords);
    if (kept.length < 2) {
      throw new UserError(
        `the text has ${this.read} words, and ${kept.length} of them occur at least ${minCount} times; ` +
          "give more text or a lower --min-count",
      );
    }
    const rankOf = new Int32Array(this.ids.size).fill(END);
    kept.forEach((id, rank) => {
      rankOf[id] = rank;
    });
    return {
      words: kept.map((id) => seen[id]),
      counts: Int32Array.from(kept, (id) => counts[id]),
      tokens: renumber(tokens, rankOf),
    };
  }

  private idOf(word: string): number {
    const known = this.ids.get(word);
    if (known !== undefined) return known;
    this.ids.set(word, this.ids.size);
    return this.ids.size - 1;
  }

  private grow(): void {
    const larger = new Int32Array(this.tokens.length * 2);
    larger.set(this.tokens);
    this.tokens = larger;
  }
}

/** Replaces ids by ranks, drops words without one, and the sentences that this leaves empty. Overwrites `tokens`. */
function renumber(tokens: Int32Array, rankOf: Int32Array): Int32Array {
  let length = 0;
  for (const id of tokens) {
    const rank = id === END ? END : rankOf[id];
    const emptySentence = id === END && (length === 0 || tokens[length - 1] === END);
    if ((rank !== END || id === END) && !emptySentence) tokens[length++] = rank;
  }
  const shared = new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
  shared.set(tokens.subarray(0, length));
  return shared;
}

/** Tokens in one block: small enough to mix sources well, large enough that cutting costs nothing. */
const BLOCK = 10_000;

/**
 * Deals the text out in blocks of whole sentences, shuffled, so that each part is a fair sample of all sources.
 * @returns for each part, `from` and `to` of its blocks, one after the other.
 */
export function dealBlocks(tokens: Int32Array, parts: number, random: Random): Int32Array[] {
  const blocks: [from: number, to: number][] = [];
  for (let from = 0; from < tokens.length; ) {
    const end = tokens.indexOf(END, Math.min(from + BLOCK, tokens.length) - 1);
    const to = end < 0 ? tokens.length : end + 1;
    blocks.push([from, to]);
    from = to;
  }
  shuffle(blocks, random);
  return Array.from({ length: parts }, (_, part) =>
    Int32Array.from(blocks.filter((_, i) => i % parts === part).flat()),
  );
}
