import { weigh } from "./leave-one-out";
import { resetCapitals } from "./rewrites/capitals";
import { exchangeExpressions } from "./rewrites/expression";
import { type Occasion, setMarks } from "./rewrites/mark";
import { readTitle } from "./rewrites/reading";
import type { Rewrite, Similarity, Tagger } from "./rewrites/rewrite";
import { leaveWordsOut } from "./rewrites/shorter";
import { exchangeWords } from "./rewrites/word";

/** Rewrites of one title that are ever scored. */
const MOST = 120;
/** A title is rewritten up to this many characters; no site takes longer ones. */
const LONGEST = 300;

/** Rewrites of one and the same word that are worth reading. */
const MOST_OF_A_WORD = 2;

/**
 * The least gain to tell of, as a factor: of gains as large, 9 in 10 are gains still when the same model is trained anew,
 * and of smaller ones a third are not. By two trainings of each; where the community explains most of a score, words move
 * it, and err, less.
 */
export function leastGain(predictor: string): number {
  return predictor === "reddit" ? 1.02 : 1.05;
}

/** A rewrite, and what the model makes of it. */
export interface ScoredRewrite extends Rewrite {
  /** Expected score of the title rewritten. */
  readonly expected: number;
  /** Over that of the title as it is; and the difference, in points. */
  readonly gain: number;
  readonly points: number;
}

/**
 * Titles that say about the same in other words. None of them changes a name, a number, a negation or a quotation; whether
 * they are still true, nobody here can know. Deterministic, at most 120, all distinct and none the title itself.
 * @param similarity null leaves the exchange of words out.
 */
export function rewrite(title: string, occasion: Occasion, tag: Tagger, similarity: Similarity | null): Rewrite[] {
  if (title.length > LONGEST) return [];
  const reading = readTitle(title, tag);
  const all = [
    ...setMarks(reading, occasion),
    ...resetCapitals(reading),
    ...leaveWordsOut(reading),
    ...exchangeExpressions(reading),
    ...(similarity === null ? [] : exchangeWords(reading, similarity)),
  ];
  const seen = new Set([title]);
  return all.filter((one) => !seen.has(one.title) && seen.add(one.title)).slice(0, MOST);
}

/**
 * The rewrites that lift a title, most first.
 * @param now expected score of the title as it is.
 * @param expected expected score of each rewrite.
 * @param least gain to tell of, as a factor.
 */
export function rankRewrites(
  rewrites: readonly Rewrite[],
  now: number,
  expected: readonly number[],
  { least, limit }: { readonly least: number; readonly limit: number },
): ScoredRewrite[] {
  const ranked = rewrites
    .map((one, i) => {
      const { effect, points } = weigh(expected[i], now);
      return { ...one, expected: expected[i], gain: effect, points };
    })
    .filter(({ gain }) => gain >= least)
    .sort((a, b) => b.gain - a.gain);
  const chosen: ScoredRewrite[] = [];
  for (const one of ranked) {
    const alike = chosen.filter(({ kind, start, end }) => kind !== "capitals" && start < one.end && one.start < end);
    if (one.kind !== "capitals" && alike.length >= MOST_OF_A_WORD) continue;
    chosen.push(one);
    if (chosen.length === limit) break;
  }
  return chosen;
}
