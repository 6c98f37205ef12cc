import * as v from "valibot";
import { cleanText } from "../permalink";
import { CANDIDATE_TITLE_MAX, type Candidate, makeCandidate } from "./candidate";
import { deflateText, inflateText } from "./deflate";

/**
 * A topic's posts to and from a URL's fragment, `feed=1.…`: a version, then deflated JSON. Never a reader's clicks: the
 * type of what goes in has no room for a label.
 */

const KEY = "feed";
const VERSION = "1";
/** Longest fragment: what chats, mail programs and link checkers are known to keep whole. */
const FRAGMENT_MAX = 8_000;
/** Bytes of JSON; some 2,000 posts. A fragment that unfolds to more is none of ours. */
const TEXT_MAX = 400_000;
const NAME_MAX = 80;
const URL_MAX = 2_000;
const HACKER_NEWS = "hn";
const REDDIT = "r/";

/** What a link tells of a post. */
export interface SharedCandidate extends Pick<Candidate, "title" | "url" | "community" | "predictor"> {
  readonly label?: never;
}

export interface FeedLink {
  /** Without `#`. */
  readonly fragment: string;
  /** How many of the posts it carries, the first ones; the others would make it too long to share. */
  readonly count: number;
}

export interface SharedFeed {
  /** The topic's name, one clean line; may be empty. */
  readonly name: string;
  readonly candidates: Candidate[];
}

/** A link that cannot be used; `message` says why and what to do. */
export class FeedLinkError extends Error {
  override readonly name = "FeedLinkError";
}

/** The parts of a candidate that may be shared. */
export function toShared({ title, url, community, predictor }: Candidate): SharedCandidate {
  return { title, url, community, predictor };
}

/** Title, link, and where it was posted; what is empty at the end is left out. */
const row = v.union([
  v.strictTuple([v.string()]),
  v.strictTuple([v.string(), v.pipe(v.string(), v.maxLength(URL_MAX))]),
  v.strictTuple([v.string(), v.pipe(v.string(), v.maxLength(URL_MAX)), v.pipe(v.string(), v.maxLength(64))]),
]);
const shared = v.strictTuple([v.string(), v.array(row)]);

/** Writes a link with as many of the posts as fit, in the order given. */
export async function encodeCandidates(name: string, candidates: readonly SharedCandidate[]): Promise<FeedLink> {
  const rows = candidates.map(writeRow);
  const write = async (count: number): Promise<string | null> => {
    const text = JSON.stringify([cleanText(name, NAME_MAX), rows.slice(0, count)]);
    if (new TextEncoder().encode(text).length > TEXT_MAX) return null;
    const fragment = `${KEY}=${VERSION}.${await deflateText(text)}`;
    return fragment.length > FRAGMENT_MAX ? null : fragment;
  };
  let best = { fragment: (await write(0)) ?? "", count: 0 };
  // Doubles until it is too long, then halves the gap: few posts fit, so most of a long list is never compressed.
  let step = 16;
  let tooMany = rows.length + 1;
  while (best.count + 1 < tooMany) {
    const count = Math.min(best.count + step, best.count + Math.ceil((tooMany - best.count) / 2));
    const fragment = await write(count);
    if (fragment === null) {
      tooMany = count;
      step = Math.max(1, Math.floor(step / 2));
    } else {
      best = { fragment, count };
      step *= 2;
    }
  }
  return best;
}

/**
 * Reads an untrusted fragment, with or without its `#`: null when it carries no feed. Every post is cleaned anew, and none
 * has a label.
 * @throws FeedLinkError when it is damaged or of another version.
 */
export async function decodeCandidates(fragment: string): Promise<SharedFeed | null> {
  const field = new URLSearchParams(fragment.replace(/^#/, "")).get(KEY);
  if (field === null) return null;
  const [version, ...rest] = field.split(".");
  if (version !== VERSION) throw new FeedLinkError("This link is of another version of Titlecast; reload the page.");
  const [name, rows] = await readText(rest.join("."));
  const candidates = rows.map(readRow).filter((candidate) => candidate !== null);
  const unique = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return { name: cleanText(name, NAME_MAX).trim(), candidates: [...unique.values()] };
}

async function readText(deflated: string): Promise<v.InferOutput<typeof shared>> {
  try {
    if (deflated.length > FRAGMENT_MAX) throw new RangeError("the fragment is too long");
    return v.parse(shared, JSON.parse(await inflateText(deflated, TEXT_MAX)));
  } catch (cause) {
    throw new FeedLinkError("This link is damaged, perhaps cut short; ask for it again.", { cause });
  }
}

function writeRow({ title, url, community, predictor }: SharedCandidate): v.InferOutput<typeof row> {
  const place = predictor === "hacker-news" ? HACKER_NEWS : predictor === "reddit" ? REDDIT + (community ?? "") : "";
  const line = cleanText(title, CANDIDATE_TITLE_MAX);
  if (place !== "") return [line, url ?? "", place];
  return url === null ? [line] : [line, url];
}

function readRow([title, url = "", place = ""]: v.InferOutput<typeof row>): Candidate | null {
  const isReddit = place.startsWith(REDDIT);
  const predictor = isReddit ? "reddit" : place === HACKER_NEWS ? "hacker-news" : null;
  return makeCandidate({ title, url, community: isReddit ? place.slice(REDDIT.length) : null, predictor });
}
