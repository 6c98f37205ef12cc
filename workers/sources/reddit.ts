import * as v from "valibot";
import { type Candidate, makeCandidate } from "../../lib/feed/candidate";
import { SourceError } from "./errors";
import { parseAnswer, requestJson, type SourceOptions } from "./request";

export const REDDIT_ORIGIN = "https://www.reddit.com";
/** Most posts of one listing. */
const LISTING_MAX = 100;
/** What Reddit itself allows. */
const SUBREDDIT = /^[A-Za-z0-9_]{2,21}$/;
/** A listing's word for a post. */
const POST = "t3";

const listing = v.object({
  kind: v.literal("Listing"),
  data: v.object({ children: v.array(v.object({ kind: v.string(), data: v.unknown() })) }),
});

const post = v.object({
  title: v.string(),
  subreddit: v.string(),
  permalink: v.string(),
  url: v.optional(v.string()),
  is_self: v.boolean(),
  author: v.nullish(v.string()),
  score: v.nullish(v.number()),
  /** Seconds since the epoch. */
  created_utc: v.number(),
  stickied: v.boolean(),
  over_18: v.boolean(),
});

/** The subreddit that a text names ("r/Programming", "programming"), or null when none can be called so. */
export function toSubreddit(text: string): string | null {
  const name = text.trim().replace(/^\/?r\//i, "");
  return SUBREDDIT.test(name) ? name : null;
}

/**
 * A subreddit's front page, in its order, without pinned posts and those for adults only.
 * @param name as {@link toSubreddit} takes it.
 * @param options.limit of at most 100 that there are.
 * @throws SourceError, or the signal's reason
 */
export async function fetchSubreddit(name: string, options: SourceOptions): Promise<Candidate[]> {
  const subreddit = toSubreddit(name);
  if (subreddit === null) throw new SourceError("SourceMissingError", "no subreddit can have this name");
  const what = `r/${subreddit}`;
  const limit = Math.min(options.limit, LISTING_MAX);
  // Without raw_json, titles come escaped as HTML.
  const url = `${REDDIT_ORIGIN}/r/${subreddit}/hot.json?limit=${limit}&raw_json=1`;
  const { children } = (await requestJson(what, url, listing, options)).data;
  const posts = children.filter(({ kind }) => kind === POST).map(({ data }) => parseAnswer(what, post, data));
  // For a name that nobody has, Reddit lists subreddits that are called nearly so.
  if (posts.length === 0) throw new SourceError("SourceMissingError", `there is no ${what}, or nothing in it`);
  options.onProgress?.({ loaded: posts.length, total: posts.length });
  return posts
    .filter(({ stickied, over_18 }) => !stickied && !over_18)
    .map(toCandidate)
    .filter((candidate) => candidate !== null);
}

function toCandidate({ permalink, ...fields }: v.InferOutput<typeof post>): Candidate | null {
  return makeCandidate({
    title: fields.title,
    url: resolve(fields.is_self ? permalink : (fields.url ?? permalink)),
    community: fields.subreddit,
    author: fields.author === "[deleted]" ? null : (fields.author ?? null),
    postedAt: fields.created_utc * 1000,
    score: fields.score ?? null,
  });
}

/** An absolute link; one within Reddit may come without its host. */
function resolve(link: string): string {
  return link.startsWith("/") ? REDDIT_ORIGIN + link : link;
}
