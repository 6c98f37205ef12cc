/**
 * Page state to and from a URL's fragment. What is read is untrusted text: it is cleaned, bounded and validated field by
 * field, and anything that does not hold falls back to the field's default. Reading never throws.
 */

/** Longest title that a page takes, in UTF-16 units; well over any site's own limit. */
export const TITLE_MAX = 500;
/** Most versions that a page compares. */
export const VERSIONS_MAX = 20;
const DEFAULT_PREDICTOR = "hacker-news";
export const DEFAULT_AT_LEAST = 100;

/** Longer than any fragment that is written: each UTF-16 unit of a title takes 9 characters at most, as `%E2%82%AC`. */
const FRAGMENT_MAX = 131_072;
export const SITE_MAX = 300;
export const NAME_MAX = 40;
export const WORD_MAX = 60;
export const WORDS_MAX = 240;
const SCORE_MAX = 1_000_000;
const YEAR_2100 = 4_102_444_800_000;
const MINUTE = 60_000;

const SLUG = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const COMMUNITY = /^[a-z0-9_][a-z0-9._-]{0,39}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;

/** `now` follows the clock; `any` leaves the time out of the forecast; a number is milliseconds since the epoch, a whole minute. */
export type PostingTime = "now" | "any" | number;

/** Which posts a forecast speaks of: those that are noticed, or any that are submitted. */
export type Odds = "noticed" | "any";

/** What the score page shows. */
export interface ScoreState {
  readonly title: string;
  readonly predictor: string;
  /** Subreddit, lower case, or null for any. */
  readonly community: string | null;
  /** A site or a link as typed, `self` for a text post, empty for any. */
  readonly site: string;
  /** Empty for anyone. */
  readonly author: string;
  readonly time: PostingTime;
  /** N of "reach at least N points". */
  readonly atLeast: number;
  /** Of posts that are noticed, or of any that are submitted. */
  readonly odds: Odds;
  /** Titles kept beside this one to be compared: no two the same, none empty. */
  readonly versions: readonly string[];
  /** Release that made the link; null on a fresh page. */
  readonly release: string | null;
}

/** What the model page shows. */
export interface ModelsState {
  readonly predictor: string;
}

/** What the words page shows. The words are as typed; an empty one is not asked for. */
export interface WordsState {
  readonly word: string;
  readonly pair: readonly [string, string];
  /** `[a, b, c]` of "a is to b as … is to c". */
  readonly analogy: readonly [string, string, string];
  /** Words of which one is the odd one out, separated by commas or spaces. */
  readonly odd: string;
  readonly release: string | null;
}

/** How the page of many titles scores them. The titles themselves are in no address. */
export type ManyState = Pick<ScoreState, "predictor" | "community" | "atLeast">;

export const EMPTY_SCORE: ScoreState = {
  title: "",
  predictor: DEFAULT_PREDICTOR,
  community: null,
  site: "",
  author: "",
  time: "now",
  atLeast: DEFAULT_AT_LEAST,
  odds: "noticed",
  versions: [],
  release: null,
};

export const EMPTY_WORDS: WordsState = {
  word: "",
  pair: ["coffee", "tea"],
  analogy: ["paris", "france", "japan"],
  odd: "cat dog horse piano",
  release: null,
};

/** One line of text as a page may show it: no controls, no direction overrides, no lone surrogates, at most `max` units. */
export function cleanText(text: string, max: number): string {
  const line = text
    .slice(0, max * 2)
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ")
    // Format characters go, but joiners stay: emoji sequences and several scripts are spelt with them.
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, "");
  // A cut may part a surrogate pair.
  return line.slice(0, max).replace(/[\ud800-\udbff]$/, "");
}

/** Titles as a list of versions may hold them: cleaned, none empty, none twice, and no more than fit. */
export function cleanVersions(titles: readonly string[]): string[] {
  const clean = titles.map((title) => cleanText(title, TITLE_MAX).trim()).filter((title) => title !== "");
  return [...new Set(clean)].slice(0, VERSIONS_MAX);
}

/** The community that a text names ("r/Programming", "programming"), or null when it names none. */
export function toCommunity(text: string): string | null {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^\/?r\//, "");
  return COMMUNITY.test(name) ? name : null;
}

/** Reads a score page's fragment, with or without its `#`. */
export function readScore(fragment: string): ScoreState {
  const fields = parse(fragment);
  const predictor = fields.get("for") ?? "";
  return {
    title: cleanText(fields.get("title") ?? "", TITLE_MAX),
    predictor: SLUG.test(predictor) ? predictor : DEFAULT_PREDICTOR,
    community: toCommunity(fields.get("community") ?? ""),
    site: cleanText(fields.get("site") ?? "", SITE_MAX).trim(),
    author: cleanText(fields.get("author") ?? "", NAME_MAX).trim(),
    time: readTime(fields.get("time") ?? ""),
    atLeast: readCount(fields.get("reach") ?? ""),
    odds: fields.get("odds") === "any" ? "any" : "noticed",
    versions: cleanVersions(fields.getAll("version")),
    release: readRelease(fields),
  };
}

/** Writes a score page's fragment, without `#`; empty when there is nothing to tell. */
export function writeScore(state: ScoreState): string {
  return format(
    [
      ["title", state.title],
      ["for", state.predictor === DEFAULT_PREDICTOR ? "" : state.predictor],
      ["community", state.community ?? ""],
      ["site", state.site],
      ["author", state.author],
      ["time", writeTime(state.time)],
      ["reach", state.atLeast === DEFAULT_AT_LEAST ? "" : String(state.atLeast)],
      ["odds", state.odds === "any" ? "any" : ""],
      ...state.versions.map((title) => ["version", title] as const),
    ],
    state.release,
  );
}

/** Reads the fragment of the page of many titles, with or without its `#`. */
export function readMany(fragment: string): ManyState {
  const { predictor, community, atLeast } = readScore(fragment);
  return { predictor, community, atLeast };
}

/** Writes the fragment of the page of many titles, without `#`; empty when there is nothing to tell. */
export function writeMany(state: ManyState): string {
  return writeScore({ ...EMPTY_SCORE, ...state });
}

/** Reads a model page's fragment, with or without its `#`. */
export function readModels(fragment: string): ModelsState {
  const predictor = parse(fragment).get("for") ?? "";
  return { predictor: SLUG.test(predictor) ? predictor : DEFAULT_PREDICTOR };
}

/** Writes a model page's fragment, without `#`; empty for the first predictor. */
export function writeModels({ predictor }: ModelsState): string {
  return format([["for", predictor === DEFAULT_PREDICTOR ? "" : predictor]], null);
}

/** Reads a words page's fragment, with or without its `#`. */
export function readWords(fragment: string): WordsState {
  const fields = parse(fragment);
  const word = (name: string): string => cleanText(fields.get(name) ?? "", WORD_MAX).trim();
  const pair = list(fields.get("pair"));
  const analogy = list(fields.get("analogy"));
  const odd = cleanText(fields.get("odd") ?? "", WORDS_MAX).trim();
  return {
    word: word("word"),
    pair: pair.length === 2 ? [pair[0], pair[1]] : EMPTY_WORDS.pair,
    analogy: analogy.length === 3 ? [analogy[0], analogy[1], analogy[2]] : EMPTY_WORDS.analogy,
    odd: odd === "" ? EMPTY_WORDS.odd : odd,
    release: readRelease(fields),
  };
}

/** Writes a words page's fragment, without `#`; empty when there is nothing to tell. */
export function writeWords(state: WordsState): string {
  const unlessDefault = (value: string, standard: string): string => (value === standard ? "" : value);
  return format(
    [
      ["word", state.word],
      ["pair", unlessDefault(state.pair.join(","), EMPTY_WORDS.pair.join(","))],
      ["analogy", unlessDefault(state.analogy.join(","), EMPTY_WORDS.analogy.join(","))],
      ["odd", unlessDefault(state.odd, EMPTY_WORDS.odd)],
    ],
    state.release,
  );
}

function parse(fragment: string): URLSearchParams {
  return new URLSearchParams(fragment.slice(0, FRAGMENT_MAX).replace(/^#/, ""));
}

function format(fields: readonly (readonly [string, string])[], release: string | null): string {
  const told = fields.filter(([, value]) => value !== "");
  if (told.length === 0) return "";
  const params = new URLSearchParams();
  for (const [name, value] of told) params.append(name, value);
  if (release !== null) params.append("release", release);
  return params.toString();
}

/** Words separated by commas; a comma cannot be part of a word. */
function list(text: string | null): string[] {
  return text === null ? [] : text.split(",", 4).map((word) => cleanText(word, WORD_MAX).trim());
}

function readRelease(fields: URLSearchParams): string | null {
  const release = fields.get("release") ?? "";
  return SLUG.test(release) ? release : null;
}

function readCount(text: string): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= SCORE_MAX ? count : DEFAULT_AT_LEAST;
}

function readTime(text: string): PostingTime {
  if (text === "any") return "any";
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN;
  return time >= 0 && time < YEAR_2100 ? time : "now";
}

function writeTime(time: PostingTime): string {
  if (typeof time === "string") return time === "now" ? "" : time;
  return `${new Date(Math.floor(time / MINUTE) * MINUTE).toISOString().slice(0, 16)}Z`;
}
