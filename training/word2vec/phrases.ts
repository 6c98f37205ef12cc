import { PairTable } from "./pair-table";
import { GAP } from "./tokens";
import type { Vocabulary } from "./word-counter";

/** Room for 2.9 million pairs, in 50 MB. */
const SLOTS = 2 ** 22;

export interface PhraseOptions {
  /** Pairs that score higher are joined. */
  readonly phraseThreshold: number;
  /** Rarer words are left out, and so are rarer pairs. */
  readonly minCount: number;
}

/** Words, and after them pairs of words that count as one. */
interface Phrases {
  readonly words: readonly string[];
  /** Id of the phrase that two ids make; 0 for none. */
  readonly join: (first: number, second: number) => number;
}

/**
 * Finds pairs of words that stand together much more often than by chance (Mikolov et al. 2013, equation 6, times the number
 * of words as in word2phrase):
 *
 *     score(a, b) = (count(a b) − δ) / (count(a) · count(b)) · count of all,   δ = minCount
 *
 * A phrase is its words with a space between them.
 */
export function findPhrases(text: Iterable<Int32Array>, vocabulary: Vocabulary, options: PhraseOptions): Phrases {
  const { words, counts } = vocabulary;
  const { pairs, all } = countPairs(text);
  const found: [first: number, second: number][] = [];
  pairs.forEach((first, second, count) => {
    const score = ((count - options.minCount) / counts[first] / counts[second]) * all;
    if (score > options.phraseThreshold) found.push([first, second]);
  });

  const ids = new Map<string, number>();
  words.forEach((word, id) => {
    if (word.includes(" ")) ids.set(word, id);
  });
  const joined = [...words];
  const table = PairTable.forPairs(found.length);
  for (const [first, second] of found) {
    const phrase = `${words[first]} ${words[second]}`;
    // "a b" and "c" make what "a" and "b c" make.
    const id = ids.get(phrase) ?? joined.push(phrase) - 1;
    ids.set(phrase, id);
    table.add(first, second, id);
  }
  return { words: joined, join: (first, second) => table.get(first, second) };
}

function countPairs(text: Iterable<Int32Array>) {
  const pairs = new PairTable(SLOTS);
  let all = 0;
  let last = GAP;
  for (const chunk of text) {
    for (const token of chunk) {
      if (token >= 0) {
        all++;
        if (last >= 0) pairs.add(last, token, 1);
      }
      last = token;
    }
  }
  return { pairs, all };
}

/** No token, not even a gap. */
const NOTHING = -3;

/** Joins the phrases of a text from left to right. @returns how often each word occurs now. */
export function joinPhrases(text: Iterable<Int32Array>, phrases: Phrases, push: (token: number) => void): Int32Array {
  const counts = new Int32Array(phrases.words.length);
  let waiting = NOTHING;
  const put = (token: number) => {
    if (token >= 0) counts[token]++;
    if (token !== NOTHING) push(token);
  };
  for (const chunk of text) {
    for (const token of chunk) {
      const phrase = waiting >= 0 && token >= 0 ? phrases.join(waiting, token) : 0;
      if (phrase > 0) {
        put(phrase);
        waiting = NOTHING;
      } else {
        put(waiting);
        waiting = token;
      }
    }
  }
  put(waiting);
  return counts;
}
