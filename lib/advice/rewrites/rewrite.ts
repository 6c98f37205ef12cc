import type { Token } from "../../text/tokenize";

/** What a rewrite does: exchanges a word, leaves words out, changes capitals, or adds or drops what a site's readers know. */
export type RewriteKind = "word" | "shorter" | "capitals" | "Show HN" | "year" | "pdf";

/** A title changed in one place. */
export interface Rewrite {
  readonly kind: RewriteKind;
  /** The whole title as it then reads. */
  readonly title: string;
  /** UTF-16 offsets into the title as it was: what stands there becomes `to`. */
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  /** Cosine of the exchanged words, -1 to 1; null for every other kind. */
  readonly similarity: number | null;
}

/** How a title's capitals are set: `titled` Is Every Word Like This, `shouted` ALL OF THEM. */
export type Capitals = "sentence" | "titled" | "shouted";

export type WordKind = "noun" | "verb" | "adjective" | "adverb" | "other";

/** What a tagger says of a word. */
export interface WordTag {
  readonly kind: WordKind;
  /** A person, place, organisation or anything else with a name of its own. */
  readonly name: boolean;
  /** Found in the tagger's dictionary, rather than guessed from its shape. */
  readonly listed: boolean;
}

/** Tags the words of a text, which stand in order at the tokens' offsets. */
export type Tagger = (text: string, tokens: readonly Token[]) => readonly WordTag[];

/** Cosine of two words as they are used, -1 to 1; null when either has no vector. */
export type Similarity = (a: string, b: string) => number | null;

/** Changes `title` from `start` to `end`. */
export function change(
  kind: RewriteKind,
  title: string,
  [start, end]: readonly [number, number],
  to: string,
  similarity: number | null = null,
): Rewrite {
  const changed = title.slice(0, start) + to + title.slice(end);
  return { kind, title: changed, start, end, from: title.slice(start, end), to, similarity };
}
