import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { fetchHackerNews, HACKER_NEWS_ORIGIN } from "../../../workers/sources/hacker-news";
import { refuse, startSite } from "./site";

/** Items as the interface gives them. */
const ITEMS: Record<string, unknown> = {
  1: {
    by: "dhouston",
    descendants: 71,
    id: 1,
    kids: [8952],
    score: 111,
    time: 1175714200,
    title: "My YC app: Dropbox",
    type: "story",
    url: "http://www.getdropbox.com/u/2/screencast.html",
  },
  2: {
    by: "tel",
    id: 2,
    score: 25,
    time: 1203647620,
    title: "Ask HN: Tabs &lt; spaces &amp; why?",
    text: "<i>or</i> HN",
    type: "story",
  },
  3: { by: "justin", id: 3, score: 6, time: 1210981217, title: "Justin.tv is hiring", type: "job", url: "" },
  4: { deleted: true, id: 4, time: 1210981217, type: "story" },
  5: { by: "spam", dead: true, id: 5, score: 1, time: 1210981217, title: "Buy", type: "story" },
  6: null,
  7: { by: "x", id: 7, score: 1, time: 1210981217, title: "Run \u202ethis", type: "story", url: "javascript:alert(1)" },
};

const answer = (path: string, response: ServerResponse): unknown => {
  if (path === "/v0/topstories.json") return Object.keys(ITEMS).map(Number).reverse();
  const id = /^\/v0\/item\/(\d+)\.json$/.exec(path)?.[1];
  return id === undefined ? refuse(response, 404, "") : ITEMS[id];
};

describe("the front page of Hacker News", () => {
  test("comes in its order, without jobs and what has been removed", async () => {
    const { options, asked } = await startSite(HACKER_NEWS_ORIGIN, answer);
    const progress: { loaded: number; total: number }[] = [];
    const stories = await fetchHackerNews({ ...options, limit: 500, onProgress: (step) => progress.push(step) });
    expect(stories).toMatchObject([
      { title: "Run this", url: null },
      {
        title: "Ask HN: Tabs < spaces & why?",
        url: "https://news.ycombinator.com/item?id=2",
        predictor: "hacker-news",
        community: null,
      },
      {
        title: "My YC app: Dropbox",
        url: "http://www.getdropbox.com/u/2/screencast.html",
        author: "dhouston",
        postedAt: 1_175_714_200_000,
        score: 111,
        label: null,
      },
    ]);
    expect(asked).toHaveLength(8);
    expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7].map((loaded) => ({ loaded, total: 7 })));
  });

  test("asks for no more than wanted, six at a time, and tells nothing of the reader", async () => {
    const many = Array.from({ length: 60 }, (_, i) => i);
    const site = await startSite(HACKER_NEWS_ORIGIN, (path) =>
      path.includes("top") ? many : { id: 1, type: "story", title: path },
    );
    expect(await fetchHackerNews({ ...site.options, limit: 30 })).toHaveLength(30);
    expect(site.asked).toHaveLength(31);
    expect(site.mostAtOnce()).toBeLessThanOrEqual(6);
    expect(site.mostAtOnce()).toBeGreaterThan(1);
    for (const headers of site.headers) {
      expect(headers).not.toHaveProperty("cookie");
      expect(headers).not.toHaveProperty("referer");
    }
  });

  test("stops asking once one story cannot be had", async () => {
    const many = Array.from({ length: 200 }, (_, i) => i);
    const site = await startSite(HACKER_NEWS_ORIGIN, (path, response) =>
      path.includes("top") ? many : refuse(response, 503, ""),
    );
    await expect(fetchHackerNews({ ...site.options, limit: 200 })).rejects.toMatchObject({ name: "SourceBusyError" });
    expect(site.asked.length).toBeLessThan(30);
  });

  test("says where an answer is not as documented", async () => {
    const strange = await startSite(HACKER_NEWS_ORIGIN, (path) =>
      path.includes("top") ? [1] : { id: 1, type: "story", title: 5 },
    );
    await expect(fetchHackerNews({ ...strange.options, limit: 9 })).rejects.toMatchObject({
      name: "SourceFormatError",
      message: expect.stringMatching(/^Hacker News: title: /),
    });
    const stranger = await startSite(HACKER_NEWS_ORIGIN, () => ({ error: "gone" }));
    await expect(fetchHackerNews({ ...stranger.options, limit: 9 })).rejects.toMatchObject({
      name: "SourceFormatError",
    });
  });

  test("can be broken off, and then asks for nothing more", async () => {
    const stop = new AbortController();
    const site = await startSite(HACKER_NEWS_ORIGIN, (path) =>
      path.includes("top") ? [1, 2, 3, 4, 5, 6, 7, 8] : ITEMS[1],
    );
    const reason = new Error("the reader left");
    const fetching = fetchHackerNews({
      ...site.options,
      limit: 8,
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(fetching).rejects.toBe(reason);
    const { length } = site.asked;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(site.asked).toHaveLength(length);
  });
});
