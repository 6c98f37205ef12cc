import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leastGain, rankRewrites, rewrite } from "../../../lib/advice/rewrites";
import type { Occasion } from "../../../lib/advice/rewrites/mark";
import { isNegation } from "../../../lib/advice/rewrites/phrases";
import type { Rewrite, RewriteKind } from "../../../lib/advice/rewrites/rewrite";
import { words } from "../../../lib/text/tokenize";
import { tagWords } from "../../../workers/advice/tagger";

const NOVEMBER_2026 = Date.UTC(2026, 10, 6, 8);
const HN: Occasion = { predictor: "hacker-news", link: "", postedAt: NOVEMBER_2026 };

/** Rewrites where every two words are as near as can be, so that nothing but the rules holds them back. */
function rewritesOf(title: string, occasion: Occasion = HN): Rewrite[] {
  return rewrite(title, occasion, tagWords, () => 1);
}

function titlesOf(title: string, kind: RewriteKind, occasion: Occasion = HN): string[] {
  return rewritesOf(title, occasion)
    .filter((one) => one.kind === kind)
    .map((one) => one.title);
}

/** Titles out of what rewrites look for, what they must leave alone, and anything at all. */
const PIECES = [
  "Show HN:", "Ask HN:", "the", "The", "a", "an", "A", "not", "never", "isn't", "can’t", "without", "very", "really", "just",
  "fast", "Huge", "HUGE", "amazing", "easy", "build", "built", "Building", "launches", "tool", "tools", "problem", "company",
  "Google", "Ada Lovelace", "Paris", "iPhone", "C++", "node.js", "2015", "$1m", "42%", "(2015)", "[pdf]", "open source", "AI",
  "it is", "It's", "I'm", "“quoted amazing words”", '"a huge problem"', "–", "?", "!", ":", ",", "how to build", "🙂", "日本",
  "looking for", "more than 100", "via", "I", "was", "been", "up", "to", "of", "and", "İstanbul", "ﬁne", "e\u0301",
]; // biome-ignore format: a list of words
const someTitle = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(" ")),
  fc.string({ unit: "binary", maxLength: 80 }),
);
const someOccasion = fc.record({
  predictor: fc.constantFrom("hacker-news", "reddit"),
  link: fc.constantFrom("", "github.com", "https://example.com/2015/03/x.html", "https://example.com/paper.pdf"),
  postedAt: fc.constantFrom(null, NOVEMBER_2026),
});

describe("any title at all", () => {
  test("each rewrite changes what it says, and nothing else", () => {
    fc.assert(
      fc.property(someTitle, someOccasion, (title, occasion) => {
        for (const { title: then, start, end, from, to } of rewritesOf(title, occasion)) {
          expect(title.slice(start, end)).toBe(from);
          expect(then).toBe(title.slice(0, start) + to + title.slice(end));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("rewrites are distinct, none is the title itself or empty, and they are the same each time", () => {
    fc.assert(
      fc.property(someTitle, someOccasion, (title, occasion) => {
        const found = rewritesOf(title, occasion);
        const titles = found.map((one) => one.title);
        expect(new Set([title, ...titles]).size).toBe(titles.length + 1);
        expect(titles.every((one) => one.trim() !== "")).toBe(true);
        expect(found.length).toBeLessThanOrEqual(120);
        expect(rewritesOf(title, occasion)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  test("figures, negations and quotations stay as they are", () => {
    const figures = (text: string): string[] => text.match(/\d[\d.,%]*/g) ?? [];
    const negations = (text: string): string[] => words(text).filter(isNegation);
    const quotations = (text: string): string[] => text.match(/“[^”]*”|"[^"]*"/g) ?? [];
    fc.assert(
      fc.property(someTitle, someOccasion, (title, occasion) => {
        for (const one of rewritesOf(title, occasion)) {
          // A year is what the kind is about.
          if (one.kind !== "year") expect(figures(one.title)).toEqual(figures(title));
          expect(negations(one.title)).toEqual(negations(title));
          if (one.kind !== "capitals") expect(quotations(one.title)).toEqual(quotations(title));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("names stay, by tag, by a capital within a sentence and by a capital within a word", () => {
    fc.assert(
      fc.property(someTitle, someOccasion, (title, occasion) => {
        for (const name of ["Google", "Ada Lovelace", "Paris", "iPhone"]) {
          if (title.includes(name)) for (const one of rewritesOf(title, occasion)) expect(one.title).toContain(name);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("words", () => {
  test("are exchanged in the same inflection, with the same capitals", () => {
    expect(titlesOf("My cat builds a tool for huge problems", "word")).toEqual(
      expect.arrayContaining([
        "My cat creates a tool for huge problems",
        "My cat builds a tool for enormous problems",
        "My cat builds a tool for huge issues",
      ]),
    );
    expect(titlesOf("We Fixed a Huge Bug in the Database", "word")).toContain("We Fixed a Huge Flaw in the Database");
    expect(titlesOf("THIS HUGE BUG COST US EVERYTHING", "word")).toContain("THIS ENORMOUS BUG COST US EVERYTHING");
  });

  test("bring the article that they need", () => {
    expect(titlesOf("It was a huge week for this old cat", "word")).toContain(
      "It was an enormous week for this old cat",
    );
    expect(titlesOf("It was an easy week for this old cat", "word")).toContain("It was a simple week for this old cat");
  });

  test("stay where they are another part of speech, of a compound or of a verb in two words", () => {
    expect(titlesOf("The building on our street is huge", "word").join()).not.toContain("creating");
    expect(titlesOf("This problem solving course is long", "word").join()).not.toContain("issue");
    expect(titlesOf("They talk down to their kids in public", "word").join()).not.toContain("speak down");
    expect(titlesOf("He built his very own little cabin here", "word").join()).not.toContain("extremely own");
  });

  test("that may be a name stay where capitals do not tell", () => {
    const spark = titlesOf("Spark Is a Huge Problem for Us", "word");
    expect(spark.length).toBeGreaterThan(0);
    expect(spark.filter((title) => !title.startsWith("Spark"))).toEqual([]);
    expect(titlesOf("The White House Is a Huge Building", "word").join()).not.toContain("Home");
  });

  test("need vectors that confirm them", () => {
    const title = "A huge bug in our old database";
    const near = rewrite(title, HN, tagWords, (_, b) => (b === "massive" ? 0.7 : 0.1));
    expect(near.filter(({ similarity }) => similarity !== null)).toMatchObject([
      { from: "huge", to: "massive", similarity: 0.7 },
    ]);
    const none = rewrite(title, HN, tagWords, () => null);
    expect(none).toEqual(rewrite(title, HN, tagWords, null));
  });

  test("turns of phrase keep their capitals, their figures and their tense", () => {
    expect(titlesOf("I'm looking for more than 100 tools", "word")).toEqual(
      expect.arrayContaining([
        "I am looking for more than 100 tools",
        "Looking for more than 100 tools",
        "I'm looking for over 100 tools",
      ]),
    );
    expect(titlesOf("What's new in open source AI", "word")).toEqual([
      "What is new in open source AI",
      "What's new in open-source AI",
      "What's new in open source artificial intelligence",
    ]);
    expect(titlesOf("It's been a long week", "word")).toEqual([]);
    expect(titlesOf("I know where you are", "word")).toEqual([]);
  });
});

describe("shorter", () => {
  test("leaves out what says little, and mends what that leaves", () => {
    expect(titlesOf("This is an amazing tool for your old cat", "shorter")).toEqual([
      "This is a tool for your old cat",
    ]);
    expect(titlesOf("The problem with our very old database", "shorter")).toEqual([
      "Problem with our very old database",
      "The problem with our old database",
    ]);
    expect(titlesOf("So, today we finally moved into our house", "shorter")).toEqual([
      "Today we finally moved into our house",
      "So, today we moved into our house",
    ]);
  });

  test("leaves in what another word leans on, what a negation governs and what hedges", () => {
    expect(titlesOf("This tool isn't really easy", "shorter")).toEqual([]);
    expect(titlesOf("It is more powerful and useful than that", "shorter")).toEqual([]);
    expect(titlesOf("He allegedly almost won nothing", "shorter")).toEqual([]);
    expect(titlesOf("My cat is amazing", "shorter")).toEqual([]);
  });
});

describe("capitals", () => {
  test("go to Title Case, and back where every word is surely plain", () => {
    expect(titlesOf("How we moved to Postgres in a week", "capitals")).toEqual(["How We Moved to Postgres in a Week"]);
    expect(titlesOf("What We Have Learned About Happiness", "capitals")).toEqual([
      "What we have learned about happiness",
    ]);
    expect(titlesOf("Why We Moved From Go to Rust", "capitals")).toEqual([]);
    expect(titlesOf("Our Plan for the Zorblax Database", "capitals")).toEqual([]);
  });

  test("stop shouting, but for initials", () => {
    expect(titlesOf("NASA JUST FOUND A HUGE OCEAN", "capitals")).toEqual(["NASA Just Found a Huge Ocean"]);
    expect(titlesOf("This is the WORST idea by NASA", "capitals")).toContain("This is the worst idea by NASA");
  });
});

describe("marks", () => {
  test("Show HN goes from any title that has it, and comes to what reads like something made", () => {
    expect(titlesOf("Show HN: my own compiler", "Show HN")).toEqual(["My own compiler"]);
    expect(titlesOf("Show HN: iPhone games for cats", "Show HN")).toEqual(["iPhone games for cats"]);
    expect(titlesOf("I built a compiler in a weekend", "Show HN")).toEqual([
      "Show HN: I built a compiler in a weekend",
    ]);
    expect(titlesOf("Fizz – a small game engine written in C", "Show HN")).toEqual([
      "Show HN: Fizz – a small game engine written in C",
    ]);
    expect(titlesOf("Why we built a compiler", "Show HN")).toEqual([]);
    expect(titlesOf("Ask HN: I built a compiler, what now?", "Show HN")).toEqual([]);
    expect(titlesOf("Show HN: my own compiler", "Show HN", { ...HN, predictor: "reddit" })).toEqual([]);
  });

  test("a year comes from the link, and goes when it is this one", () => {
    const linked = (link: string): string[] => titlesOf("A history of the map", "year", { ...HN, link });
    expect(linked("https://example.com/2015/03/map.html")).toEqual(["A history of the map (2015)"]);
    expect(linked("example.com/blog/2019-05-02-map")).toEqual(["A history of the map (2019)"]);
    for (const link of [
      "",
      "example.com",
      "https://example.com/2026/03/map",
      "https://example.com/?a=/2015/",
      "https://2015/x",
    ])
      expect(linked(link)).toEqual([]);
    expect(titlesOf("A history of the map (2026)", "year")).toEqual(["A history of the map"]);
    expect(titlesOf("A history of the map (2025)", "year")).toEqual([]);
    expect(titlesOf("A history of the map (2026)", "year", { ...HN, postedAt: null })).toEqual([]);
  });

  test("[pdf] comes to a link to one", () => {
    const linked = (title: string, link: string): string[] => titlesOf(title, "pdf", { ...HN, link });
    expect(linked("A history of the map", "https://example.com/map.PDF?download=1")).toEqual([
      "A history of the map [pdf]",
    ]);
    expect(linked("A history of the map [pdf]", "https://example.com/map.pdf")).toEqual([]);
    expect(linked("A history of the map", "https://example.com/pdf")).toEqual([]);
  });
});

describe("ranking", () => {
  const title = "This amazing bug is a terrible problem for us";
  const found = rewritesOf(title);
  const rank = (expected: (i: number) => number, limit = 50, least = 1.05) =>
    rankRewrites(
      found,
      100,
      found.map((_, i) => expected(i)),
      { least, limit },
    );

  test("keeps what lifts, most first, with the gain as factor and points", () => {
    const ranked = rank((i) => 100 + i, 3);
    expect(ranked).toHaveLength(3);
    for (const [i, one] of ranked.entries()) {
      expect(one.gain).toBeCloseTo(one.expected / 100, 12);
      expect(one.points).toBeCloseTo(one.expected - 100, 12);
      expect(one.expected).toBe(100 + found.findIndex((other) => other.title === one.title));
      if (i > 0) expect(one.gain).toBeLessThanOrEqual(ranked[i - 1].gain);
    }
  });

  test("shows no gain that two trainings of one model would not agree on", () => {
    expect(rank(() => 104, 9, leastGain("hacker-news"))).toEqual([]);
    expect(rank(() => 104, 9, leastGain("reddit"))).not.toEqual([]);
    expect(rank(() => 60)).toEqual([]);
  });

  test("shows at most two rewrites of one and the same word", () => {
    const ofAmazing = (rewrites: readonly Rewrite[]): Rewrite[] =>
      rewrites.filter(({ from }) => from.trim() === "amazing");
    expect(ofAmazing(found).length).toBeGreaterThan(2);
    expect(ofAmazing(rank((i) => 200 - i))).toHaveLength(2);
  });
});
