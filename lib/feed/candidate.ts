import { cleanText, NAME_MAX, toCommunity } from "../permalink";
import { SELF, siteOf } from "../post";
import { digestSha256 } from "../release/sha256";

/** Longest title of a candidate, in UTF-16 units; a longer one is cut. */
export const CANDIDATE_TITLE_MAX = 300;
/** Most candidates of a topic. */
export const CANDIDATES_MAX = 10_000;
const URL_MAX = 2_000;
const SCORE_MAX = 10_000_000;
const YEAR_2100 = 4_102_444_800_000;

const ID_BYTES = 8;

/** A post that may be shown in a feed. */
export interface Candidate {
  /** 16 hexadecimal digits of community, title and link: the same post is the same candidate, wherever it came from. */
  readonly id: string;
  /** One clean line of at most {@link CANDIDATE_TITLE_MAX} units, never empty. */
  readonly title: string;
  /** What the post links to, or its discussion where it has text instead; only http and https. */
  readonly url: string | null;
  /** Subreddit, lower case; null on Hacker News and where none is known. */
  readonly community: string | null;
  /** Whose score forecast suits it; null when that is the page's choice. */
  readonly predictor: "hacker-news" | "reddit" | null;
  readonly author: string | null;
  /** Milliseconds since the epoch. */
  readonly postedAt: number | null;
  /** Points that it had when it was fetched. */
  readonly score: number | null;
  /** From a labelled file: accepted or rejected. */
  readonly label: boolean | null;
}

/** Something that was left out or changed on the way in, and what was expected instead. */
export interface Problem {
  /** Line of the text or file, from 1. */
  readonly line: number;
  readonly message: string;
}

/** What a candidate is made of: all but the title as far as it is known. */
export interface CandidateParts extends Partial<Omit<Candidate, "id">> {
  readonly title: string;
}

/**
 * Makes a candidate of untrusted parts: each is cleaned and bounded, and one that does not hold becomes null. Null
 * when no title is left. A community makes it a post on Reddit.
 */
export function makeCandidate(parts: CandidateParts): Candidate | null {
  const title = cleanTitle(parts.title);
  if (title === "") return null;
  const url = parts.url ? cleanUrl(parts.url) : null;
  const community = parts.community ? toCommunity(parts.community) : null;
  return {
    id: identify(title, url, community),
    title,
    url,
    community,
    predictor: community === null ? (parts.predictor ?? null) : "reddit",
    author: cleanText(parts.author ?? "", NAME_MAX).trim() || null,
    postedAt: bounded(parts.postedAt, 0, YEAR_2100),
    score: bounded(parts.score, -SCORE_MAX, SCORE_MAX),
    label: parts.label ?? null,
  };
}

/** One line without controls, direction overrides and surplus spaces, cut at {@link CANDIDATE_TITLE_MAX} units. */
function cleanTitle(text: string): string {
  const collapse = (line: string): string => line.replace(/\s+/g, " ").trim();
  return collapse(cleanText(collapse(text), CANDIDATE_TITLE_MAX));
}

/** A link as a browser would follow it, or null: only http and https, without a user name, which can pass for a host. */
export function cleanUrl(text: string): string | null {
  if (text.length > URL_MAX) return null;
  try {
    const url = new URL(text.trim());
    const web = url.protocol === "https:" || url.protocol === "http:";
    return web && url.username === "" && url.password === "" && url.href.length <= URL_MAX ? url.href : null;
  } catch {
    return null;
  }
}

/** The site that a forecast takes: {@link SELF} for a discussion, which a text post has for a link; null when unknown. */
export function siteOfCandidate({ url }: Pick<Candidate, "url">): string | null {
  if (url === null) return null;
  const discussion = /^https:\/\/(news\.ycombinator\.com\/item\?|(www|old|new)\.reddit\.com\/r\/[^/]+\/comments\/)/;
  return discussion.test(url) ? SELF : siteOf(url);
}

/** A cryptographic hash, so that no link can carry a candidate that passes for one judged before. */
function identify(title: string, url: string | null, community: string | null): string {
  const normal = title.normalize("NFKC").toLowerCase();
  const digest = digestSha256(new TextEncoder().encode([community ?? "", url ?? "", normal].join("\n")));
  return Array.from(digest.subarray(0, ID_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bounded(value: number | null | undefined, low: number, high: number): number | null {
  return typeof value === "number" && value >= low && value <= high ? value : null;
}
