import type { Reading } from "./reading";

const SPOKEN_VOWEL = /^(?:hour|honest|honou?r|heir|[aeiou])/i;
const SPOKEN_CONSONANT = /^(?:uni(?![dmn])|us[aeiu]|uti|ubiq|eu|one(?:$|-)|once)/i;

/** Where a change starts, and what it starts with. */
interface Lead {
  readonly start: number;
  readonly text: string;
}

/**
 * Lets "a" or "an" before word `i` agree with what will follow it: then the change starts with the article.
 * @param next what follows the article after the change.
 * @returns null when an article stands there and which one is right cannot be told
 */
export function leadInto({ words }: Reading, i: number, next: string): Lead | null {
  const before = words[i - 1];
  const nothing = { start: words[i].start, text: "" };
  if (before === undefined || !/^an?$/i.test(before.surface)) return nothing;
  const an = takesAn(next);
  if (an === null) return null;
  const article = before.surface.slice(0, 1) + (an ? "n" : "");
  return article === before.surface ? nothing : { start: before.start, text: article + words[i].gap };
}

/** Whether "an" goes before a word; null for initials and figures, which only a speaker can tell. */
function takesAn(word: string): boolean | null {
  if (!/^\p{L}[\p{Ll}'’-]+$/u.test(word)) return null;
  return SPOKEN_VOWEL.test(word) && !SPOKEN_CONSONANT.test(word);
}
