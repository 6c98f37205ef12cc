import { isNamesake, wordsOf } from "./phrases";
import { capitalise, isLower, isMark, isShout, type Reading, type Word } from "./reading";
import { change, type Rewrite } from "./rewrite";

/** Words that stay small within a Title Like This, as the Associated Press has them. */
const SMALL = wordsOf("a an and as at but by for from if in into nor of on or per so the to up via vs with yet");
const FEWEST_WORDS = 4;
/** Letters from which capitals are not taken for initials. */
const LONGEST_INITIALS = 4;

/** Sets a title's capitals another way: Like This, like this, or without shouting. Where a name would lose its own, it does not. */
export function resetCapitals(reading: Reading): Rewrite[] {
  const { title, words, capitals } = reading;
  if (words.length < FEWEST_WORDS) return [];
  const ways = capitals === "titled" ? [toSentence] : capitals === "shouted" ? [toTitled] : [toTitled, toSpoken];
  return ways.flatMap((way) => {
    const written = words.map((word, i) => way(word, startsAnew(words, i)));
    const changed = words.filter(({ surface }, i) => written[i] !== surface);
    if (changed.length === 0 || written.includes(null)) return [];
    const [first] = changed;
    const last = changed[changed.length - 1];
    const to = words.reduce((text, word, i) => {
      if (word.start < first.start || word.end > last.end) return text;
      return text + (word === first ? "" : word.gap) + written[i];
    }, "");
    return [change("capitals", title, [first.start, last.end], to)];
  });
}

/** A word's capitals under one way of setting them; null when that cannot be told. */
type Way = (word: Word, starts: boolean) => string | null;

const toTitled: Way = (word, starts) => {
  const { surface, form } = word;
  const plain = (isShout(surface) && !isInitials(word)) || surface === "A" ? surface.toLowerCase() : surface;
  if (!/^\p{Ll}+(?:['’-]\p{L}+)*$/u.test(plain)) return plain;
  return SMALL.has(form) && !starts ? plain : capitalise(plain);
};

const toSentence: Way = ({ surface, form, name, listed, kind, bound }, starts) => {
  if (starts || name || isLower(surface) || !/^\p{Lu}\p{Ll}*(?:['’-]\p{L}+)*$/u.test(surface)) return surface;
  if (form === "i" || form.startsWith("i'")) return surface;
  if (bound || isNamesake(form, surface, "titled")) return null;
  return listed || kind === "adverb" ? surface.toLowerCase() : null;
};

const toSpoken: Way = ({ surface, listed, name, kind }) =>
  isShout(surface) && listed && !name && (surface.length > LONGEST_INITIALS || (surface.length > 3 && kind !== "noun"))
    ? surface.toLowerCase()
    : surface;

function isInitials({ surface, name, listed }: Word): boolean {
  return name || !/^\p{L}+$/u.test(surface) || (surface.length <= LONGEST_INITIALS && !listed);
}

/** Whether a sentence, or what follows a colon or dash, starts with this word. */
function startsAnew(words: readonly Word[], i: number): boolean {
  return i === 0 || isMark(words[i - 1]) || /[.!?:–—]|\s-\s/u.test(words[i].gap);
}
