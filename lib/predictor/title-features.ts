import type { Token } from "../text/tokenize";

/** A title as its features see it. */
interface TitleView {
  readonly text: string;
  readonly forms: readonly string[];
  /** Tokens as typed. */
  readonly surfaces: readonly string[];
  readonly knownWords: number;
}

const FIRST_PERSON = new Set(["i", "i'm", "i've", "my", "me", "we", "our"]);

/** The shape of a title, beside its words. */
const FEATURES = {
  log_characters: ({ text }) => Math.log1p(text.length),
  log_words: ({ forms }) => Math.log1p(forms.length),
  mean_word_length: ({ surfaces }) => share(totalLength(surfaces), surfaces.length),
  unknown_share: ({ forms, knownWords }) => share(forms.length - knownWords, forms.length),
  capital_share: ({ surfaces }) => share(countCapitals(surfaces.join("")), totalLength(surfaces)),
  shouted_share: ({ surfaces }) => share(surfaces.filter(isShouted).length, surfaces.length),
  starts_with_number: ({ forms }) => flag(/^\d/.test(forms[0] ?? "")),
  number: ({ text }) => flag(/\d/.test(text)),
  year: ({ text }) => flag(/\b(?:19|20)\d\d\b/.test(text)),
  tag: ({ text }) => flag(text.includes("[")),
  question: ({ text }) => flag(text.includes("?")),
  exclamation: ({ text }) => flag(text.includes("!")),
  colon: ({ text }) => flag(text.includes(":")),
  quote: ({ text }) => flag(/["“”‘]/.test(text)),
  dash: ({ text }) => flag(/[–—]| - /.test(text)),
  ellipsis: ({ text }) => flag(/\.\.\.|…/.test(text)),
  first_person: ({ forms }) => flag(forms.some((form) => FIRST_PERSON.has(form))),
} satisfies Record<string, (title: TitleView) => number>;

/** Names of the title's features, in order. */
export const TITLE_FEATURES = Object.keys(FEATURES) as readonly (keyof typeof FEATURES)[];
const FUNCTIONS = Object.values(FEATURES);

/** Writes the title's features to the front of `out`; returns how many there are. */
export function writeTitleFeatures(out: Float32Array, text: string, tokens: readonly Token[], knownWords: number) {
  const view: TitleView = {
    text,
    forms: tokens.map(({ form }) => form),
    surfaces: tokens.map(({ start, end }) => text.slice(start, end)),
    knownWords,
  };
  for (let i = 0; i < FUNCTIONS.length; i++) out[i] = FUNCTIONS[i](view);
  return FUNCTIONS.length;
}

function share(part: number, whole: number): number {
  return part / Math.max(1, whole);
}

function flag(condition: boolean): number {
  return condition ? 1 : 0;
}

function totalLength(surfaces: readonly string[]): number {
  return surfaces.reduce((sum, surface) => sum + surface.length, 0);
}

function countCapitals(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) count++;
  }
  return count;
}

function isShouted(surface: string): boolean {
  return surface.length > 1 && countCapitals(surface) === surface.length;
}
