import { leadInto } from "./article";
import { isNegation, isParticle } from "./phrases";
import { capitalise, isLower, isShout, type Reading, type Word } from "./reading";
import { change, type Rewrite, type Similarity } from "./rewrite";
import { INTENSIFIERS, synonymsOf } from "./thesaurus";

/** Cosine from which the word vectors confirm that two words are used alike. */
const LEAST_SIMILARITY = 0.25;

/**
 * Exchanges one word for another that the thesaurus allows and the word vectors confirm, in the same inflection and with
 * the same capitals; "a" and "an" follow.
 */
export function exchangeWords(reading: Reading, similarity: Similarity): Rewrite[] {
  const { title, words } = reading;
  const present = new Set(words.map(({ form }) => form));
  return words.flatMap((word, i) => {
    if (word.fixed || word.bound || !standsAlone(words, i)) return [];
    return synonymsOf(word.form, word.kind).flatMap((synonym) => {
      const cosine = similarity(word.form, synonym);
      const lead = leadInto(reading, i, synonym);
      if (cosine === null || cosine < LEAST_SIMILARITY || lead === null || present.has(synonym)) return [];
      return [change("word", title, [lead.start, word.end], lead.text + writeLike(word.surface, synonym), cosine)];
    });
  });
}

/** Whether a word means what it does by itself, and not as a part of a verb in two words or of a compound noun. */
function standsAlone(words: readonly Word[], i: number): boolean {
  const { kind, form } = words[i];
  const next = words[i + 1]?.gap === " " ? words[i + 1] : undefined;
  if (kind === "verb") return !isParticle(next?.form);
  if (kind === "noun") return next === undefined || !(next.kind === "noun" || next.form.endsWith("ing"));
  if (kind === "adverb" && isNegation(words[i - 1]?.form ?? "")) return false;
  return !INTENSIFIERS.has(form) || next?.kind === "adjective" || next?.kind === "adverb";
}

function writeLike(surface: string, word: string): string {
  if (isShout(surface)) return word.toUpperCase();
  return isLower(surface) ? word : capitalise(word);
}
