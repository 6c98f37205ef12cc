import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cleanText,
  cleanVersions,
  EMPTY_SCORE,
  EMPTY_WORDS,
  readMany,
  readScore,
  readWords,
  type ScoreState,
  TITLE_MAX,
  toCommunity,
  VERSIONS_MAX,
  WORD_MAX,
  WORDS_MAX,
  type WordsState,
  writeMany,
  writeScore,
  writeWords,
} from "../../lib/permalink";

const HOSTILE = [
  "",
  "#",
  "#%",
  "#title=%E0%A4%A",
  "#title=\0\u202e\ud800",
  `#title=${"a".repeat(100_000)}`,
  "#title=a&title=b&for=../../etc&community=<img src=x onerror=alert(1)>&reach=-1e9&time=9999-99-99T99:99Z",
  "#for=__proto__&community=constructor&release=../..",
  "#pair=,,,&analogy=&odd=,,",
  `#${"version=a&version=b&version=&version=%20a%20&version=\0\u202e&".repeat(2000)}`,
  `#${Array.from({ length: 3000 }, (_, i) => `version=${"%F0%9F%9A%80".repeat(5)}${i}`).join("&")}`,
  `#version=${"%E2%82%AC".repeat(20_000)}`,
];

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.string({ unit: "grapheme", maxLength: 80 }));
const line = (max: number): fc.Arbitrary<string> => text.map((value) => cleanText(value, max));
const trimmed = (max: number): fc.Arbitrary<string> => text.map((value) => cleanText(value.trim(), max).trim());
const word = trimmed(WORD_MAX).map((value) => value.replaceAll(",", "").trim());
const filled = word.map((value) => value || "word");
const release = fc.option(fc.constantFrom("2026-11", "hn-2026.1", "a"));

const score: fc.Arbitrary<ScoreState> = fc.record({
  title: line(TITLE_MAX),
  predictor: fc.constantFrom("hacker-news", "reddit", "lobsters_2"),
  community: fc.option(fc.constantFrom("programming", "askscience", "reddit.com", "constructor")),
  site: trimmed(300),
  author: trimmed(40),
  time: fc.oneof(
    fc.constantFrom("now" as const, "any" as const),
    fc.integer({ min: 0, max: 68_000_000 }).map((minutes) => minutes * 60_000),
  ),
  atLeast: fc.integer({ min: 1, max: 1_000_000 }),
  odds: fc.constantFrom("noticed", "any"),
  versions: fc.array(text, { maxLength: VERSIONS_MAX + 3 }).map(cleanVersions),
  release: fc.constant(null),
});

describe("the page of many titles", () => {
  test("what is written is read back, and holds nothing of a title", () => {
    const terms = { predictor: "reddit", community: "pics", atLeast: 30 };
    expect(readMany(`#${writeMany(terms)}`)).toEqual(terms);
    expect(writeMany({ ...terms, predictor: "hacker-news", community: null, atLeast: 100 })).toBe("");
    expect(writeMany(readMany("#title=secret&version=another&for=reddit&author=me"))).toBe("for=reddit");
  });
});

const words: fc.Arbitrary<WordsState> = fc.record({
  word,
  pair: fc.tuple(filled, filled),
  analogy: fc.tuple(filled, filled, filled),
  odd: trimmed(WORDS_MAX).map((value) => value || "one"),
  release: fc.constant(null),
});

describe("cleaning", () => {
  test("keeps what people write and drops what deceives", () => {
    expect(cleanText("naïve 👩‍👩‍👧 שלום 日本 (2015)", 100)).toBe("naïve 👩‍👩‍👧 שלום 日本 (2015)");
    expect(cleanText("evil\u202egnp.exe\0\u2066\ufeff\ud83d", 100)).toBe("evilgnp.exe");
    expect(cleanText("one\r\n\ttwo\u2028three", 100)).toBe("one two three");
  });

  test("bounds any text, and cleaning twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.nat(200), (value, max) => {
        const clean = cleanText(value, max);
        expect(clean.length).toBeLessThanOrEqual(max);
        expect(cleanText(clean, max)).toBe(clean);
        expect(clean).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe("score links", () => {
  test("an untouched page has no fragment", () => {
    expect(writeScore(EMPTY_SCORE)).toBe("");
    expect(readScore("")).toEqual(EMPTY_SCORE);
  });

  test("read back what they were written from", () => {
    fc.assert(
      fc.property(score, release, (state, made) => {
        const fragment = writeScore({ ...state, release: made });
        expect(readScore(`#${fragment}`)).toEqual({ ...state, release: fragment === "" ? null : made });
      }),
    );
  });

  test("say what they are about", () => {
    const state = { ...EMPTY_SCORE, title: "C++ & you", time: Date.UTC(2026, 10, 6, 9, 0), release: "2026-11" };
    expect(writeScore(state)).toBe("title=C%2B%2B+%26+you&time=2026-11-06T09%3A00Z&release=2026-11");
  });

  test("whatever a link says, the page gets a state that it can show", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.webFragments(), fc.constantFrom(...HOSTILE)), (fragment) => {
        const state = readScore(fragment);
        expect(state.title.length).toBeLessThanOrEqual(TITLE_MAX);
        expect(state.title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(state.predictor).toMatch(/^[a-z0-9][a-z0-9._-]*$/);
        expect(state.community ?? "any").toMatch(/^[a-z0-9_][a-z0-9._-]*$/);
        expect(Number.isInteger(state.atLeast) && state.atLeast >= 1).toBe(true);
        expect(typeof state.time === "string" || Number.isFinite(state.time)).toBe(true);
        expect(state.versions.length).toBeLessThanOrEqual(VERSIONS_MAX);
        expect(new Set(state.versions).size).toBe(state.versions.length);
        for (const version of state.versions) {
          expect(version).toBe(cleanText(version, TITLE_MAX).trim());
          expect(version).not.toBe("");
        }
        expect(readScore(writeScore(state))).toEqual(writeScore(state) === "" ? { ...state, release: null } : state);
      }),
    );
  });

  test("carry a list of versions, in its order", () => {
    const versions = ["Why C++ & Rust?", "C++, or Rust", 'Rust; or C++ = "both" 🚀'];
    const fragment = writeScore({ ...EMPTY_SCORE, versions });
    expect(fragment).toMatch(/^version=Why\+C%2B%2B\+%26\+Rust%3F&version=/);
    expect(readScore(`#${fragment}`)).toEqual({ ...EMPTY_SCORE, versions });
    expect(readScore("#version=b&title=t&version=&version=a&version=+b+").versions).toEqual(["b", "a"]);
  });

  test("hold the longest title and the longest list that a page takes", () => {
    const full = {
      ...EMPTY_SCORE,
      title: "€".repeat(TITLE_MAX),
      site: "€".repeat(300),
      author: "€".repeat(40),
      versions: Array.from({ length: VERSIONS_MAX }, (_, i) => "€".repeat(TITLE_MAX - 2) + (i + 10)),
    };
    expect(readScore(writeScore(full))).toEqual(full);
  });

  test("fall back field by field", () => {
    expect(readScore("#title=ok&reach=0&time=2026-13-01T00:00Z&for=NO&release=%00")).toEqual({
      ...EMPTY_SCORE,
      title: "ok",
    });
  });
});

test("a subreddit is read as people write it", () => {
  expect(["r/Programming", "/r/programming", " programming "].map(toCommunity)).toEqual(Array(3).fill("programming"));
  expect(["", "r/", "two words", "<b>", "x".repeat(60)].map(toCommunity)).toEqual(Array(5).fill(null));
});

describe("words links", () => {
  test("an untouched page has no fragment", () => {
    expect(writeWords(EMPTY_WORDS)).toBe("");
    expect(readWords("#")).toEqual(EMPTY_WORDS);
  });

  test("read back what they were written from", () => {
    fc.assert(
      fc.property(words, release, (state, made) => {
        const fragment = writeWords({ ...state, release: made });
        expect(readWords(fragment)).toEqual({ ...state, release: fragment === "" ? null : made });
      }),
    );
  });

  test("whatever a link says, the page gets a state that it can show", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.webFragments(), fc.constantFrom(...HOSTILE)), (fragment) => {
        const state = readWords(fragment);
        for (const shown of [state.word, ...state.pair, ...state.analogy]) {
          expect(shown.length).toBeLessThanOrEqual(WORD_MAX);
        }
        expect(state.odd.length).toBeLessThanOrEqual(WORDS_MAX);
      }),
    );
  });
});
