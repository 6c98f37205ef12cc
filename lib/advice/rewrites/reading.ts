import { type Token, tokenize } from "../../text/tokenize";
import { isNamesake, isNegation, isSetPhrase } from "./phrases";
import type { Capitals, Tagger, WordKind } from "./rewrite";

/** A word of a title, and what a rewrite must know of it. */
export interface Word extends Token {
  readonly surface: string;
  /** What stands between it and the word before, or the title's start. */
  readonly gap: string;
  readonly kind: WordKind;
  readonly name: boolean;
  readonly listed: boolean;
  /** No rewrite may touch it: a name, a number, a negation, part of a quotation. */
  readonly fixed: boolean;
  /** Part of a set phrase, which may only go as a whole. */
  readonly bound: boolean;
}

export interface Reading {
  readonly title: string;
  readonly capitals: Capitals;
  readonly words: readonly Word[];
}

/** Share of a title's longer words with a capital from which capitals say nothing of names. */
const TITLED = 0.6;
const LONGER = 4;
const QUOTATION = /"[^"]+"|“[^”]+”|‘[^’]+’/gu;
const PLAIN = /^\p{L}+(?:['’-]\p{L}+)*$/u;

/** Reads a title: its words, what each is, and which of them must stay as they are. */
export function readTitle(title: string, tag: Tagger): Reading {
  const tokens = tokenize(title);
  const capitals = capitalsOf(tokens.map(({ start, end }) => title.slice(start, end)));
  // A tagger takes every capital for a name.
  const lower = title.toLowerCase();
  const tags = tag(capitals === "sentence" || lower.length !== title.length ? title : lower, tokens);
  const quoted = Array.from(title.matchAll(QUOTATION), ({ 0: { length }, index }) => [index, index + length] as const);

  const words = tokens.map((token, i): Word => {
    const surface = title.slice(token.start, token.end);
    const gap = title.slice(tokens[i - 1]?.end ?? 0, token.start);
    const capitalTells = capitals === "sentence" && i > 0 && !/[.!?:–—|("“]|\s-/u.test(gap) && !isMark(tokens[i - 1]);
    const name =
      tags[i].name ||
      (capitalTells && !isLower(surface) && !isShout(surface)) ||
      (capitals !== "shouted" && /\p{Ll}\p{Lu}/u.test(surface));
    return {
      ...token,
      surface,
      gap,
      kind: tags[i].kind,
      name,
      listed: tags[i].listed,
      fixed:
        name ||
        isNamesake(token.form, surface, capitals) ||
        !PLAIN.test(surface) ||
        isNegation(token.form) ||
        quoted.some(([start, end]) => token.start >= start && token.end <= end),
      bound: isSetPhrase(tokens[i - 1]?.form, token.form) || isSetPhrase(token.form, tokens[i + 1]?.form),
    };
  });
  return { title, capitals, words };
}

/** Whether a token is "show hn:" or one of its kind. */
export function isMark(token: Token | undefined): boolean {
  return token?.form.endsWith(" hn:") ?? false;
}

/** Whether a word is all capitals, as one shouts or as initials are written. */
export function isShout(surface: string): boolean {
  return surface.length > 1 && surface === surface.toUpperCase() && surface !== surface.toLowerCase();
}

export function isLower(surface: string): boolean {
  return surface === surface.toLowerCase();
}

/** A word with a capital first letter. */
export function capitalise(word: string): string {
  return word.replace(/^./u, (letter) => letter.toUpperCase());
}

function capitalsOf(surfaces: readonly string[]): Capitals {
  const longer = surfaces.filter((surface) => surface.length >= LONGER && PLAIN.test(surface));
  const share = (test: (surface: string) => boolean): number => longer.filter(test).length / longer.length;
  if (longer.length > 1 && share(isShout) >= TITLED) return "shouted";
  // The first word has a capital either way, and so have initials.
  const rest = longer.filter((surface) => surface !== surfaces[0] && !isShout(surface));
  if (rest.length === 0) return "titled";
  return rest.filter((surface) => !isLower(surface)).length / rest.length >= TITLED ? "titled" : "sentence";
}
