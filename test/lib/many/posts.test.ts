import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Row } from "../../../lib/csv";
import { type Problem, type Reading, readPost, siteWithoutLink } from "../../../lib/many/posts";

const READING: Reading = {
  width: 5,
  columns: { title: 0, community: 1, link: 2, author: 3, time: 4 },
  community: "pics",
  siteWithoutLink: null,
};

function read(row: Row, reading: Partial<Reading> = {}) {
  const problems: Omit<Problem, "line">[] = [];
  const post = readPost(row, { ...READING, ...reading }, (problem) => problems.push(problem));
  return { post, problems };
}

describe("a row as a post", () => {
  test("every field is taken as the score page takes it", () => {
    const row = [" Tom &amp; Jerry\n ", "/r/Python", "https://www.github.com/a", " pg ", "2026-11-03 14:30"];
    expect(read(row)).toEqual({
      post: {
        title: "Tom & Jerry",
        community: "python",
        site: "github.com",
        author: "pg",
        postedAt: Date.UTC(2026, 10, 3, 14, 30),
      },
      problems: [],
    });
  });

  test("an address on Reddit names its subreddit", () => {
    for (const text of ["/r/AskScience/comments/1/a", "https://old.reddit.com/r/askscience", "askscience"]) {
      expect(read(["A", text, null, null, null]).post?.community).toBe("askscience");
    }
  });

  test("what is not given is left open, the community as it was asked for", () => {
    const bare = { title: "A", community: "pics", site: null, author: null, postedAt: null };
    expect(read(["A", null, null, null, null])).toEqual({ post: bare, problems: [] });
    expect(read(["A", null, null, null, null, null, null])).toEqual({ post: bare, problems: [] });
  });

  test("on Hacker News a story without a link is a text, where the table has links", () => {
    expect(siteWithoutLink("hacker-news", READING.columns)).toBe("self");
    expect(siteWithoutLink("hacker-news", { ...READING.columns, link: null })).toBeNull();
    expect(siteWithoutLink("reddit", READING.columns)).toBeNull();
    expect(read(["A", null, null, null, null], { siteWithoutLink: "self" }).post?.site).toBe("self");
    // A link that is none says nothing of a text.
    expect(read(["A", null, "::", null, null], { siteWithoutLink: "self" }).post?.site).toBeNull();
  });
});

describe("what is not as expected", () => {
  test.each<[string, Row, string]>([
    ["no title", [null, "pics", null, null, null], "expected a title, found none; left out"],
    ["a title of nothing to see", ["\u200b \u202e", null, null, null, null], "expected a title, found none; left out"],
    [
      "too many cells",
      ["A", " b", null, null, null, "c"],
      "expected 5 cells, found 6: a title with the separator in it needs quotation marks; left out",
    ],
  ])("%s leaves the row out", (_what, row, message) => {
    expect(read(row)).toEqual({ post: null, problems: [{ message, isLeftOut: true }] });
  });

  test.each<[string, Row, string]>([
    [
      "a time",
      ["A", null, null, null, "yesterday"],
      "expected a time such as 2026-11-03 14:30, found “yesterday”; scored without it",
    ],
    ["a link", ["A", null, "no link", null, null], "expected a link or a site, found “no link”; scored without it"],
    ["a subreddit", ["A", "b c", null, null, null], "expected a subreddit's name, found “b c”; scored without it"],
    ["too few cells", ["A", "pics"], "expected 5 cells, found 2; what is missing counts as empty"],
    [
      "letters",
      ["na\uFFFDve", null, null, null, null],
      "“na\uFFFDve” has letters that are not UTF-8; scored as it stands",
    ],
    ["a length", ["a".repeat(501), null, null, null, null], "a title of 501 characters; scored by its first 500"],
  ])("%s is told, and the row has a forecast", (_what, row, message) => {
    const { post, problems } = read(row);
    expect(problems).toEqual([{ message, isLeftOut: false }]);
    expect(post).toMatchObject({ community: "pics", site: null, postedAt: null });
  });

  test("nothing throws, whatever a row holds", () => {
    const row = fc.array(fc.option(fc.string({ unit: "binary", maxLength: 30 })), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(row, (cells) => {
        const { post, problems } = read(cells);
        if (post === null) expect(problems.at(-1)?.isLeftOut).toBe(true);
        else expect(post.title.trim()).toBe(post.title);
        expect(post?.title).not.toBe("");
      }),
    );
  }, 30_000);
});
