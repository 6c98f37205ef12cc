import * as v from "valibot";
import { type Candidate, makeCandidate } from "../../lib/feed/candidate";
import { decodeEntities } from "../../lib/text/entities";
import { requestJson, type SourceOptions } from "./request";

/** The official interface: https://github.com/HackerNews/API. */
export const HACKER_NEWS_ORIGIN = "https://hacker-news.firebaseio.com";
const NAME = "Hacker News";
/** Posts asked for at a time; the interface gives one a request. */
const CONCURRENCY = 6;

const id = v.pipe(v.number(), v.integer());
const ids = v.array(id);
/** Null where a post is gone; a deleted one has no title. */
const item = v.nullable(
  v.object({
    id,
    type: v.string(),
    title: v.optional(v.string()),
    url: v.optional(v.string()),
    by: v.optional(v.string()),
    score: v.optional(v.number()),
    time: v.optional(v.number()),
    dead: v.optional(v.boolean()),
    deleted: v.optional(v.boolean()),
  }),
);

/**
 * The front page of Hacker News, in its order, without advertised jobs and what has been removed.
 * @param options.limit of at most 500 that there are.
 * @throws SourceError, or the signal's reason
 */
export async function fetchHackerNews(options: SourceOptions): Promise<Candidate[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])]);
  const ask = <T extends v.GenericSchema>(path: string, schema: T) =>
    requestJson(NAME, `${HACKER_NEWS_ORIGIN}/v0/${path}.json`, schema, { ...options, signal });
  try {
    const wanted = (await ask("topstories", ids)).slice(0, options.limit);
    const total = wanted.length;
    const stories: (Candidate | null)[] = wanted.map(() => null);
    let next = 0;
    let loaded = 0;
    const work = async (): Promise<void> => {
      while (next < total) {
        const at = next++;
        stories[at] = toCandidate(await ask(`item/${wanted[at]}`, item));
        options.onProgress?.({ loaded: ++loaded, total });
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return stories.filter((story) => story !== null);
  } finally {
    // After a failure the other requests have no reader.
    stop.abort();
  }
}

function toCandidate(story: v.InferOutput<typeof item>): Candidate | null {
  if (story === null || story.type !== "story" || story.dead || story.deleted) return null;
  return makeCandidate({
    // The interface escapes some characters of a title as HTML does.
    title: decodeEntities(story.title ?? ""),
    url: story.url ?? `https://news.ycombinator.com/item?id=${story.id}`,
    predictor: "hacker-news",
    author: story.by ?? null,
    postedAt: story.time === undefined ? null : story.time * 1000,
    score: story.score ?? null,
  });
}
