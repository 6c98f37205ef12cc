import { leadInto } from "./article";
import { isNegation, wordsOf } from "./phrases";
import { capitalise, isLower, type Reading, type Word } from "./reading";
import { change, type Rewrite } from "./rewrite";
import { INTENSIFIERS } from "./thesaurus";

/** Adverbs that a title says as much without. No hedge is among them: "allegedly" and "almost" hold a title true. */
const ADVERBS = wordsOf(`
  just simply actually really basically literally seriously honestly truly finally totally completely absolutely entirely
  easily effortlessly quickly rapidly instantly definitely certainly obviously clearly quite rather somewhat fairly
  particularly especially surprisingly radically dramatically significantly greatly vastly massively quietly slowly suddenly
  carefully successfully repeatedly already also now currently even
`);

/** Adjectives that praise, weigh or colour, and narrow little down. */
const ADJECTIVES = wordsOf(`
  amazing awesome incredible fantastic wonderful terrific superb great excellent nice lovely beautiful gorgeous stunning cute
  adorable pretty cool neat interesting fascinating intriguing brilliant ingenious clever powerful comprehensive complete
  ultimate definitive useful handy helpful crazy insane weird strange bizarre massive huge enormous gigantic giant entire whole
  impressive remarkable extraordinary spectacular breathtaking epic legendary perfect elegant delightful simple easy actual
  shocking terrifying mind-blowing ridiculous absurd beloved humble major serious significant several multiple costly
  professional tiny own
`);

/** Words that would lean on another one if the next went. */
const LEANING = wordsOf("more most less least so too how as very really quite nor than and or but");

const OPENERS = wordsOf("so well ok okay");
const ARTICLES = wordsOf("the a an");
/** Words that a title has left at least when its first goes. */
const ENOUGH = 4;

/** Leaves one word out where the title reads on: an adverb, an adjective before its noun, an article or "so" at the start. */
export function leaveWordsOut(reading: Reading): Rewrite[] {
  const { title, words } = reading;
  return words.flatMap((word, i) => {
    const next = words[i + 1];
    if (word.fixed || word.bound || next === undefined || !isSpare(words, i)) return [];
    if (i === 0 && !isLower(word.surface) && isLower(next.surface) && !next.name) {
      return [change("shorter", title, [word.start, next.end], capitalise(next.surface))];
    }
    const lead = leadInto(reading, i, next.surface);
    return lead === null ? [] : [change("shorter", title, [lead.start, next.start], lead.text)];
  });
}

function isSpare(words: readonly Word[], i: number): boolean {
  const { form, kind, gap } = words[i];
  const next = words[i + 1];
  if (i === 0 && words.length > ENOUGH) {
    if (OPENERS.has(form)) return /^,? $/.test(next.gap);
    if (ARTICLES.has(form))
      return next.gap === " " && !next.fixed && (next.kind === "noun" || next.kind === "adjective");
  }
  if (next.gap !== " " || (i > 0 && gap !== " ")) return false;
  if (words.slice(Math.max(0, i - 2), i).some((word) => isNegation(word.form))) return false;
  if (LEANING.has(words[i - 1]?.form ?? "")) return false;
  const described = next.kind === "adjective" || next.kind === "adverb";
  if (kind === "adverb") return INTENSIFIERS.has(form) ? described : ADVERBS.has(form);
  const describes = next.kind === "adjective" || next.kind === "noun";
  return kind === "adjective" && describes && ADJECTIVES.has(form) && words[i - 1]?.kind !== "adverb";
}
