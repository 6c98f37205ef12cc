import { describe, expect, test } from "vitest";
import { CANDIDATE_TITLE_MAX, cleanUrl, makeCandidate, siteOfCandidate } from "../../../lib/feed/candidate";
import { SELF } from "../../../lib/post";

describe("a candidate's id", () => {
  const id = (title: string, url?: string, community?: string) =>
    makeCandidate({ title, url: url ?? null, community: community ?? null })?.id;

  test("is the same for the same post, however it was typed", () => {
    expect(id("Ask HN:  Who is hiring?")).toBe(id(" ask hn: who is hiring? "));
    expect(id("a", "https://example.com")).toBe(id("A", "https://EXAMPLE.com/"));
    expect(id("a", undefined, "r/Programming")).toBe(id("a", undefined, "programming"));
  });

  test("does not depend on what changes while a post is up, or on what a reader said of it", () => {
    const first = makeCandidate({ title: "a", score: 1, postedAt: 1, author: "x", label: true });
    expect(makeCandidate({ title: "a", score: 900 })?.id).toBe(first?.id);
  });

  test("differs with the link, the community and the title", () => {
    const ids = [id("a"), id("b"), id("a", "https://example.com"), id("a", undefined, "b"), id("a", "https://b")];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("parts that cannot be trusted", () => {
  test("a title becomes one plain line", () => {
    expect(makeCandidate({ title: "  a\u202e\u0000b\n\tc\ufeff\u2066  d " })?.title).toBe("ab c d");
    expect(makeCandidate({ title: "x".repeat(1_000) })?.title).toHaveLength(CANDIDATE_TITLE_MAX);
    expect(makeCandidate({ title: `${"x".repeat(CANDIDATE_TITLE_MAX - 1)}😀` })?.title).toMatch(/^x+$/);
  });

  test.each(["", "   ", "\u202e\u200b", "\0"])("no candidate without a title (%j)", (title) => {
    expect(makeCandidate({ title })).toBeNull();
  });

  test.each([
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>",
    "ftp://example.com/",
    "https://example.com@evil.test/",
    "//example.com",
    "example.com",
    `https://example.com/${"a".repeat(3_000)}`,
    `https://example.com/${"é".repeat(1_000)}`,
  ])("%.40j is no link", (url) => {
    expect(cleanUrl(url)).toBeNull();
    expect(makeCandidate({ title: "a", url })).toMatchObject({ title: "a", url: null });
  });

  test("a link comes out as a browser would follow it, in plain letters", () => {
    expect(cleanUrl(" https://Example.com/\u202ea b ")).toBe("https://example.com/%E2%80%AEa%20b");
  });

  test("numbers out of this world and names that are none are left out", () => {
    const odd = { title: "a", score: Number.NaN, postedAt: -1, author: "\u202e ", community: "../etc" };
    expect(makeCandidate(odd)).toMatchObject({ score: null, postedAt: null, author: null, community: null });
    expect(makeCandidate({ title: "a", score: 1e12, postedAt: 1e15 })).toMatchObject({ score: null, postedAt: null });
  });
});

test("a post with a community is on Reddit", () => {
  expect(makeCandidate({ title: "a", community: "r/Cats" })).toMatchObject({ community: "cats", predictor: "reddit" });
  expect(makeCandidate({ title: "a" })?.predictor).toBeNull();
});

test.each([
  [null, null],
  ["https://www.github.com/a/b", "github.com"],
  ["https://news.ycombinator.com/item?id=1", SELF],
  ["https://news.ycombinator.com/newsguidelines.html", "news.ycombinator.com"],
  ["https://www.reddit.com/r/cats/comments/1/a/", SELF],
])("the site of %s is %s for a forecast", (url, site) => {
  expect(siteOfCandidate({ url })).toBe(site);
});
