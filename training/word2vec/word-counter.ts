import { GAP } from "./tokens";

/** Words by id, with how often each occurs. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly counts: Int32Array;
}

export interface Limits {
  /** Rarer words are left out. */
  readonly minCount: number;
  /** The most frequent words that are taken. */
  readonly maxWords: number;
}

/** The rank of the word that an id means at a position of the text, or `GAP`. */
type RankAt = (id: number, position: number) => number;

/**
 * Numbers the words of a text as they come, and counts them, in bounded memory: when there are too many different ones, the
 * rarest are forgotten, as in word2vec.c's `ReduceVocab`, and their ids go to later words. So an id in the text means its
 * word only from where the word was met.
 */
export class WordCounter {
  private readonly limit: number;
  private readonly ids = new Map<string, number>();
  private readonly words: string[] = [];
  private readonly counts: Int32Array;
  /** Where each word was met, in tokens from the start of the text. */
  private readonly since: Float64Array;
  private readonly free: number[] = [];

  /** @param limit of different words at a time. */
  constructor(limit: number) {
    this.limit = limit;
    this.counts = new Int32Array(limit);
    this.since = new Float64Array(limit);
  }

  /** Counts a word. @param position of the word in the text, in tokens. @returns its id. */
  add(word: string, position: number): number {
    const id = this.ids.get(word) ?? this.admit(word, position);
    this.counts[id]++;
    return id;
  }

  /** The words by falling frequency; their place there is their rank. */
  rank(limits: Limits): Vocabulary & { readonly rankAt: RankAt } {
    // Ids that wait for a word have none to rank.
    for (const id of this.free) this.counts[id] = 0;
    const { vocabulary, rankOf } = selectWords({ words: this.words, counts: this.counts }, limits);
    return { ...vocabulary, rankAt: rankFrom(rankOf, this.since) };
  }

  private admit(word: string, position: number): number {
    if (this.ids.size === this.limit) this.forget();
    const id = this.free.pop() ?? this.words.length;
    // A word cut out of a line would keep the whole line in memory.
    const own = Buffer.from(word).toString();
    this.ids.set(own, id);
    this.words[id] = own;
    this.counts[id] = 0;
    this.since[id] = position;
    return id;
  }

  private forget(): void {
    const least = median(this.counts);
    for (const [word, id] of this.ids) {
      if (this.counts[id] > least) continue;
      this.ids.delete(word);
      this.free.push(id);
    }
  }
}

/** Apart, so that it keeps two arrays alive and not all the words. */
function rankFrom(rankOf: Int32Array, since: Float64Array): RankAt {
  return (id, position) => (position < since[id] ? GAP : rankOf[id]);
}

/**
 * Chooses a vocabulary, the most frequent word first; words as frequent as each other keep the order of their ids.
 * @returns it, and for each old id the new one, or `GAP`.
 */
export function selectWords({ words, counts }: Vocabulary, { minCount, maxWords }: Limits) {
  const kept: number[] = [];
  for (let id = 0; id < words.length; id++) if (counts[id] >= minCount) kept.push(id);
  kept.sort((a, b) => counts[b] - counts[a] || a - b);
  kept.length = Math.min(kept.length, maxWords);
  const rankOf = new Int32Array(words.length).fill(GAP);
  kept.forEach((id, rank) => {
    rankOf[id] = rank;
  });
  const vocabulary = { words: kept.map((id) => words[id]), counts: Int32Array.from(kept, (id) => counts[id]) };
  return { vocabulary, rankOf };
}

/** The middle one, the lower of two: at most half of the numbers are above it. */
export function median(numbers: Int32Array): number {
  return Int32Array.from(numbers).sort()[(numbers.length - 1) >> 1];
}
