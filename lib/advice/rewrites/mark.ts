import { capitalise, isMark, type Reading } from "./reading";
import { change, type Rewrite } from "./rewrite";

/** What a rewrite may know of a post beside its title. */
export interface Occasion {
  readonly predictor: string;
  /** A link or site as typed; empty when none is given. */
  readonly link: string;
  /** Milliseconds since the epoch; null for any time. */
  readonly postedAt: number | null;
}

const MADE_BY_ONESELF = /^(?:i|we)(?:['’]ve|\s+have)?\s+(?:just\s+)?(?:made|built|wrote|created|designed|developed)\b/i;
const MADE_WITH = /\b(?:built|written|made) (?:in|with|using)\b/i;
const THING =
  /\b(?:tool|app|library|framework|game|engine|editor|compiler|interpreter|emulator|extension|plugin|bot|client|generator|simulator|visualizer|playground|tracker|dashboard|template|boilerplate|cli|package|widget|dataset|toolkit|database|server|browser|debugger|parser|linter|roguelike) (?:for|to|that|with|which)\b/i;
const ASKS_OR_TELLS = /\?|^(?:how|why|what|when|where|who|the case|on)\b/i;
const PDF = /\.pdf(?:[?#].*)?$/i;
const YEAR = /\b(?:1[5-9]|20)\d\d\b/;
const MARKED_YEAR = /\s*\(((?:19|20)\d\d)\)/;
/** The year in a link's path, as journals and blogs have it. */
const LINKED_YEAR = /^(?:https?:\/\/)?[^/?#:]+(?::\d+)?\/(?:[^?#]*\/)?((?:19|20)\d\d)[/-]/i;

/** Adds or drops what Hacker News marks its titles with, where that applies. Whether it is true only the writer knows. */
export function setMarks({ title, words }: Reading, occasion: Occasion): Rewrite[] {
  if (occasion.predictor !== "hacker-news" || words.length === 0) return [];
  return [...markShow(title, words), ...markYear(title, words, occasion), ...markPdf(title, occasion.link)];
}

/** "Show HN:" is for what one has made and others can try. */
function markShow(title: string, words: Reading["words"]): Rewrite[] {
  const [first, second] = words;
  if (first.form === "show hn:" && second !== undefined) {
    const rest = second.fixed ? second.surface : capitalise(second.surface);
    if (rest === second.surface) return [change("Show HN", title, [first.start, second.start], "")];
    return [change("Show HN", title, [first.start, second.end], rest)];
  }
  const made = MADE_BY_ONESELF.test(title) || MADE_WITH.test(title) || THING.test(title);
  if (isMark(first) || !made || ASKS_OR_TELLS.test(title)) return [];
  return [change("Show HN", title, [0, 0], "Show HN: ")];
}

/** A year in brackets is for what was written in an earlier one; a link may tell it. */
function markYear(title: string, words: Reading["words"], { link, postedAt }: Occasion): Rewrite[] {
  if (postedAt === null) return [];
  const now = new Date(postedAt).getUTCFullYear();
  const marked = MARKED_YEAR.exec(title);
  if (marked !== null && Number(marked[1]) >= now) {
    return [change("year", title, [marked.index, marked.index + marked[0].length], "")];
  }
  const year = Number(LINKED_YEAR.exec(link.trim())?.[1] ?? now);
  if (year >= now || YEAR.test(title) || isMark(words[0])) return [];
  const end = title.trimEnd().length;
  return [change("year", title, [end, end], ` (${year})`)];
}

/** "[pdf]" warns of a document. */
function markPdf(title: string, link: string): Rewrite[] {
  if (!PDF.test(link.trim()) || /\[pdf\]/i.test(title)) return [];
  const end = title.trimEnd().length;
  return [change("pdf", title, [end, end], " [pdf]")];
}
