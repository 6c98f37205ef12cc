import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { fetchSubreddit, REDDIT_ORIGIN, toSubreddit } from "../../../workers/sources/reddit";
import { refuse, startSite } from "./site";

/** A post as a listing has it; real ones have some hundred fields more. */
const post = (fields: Record<string, unknown>) => ({
  kind: "t3",
  data: {
    title: "A post",
    subreddit: "Cats",
    permalink: "/r/Cats/comments/abc/a_post/",
    url: "https://a.test/cat",
    is_self: false,
    author: "someone",
    score: 12,
    created_utc: 1700000000.0,
    stickied: false,
    over_18: false,
    ups: 12,
    preview: { images: [] },
    ...fields,
  },
});
const listing = (children: unknown[]) => ({ kind: "Listing", data: { after: null, dist: children.length, children } });

const ask = async (answer: (path: string, response: ServerResponse) => unknown, name = "cats") => {
  const site = await startSite(REDDIT_ORIGIN, answer);
  return { site, posts: fetchSubreddit(name, { ...site.options, limit: 500 }) };
};

describe("a subreddit's front page", () => {
  test("comes in its order, without pinned posts and those for adults", async () => {
    const { site, posts } = await ask(
      () =>
        listing([
          post({ title: "Rules", stickied: true }),
          post({ title: "Tom & Jerry < Garfield" }),
          post({ title: "Not here", over_18: true }),
          post({ title: "What does yours eat?", is_self: true, author: "[deleted]" }),
          post({ title: "Crosspost", url: "/r/aww/comments/xyz/", score: null }),
        ]),
      "r/Cats",
    );
    expect(await posts).toMatchObject([
      {
        title: "Tom & Jerry < Garfield",
        url: "https://a.test/cat",
        community: "cats",
        predictor: "reddit",
        author: "someone",
        postedAt: 1_700_000_000_000,
        score: 12,
        label: null,
      },
      { title: "What does yours eat?", url: "https://www.reddit.com/r/Cats/comments/abc/a_post/", author: null },
      { title: "Crosspost", url: "https://www.reddit.com/r/aww/comments/xyz/", score: null },
    ]);
    expect(site.asked).toEqual(["/r/Cats/hot.json?limit=100&raw_json=1"]);
  });

  test("asks for no more posts than wanted", async () => {
    const site = await startSite(REDDIT_ORIGIN, () => listing([post({})]));
    await fetchSubreddit("cats", { ...site.options, limit: 25 });
    expect(site.asked).toEqual(["/r/cats/hot.json?limit=25&raw_json=1"]);
  });

  test.each(["", "a", "a b", "../etc", "cats/hot.json?x=", "r/", "a".repeat(22), "cäts"])(
    "is not asked for by a name that none can have: %j",
    async (name) => {
      const { site, posts } = await ask(() => listing([post({})]), name);
      await expect(posts).rejects.toMatchObject({ name: "SourceMissingError" });
      expect(site.asked).toEqual([]);
    },
  );

  test.each(["cats", " r/cats ", "/r/cats", "R/cats"])("is found by %j", (text) => {
    expect(toSubreddit(text)).toBe("cats");
  });
});

describe("what goes wrong has a name", () => {
  test.each([
    [
      "a private subreddit",
      403,
      '{"reason": "private", "message": "Forbidden", "error": 403}',
      "SourceMissingError",
      "r/cats is private",
    ],
    [
      "a banned one",
      404,
      '{"reason": "banned", "message": "Not Found", "error": 404}',
      "SourceMissingError",
      "r/cats is banned",
    ],
    ["none of that name", 404, '{"message": "Not Found", "error": 404}', "SourceMissingError", "there is no r/cats"],
    [
      "too many requests",
      429,
      '{"message": "Too Many Requests", "error": 429}',
      "SourceBusyError",
      "r/cats answered 429",
    ],
    [
      "a site in trouble",
      503,
      "<html>Our CDN was unable to reach our servers</html>",
      "SourceBusyError",
      "r/cats answered 503",
    ],
    [
      "a firewall",
      403,
      "<html>whoa there, pardner!</html>",
      "SourceBlockedError",
      "r/cats refused the request with 403",
    ],
    ["an answer that is no JSON", 200, "<html>Sign in</html>", "SourceFormatError", expect.stringContaining("r/cats")],
    ["an answer cut short", 200, '{"kind": "Listing", "data"', "SourceFormatError", expect.any(String)],
    [
      "another shape",
      200,
      '{"kind": "Listing", "data": {}}',
      "SourceFormatError",
      expect.stringContaining("data.children"),
    ],
    ["an unheard-of status", 418, "", "SourceFormatError", "r/cats answered 418"],
  ])("%s", async (_what, status, body, name, message) => {
    const { posts } = await ask((_path, response) => refuse(response, status, body));
    await expect(posts).rejects.toMatchObject({ name, message });
  });

  test("a post without a title is another shape", async () => {
    const { posts } = await ask(() => listing([post({ title: undefined })]));
    await expect(posts).rejects.toMatchObject({ name: "SourceFormatError", message: expect.stringContaining("title") });
  });

  test("a name that leads to a search for it is nobody's", async () => {
    const { posts } = await ask((path, response) => {
      if (path.startsWith("/subreddits/search.json")) return listing([{ kind: "t5", data: { display_name: "catss" } }]);
      response.writeHead(302, { Location: "/subreddits/search.json?q=cats" }).end();
    });
    await expect(posts).rejects.toMatchObject({ name: "SourceMissingError" });
  });

  test("a request that fails is blocked where there is a connection, else offline", async () => {
    const refused = () => fetch("http://127.0.0.1:1/");
    for (const [online, name] of [
      [true, "SourceBlockedError"],
      [false, "SourceOfflineError"],
    ] as const) {
      const options = { fetch: refused, limit: 9, isOnline: () => online };
      await expect(fetchSubreddit("cats", options)).rejects.toMatchObject({ name });
    }
  });

  test("an answer that breaks off in the middle counts as one that did not come", async () => {
    const { posts } = await ask((_path, response) => {
      response.writeHead(200, { "Content-Length": 1000 }).write("{");
      response.destroy();
    });
    await expect(posts).rejects.toMatchObject({ name: "SourceBlockedError" });
  });

  test.each([
    ["that never starts", () => undefined],
    ["that never ends", (response: ServerResponse) => void response.writeHead(200).write("{")],
  ])("an answer %s is waited for no longer than allowed", async (_what, start) => {
    const site = await startSite(REDDIT_ORIGIN, (_path, response) => start(response));
    const posts = fetchSubreddit("cats", { ...site.options, limit: 9, timeout: 100 });
    await expect(posts).rejects.toMatchObject({ name: "SourceBusyError", message: "r/cats did not answer in 0.1 s" });
  });

  test("a reader who breaks off gets the reason back", async () => {
    const stop = new AbortController();
    const site = await startSite(REDDIT_ORIGIN, () => {
      stop.abort();
    });
    const posts = fetchSubreddit("cats", { ...site.options, limit: 9, signal: stop.signal });
    await expect(posts).rejects.toMatchObject({ name: "AbortError" });
  });
});
