import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type Candidate, makeCandidate } from "../../../lib/feed/candidate";
import {
  decodeCandidates,
  encodeCandidates,
  FeedLinkError,
  type SharedCandidate,
  toShared,
} from "../../../lib/feed/link";

const make = (parts: Parameters<typeof makeCandidate>[0]): Candidate => {
  const candidate = makeCandidate(parts);
  if (candidate === null) throw new Error("no title");
  return candidate;
};

/** A fragment as anyone could write it. */
const forge = (text: string | Buffer, version = "1") => `feed=${version}.${deflateSync(text).toString("base64url")}`;

const POSTS = [
  make({ title: "Pasted" }),
  make({ title: 'Ünïcödé 😀 “quotes” \\ and "more"', url: "https://a.test/?q=1#x" }),
  make({ title: "On Hacker News", url: "https://b.test/", predictor: "hacker-news" }),
  make({ title: "On Reddit", community: "cats" }),
  make({ title: "Somewhere on Reddit", predictor: "reddit" }),
];

describe("a link", () => {
  test("carries a topic's posts and its name", async () => {
    const { fragment, count } = await encodeCandidates("Cats & dogs", POSTS.map(toShared));
    expect(count).toBe(POSTS.length);
    expect(fragment).toMatch(/^feed=1\.[\w-]+$/);
    for (const read of [fragment, `#${fragment}`, `#${fragment}&from=chat`]) {
      expect(await decodeCandidates(read)).toEqual({ name: "Cats & dogs", candidates: POSTS });
    }
  });

  test("has no room for what a reader said of a post, or for anything else of theirs", async () => {
    expectTypeOf<Candidate>().not.toExtend<SharedCandidate>();
    const judged = POSTS.map((post) => ({ ...post, label: true, author: "me", score: 7, postedAt: 9 }));
    const { fragment } = await encodeCandidates("x", judged.map(toShared));
    expect(fragment).toBe((await encodeCandidates("x", POSTS.map(toShared))).fragment);
    for (const candidate of (await decodeCandidates(fragment))?.candidates ?? []) {
      expect(candidate).toMatchObject({ label: null, author: null, score: null, postedAt: null });
    }
  });

  test("of many posts carries as many as can be shared, and says how many", async () => {
    const posts = Array.from({ length: 10_000 }, (_, i) =>
      make({
        title: `Post ${i}: ${(i * 2_654_435_761) % 4_294_967_296} reasons`,
        url: `https://a.test/${(i * 40_503) % 65_536}`,
      }),
    );
    const { fragment, count } = await encodeCandidates("Many", posts.map(toShared));
    expect(fragment.length).toBeLessThanOrEqual(8_000);
    expect((await decodeCandidates(fragment))?.candidates).toEqual(posts.slice(0, count));
    // One more would not fit.
    const more = await encodeCandidates("Many", posts.slice(0, count + 1).map(toShared));
    expect(more).toEqual({ fragment, count });
    expect(count).toBeGreaterThan(100);
  });

  test("of a topic without posts is a link too", async () => {
    const { fragment, count } = await encodeCandidates("", []);
    expect(count).toBe(0);
    expect(await decodeCandidates(fragment)).toEqual({ name: "", candidates: [] });
  });

  test("of any posts brings the same posts back", async () => {
    const candidate = fc
      .record({
        title: fc.string({ unit: "binary", maxLength: 60 }),
        url: fc.option(fc.webUrl()),
        community: fc.option(fc.constantFrom("cats", "programming", "hn")),
        predictor: fc.constantFrom("hacker-news" as const, "reddit" as const, null),
      })
      .map(makeCandidate)
      .filter((made) => made !== null);
    const posts = fc.uniqueArray(candidate, { maxLength: 8, selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(posts, async (posts) => {
        const { fragment } = await encodeCandidates("a", posts.map(toShared));
        expect((await decodeCandidates(fragment))?.candidates).toEqual(posts);
      }),
    );
  });
});

describe("a fragment from anyone", () => {
  test.each(["", "#", "#title=a", "#feeds=1.a", "#xfeed=1.a"])("%j carries no feed", async (fragment) => {
    expect(await decodeCandidates(fragment)).toBeNull();
  });

  test.each([
    ["no version", "feed="],
    ["another version", forge('["",[]]', "2")],
  ])("with %s is told apart from a damaged one", async (_what, fragment) => {
    await expect(decodeCandidates(fragment)).rejects.toThrow(/another version/);
  });

  test.each([
    ["nothing behind the version", "feed=1."],
    ["no base64", "feed=1.%%%"],
    ["nothing compressed", "feed=1.AAAA"],
    ["a cut end", forge(JSON.stringify(["a", [["title"]]])).slice(0, -8)],
    ["no JSON", forge("oops")],
    ["no UTF-8", forge(Buffer.from([0x22, 0xff, 0x22]))],
    ["another shape", forge('{"name":"a"}')],
    ["rows of another shape", forge('["a",[["title",1]]]')],
    ["rows with more than posts have", forge('["a",[["title","","","accepted"]]]')],
    ["more than a link may hold", `feed=1.${"A".repeat(9_000)}`],
    ["a text that unfolds without end", forge(`["${"a".repeat(4_000_000)}",[]]`)],
  ])("with %s is refused in words", async (_what, fragment) => {
    const failure = decodeCandidates(fragment);
    await expect(failure).rejects.toBeInstanceOf(FeedLinkError);
    await expect(failure).rejects.toThrow(/damaged/);
  });

  test("is cleaned: no scripts for links, no overrides in titles, no names that are none, nothing twice", async () => {
    const rows = [
      ["a\u202eb", "javascript:alert(1)", "r/../../etc"],
      ["\u202e"],
      ["ab", "", "__proto__"],
      ["x".repeat(5_000), "", "hn"],
    ];
    const feed = await decodeCandidates(forge(JSON.stringify(["n\u202e\nx", [...rows, ...rows]])));
    expect(feed?.name).toBe("n x");
    expect(feed?.candidates.map(({ title, url, community }) => [title, url, community])).toEqual([
      ["ab", null, null],
      ["x".repeat(300), null, null],
    ]);
  });
});
