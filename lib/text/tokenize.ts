/** A word of a title: its place in the text as typed, and the form that the vocabulary knows. */
export interface Token {
  /** UTF-16 offsets into the text, `start` included and `end` not. */
  readonly start: number;
  readonly end: number;
  /** NFKC, lower case, straight apostrophes. */
  readonly form: string;
}

const WORD = String.raw`[\p{L}\p{N}\p{M}]`;

/**
 * What one token is, first match wins. Ideographs and kana have no spaces between words, so each stands alone;
 * an emoji sequence (skin tones, joiners, flags) is one token. A share has a bound to its digits, since reading on for a `%`
 * that never comes would cost the square of the text's length.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?:show|ask|tell|launch)\s+hn(?!${WORD})(?:\s*:)?`,
    String.raw`\[[\p{L}\p{N}][\p{L}\p{N}\p{M}.-]{0,15}\]`,
    String.raw`\((?:1[5-9]|20)\d\d\)`,
    String.raw`[$€£¥₹]\s?\d+(?:[.,]\d+)*(?:[kmbt]n?(?!${WORD}))?`,
    String.raw`\d{1,15}(?:[.,]\d{1,15}){0,5}%`,
    String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*`,
    String.raw`\.net(?!${WORD})`,
    String.raw`${WORD}+(?:['’.&_-]${WORD}+)*(?:\+\+|#(?!${WORD}))?`,
    String.raw`\p{Regional_Indicator}{2}`,
    String.raw`\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F|\u200D\p{Extended_Pictographic})*`,
  ].join("|"),
  "giu",
);

/**
 * Splits a text into tokens, in order. Keeps `c++`, `c#`, `node.js`, `gpt-4`, `$1m`, `(2015)`, `[pdf]` and `show hn:`
 * whole; drops other punctuation. Linear in the length of the text; never throws, whatever the text holds.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    tokens.push({ start: match.index, end: match.index + match[0].length, form: normalise(match[0]) });
  }
  return tokens;
}

/** The forms alone, for corpora and search fields. */
export function words(text: string): string[] {
  return Array.from(text.matchAll(TOKEN), (match) => normalise(match[0]));
}

/** Most words, whose normal form is the same in lower case. */
const PLAIN = /^[A-Za-z0-9]+$/;

function normalise(surface: string): string {
  if (PLAIN.test(surface)) return surface.toLowerCase();
  const form = surface.normalize("NFKC").toLowerCase().replaceAll("’", "'");
  const prefix = /^(show|ask|tell|launch)\s+hn\s*:?$/.exec(form);
  if (prefix) return `${prefix[1]} hn:`;
  return form.replace(/\s+/g, "");
}
