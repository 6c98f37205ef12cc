import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Post } from "../../../lib/post";
import {
  CONTEXT_ENTRIES,
  countTableRows,
  encode,
  FEATURE_COUNT,
  FEATURE_NAMES,
  featureRange,
  firstCommunityRow,
} from "../../../lib/predictor/features";
import { makePost } from "../../support/posts";
import { makeTinyModel } from "../../support/tinyModel";
import { anyText } from "../text/texts";

const { tables } = makeTinyModel({ communities: ["askreddit", "rust"] });
const ROWS = countTableRows(tables);
const FIRST_COMMUNITY = firstCommunityRow(tables);

const anyPost: fc.Arbitrary<Post> = fc.record({
  title: fc.oneof(
    anyText,
    fc.lorem({ mode: "sentences", maxCount: 3 }),
    fc.constantFrom("the king", "a ".repeat(2000)),
  ),
  site: fc.option(fc.oneof(anyText, fc.constantFrom("self", "github.com"))),
  community: fc.option(fc.oneof(anyText, fc.constantFrom("rust", "Rust"))),
  author: fc.option(fc.oneof(anyText, fc.constant("pg"))),
  postedAt: fc.option(
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.date({ noInvalidDate: true }).map(Number),
    ),
  ),
});

function featuresOf(post: Post): Record<string, number> {
  const { dense } = encode([post], tables);
  return Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, dense[i]]));
}

describe("any posts", () => {
  it("become finite numbers and rows of the table, the last row their community's", () => {
    fc.assert(
      fc.property(fc.array(anyPost, { maxLength: 4 }), (posts) => {
        const { offsets, rows, weights, dense, communities, trust } = encode(posts, tables);
        expect(offsets).toHaveLength(posts.length + 1);
        expect(offsets[posts.length]).toBe(rows.length);
        expect(weights).toHaveLength(rows.length);
        expect(dense).toHaveLength(posts.length * FEATURE_COUNT);
        expect(dense.every(Number.isFinite)).toBe(true);
        expect(rows.every((row) => row >= 0 && row < ROWS)).toBe(true);
        expect(weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
        expect(trust.every((share) => share >= 0 && share <= 1)).toBe(true);
        posts.forEach(({ community }, i) => {
          const known = ["askreddit", "rust"].indexOf(community ?? "");
          expect(communities[i]).toBe(known < 0 ? 2 : known);
          expect(offsets[i + 1] - offsets[i]).toBeGreaterThanOrEqual(CONTEXT_ENTRIES.length);
          expect(rows[offsets[i + 1] - 1]).toBe(FIRST_COMMUNITY + communities[i]);
          expect(weights[offsets[i + 1] - 1]).toBe(1);
        });
      }),
    );
  });

  it("are encoded alone as they are among others", () => {
    fc.assert(
      fc.property(anyPost, anyPost, (first, second) => {
        const both = encode([first, second], tables);
        const alone = encode([second], tables);
        expect(both.dense.subarray(FEATURE_COUNT)).toEqual(alone.dense);
        expect(both.rows.subarray(both.offsets[1])).toEqual(alone.rows);
        expect(both.weights.subarray(both.offsets[1])).toEqual(alone.weights);
        expect(both.trust[1]).toBe(alone.trust[0]);
      }),
    );
  });
});

describe("words", () => {
  it("weigh one over the root of their number, and pairs likewise, ends included", () => {
    const { rows, weights } = encode([makePost("The king of Rust")], tables);
    expect([...rows.subarray(0, 4)].map((row) => tables.vocabulary.words[row])).toEqual(["the", "king", "of", "rust"]);
    expect(weights.subarray(0, 4)).toEqual(new Float32Array(4).fill(0.5));
    expect(rows).toHaveLength(4 + 5 + CONTEXT_ENTRIES.length);
    for (const row of rows.subarray(4, 9)) expect(row).toBeGreaterThanOrEqual(tables.vocabulary.size);
    for (const weight of weights.subarray(4, 9)) expect(weight).toBeCloseTo(1 / Math.sqrt(5), 6);
  });

  it("made of known parts share the weight among them", () => {
    const { rows, weights } = encode([makePost("king-of-florb")], tables);
    expect([...rows.subarray(0, 2)].map((row) => tables.vocabulary.words[row])).toEqual(["king", "of"]);
    expect(weights.subarray(0, 2)).toEqual(Float32Array.of(0.5, 0.5));
  });

  it("in another order are other pairs", () => {
    const rowsOf = (title: string) => [...encode([makePost(title)], tables).rows].sort((a, b) => a - b);
    expect(rowsOf("king of queen")).not.toEqual(rowsOf("queen of king"));
  });

  it("beyond the limit change nothing", () => {
    const long = "the king ".repeat(200);
    expect(encode([makePost(`${long}rust`)], tables)).toEqual(encode([makePost(`${long}[queen] 2015?`)], tables));
  });

  it("that are unknown or of another language cost trust", () => {
    const trustOf = (title: string) => encode([makePost(title)], tables).trust[0];
    expect(trustOf("the king of rust")).toBe(1);
    expect(trustOf("the king florb wibble")).toBe(1);
    expect(trustOf("the florb wibble zyx")).toBe(0.5);
    expect(trustOf("florb wibble")).toBe(0);
    expect(trustOf("")).toBe(0);
    expect(trustOf("el king, los rust engine c++")).toBe(0.5);
  });
});

describe("context", () => {
  it("that is not given is nought", () => {
    const { dense } = encode([makePost("the king")], tables);
    for (const group of ["time", "site", "author", "community"] as const) {
      const [start, end] = featureRange(group);
      expect(end).toBeGreaterThan(start);
      expect([...dense.subarray(start, end)].every((value) => value === 0)).toBe(true);
    }
  });

  it("has hour and weekday in UTC, before 1970 as after", () => {
    for (const week of [-200, -1, 0, 1, 2700]) {
      // Thursday 1 January 1970, and weeks before and after it, 18:00.
      const time = featuresOf(makePost("x", { postedAt: (week * 7 + 0.75) * 86_400_000 }));
      expect(time).toMatchObject({ time_given: 1 });
      expect(time.hour_sin).toBeCloseTo(-1, 6);
      expect(time.hour_cos).toBeCloseTo(0, 6);
      expect(time.weekday_sin).toBeCloseTo(Math.sin((2 * Math.PI * 3) / 7), 6);
      expect(time.weekday_cos).toBeCloseTo(Math.cos((2 * Math.PI * 3) / 7), 6);
    }
  });

  it("takes what was posted after the last training post for as late as that", () => {
    const end = tables.until * 1000;
    const year = 365.25 * 86_400_000;
    expect(featuresOf(makePost("x", { postedAt: end - 0.75 * year }))).toMatchObject({
      "years_-0.5_to_0": -1,
      "years_-1_to_-0.5": -0.5,
      "years_-2_to_-1": 0,
    });
    for (const time of [end, end + 10 * year]) {
      expect(featuresOf(makePost("x", { postedAt: time }))).toMatchObject({
        "years_-0.5_to_0": 0,
        "years_-1_to_-0.5": 0,
      });
    }
  });

  it("tells known sites, authors and communities from unknown ones", () => {
    expect(featuresOf(makePost("x", { site: "github.com", author: "pg", community: "rust" }))).toMatchObject({
      site_given: 1,
      site_self: 0,
      site_known: 1,
      "site_residual_0.15_to_0.3": 1,
      "site_residual_0.3_to_0.5": 1,
      "site_residual_0.5_to_0.8": 0,
      "site_residual_-0.05_to_0": 0,
      site_posts_to_33: 1,
      site_posts_to_129: 0,
      author_given: 1,
      author_known: 1,
      author_posts_to_9: 1,
      author_posts_to_33: 0,
      community_known: 1,
    });
    expect(featuresOf(makePost("x", { site: "self", author: "nobody", community: "nowhere" }))).toMatchObject({
      site_given: 1,
      site_self: 1,
      site_known: 0,
      site_posts_to_2: 0,
      author_given: 1,
      author_known: 0,
      community_known: 0,
    });
  });

  it("gives a frequent site or author a row of its own, and a rare or unknown one none", () => {
    const entriesOf = (context: Partial<Post>) => {
      const { rows, weights } = encode([makePost("x", context)], tables);
      return { rows: rows.slice(-3, -1), weights: [...weights.slice(-3, -1)] };
    };
    expect(entriesOf({ site: "github.com", author: "pg" }).weights).toEqual([1, 0]);
    expect(entriesOf({ site: "x.org", author: "nobody" }).weights).toEqual([0, 0]);
    expect(entriesOf({}).weights).toEqual([0, 0]);
    for (const row of entriesOf({ site: "github.com" }).rows) {
      expect(row).toBeGreaterThanOrEqual(tables.vocabulary.size + tables.bigramRows);
      expect(row).toBeLessThan(FIRST_COMMUNITY);
    }
  });
});

describe("the shape of a title", () => {
  it.each<[string, Record<string, number>]>([
    [
      "I’ve 3 NASA tips [2015]: “why” – now?",
      {
        first_person: 1,
        number: 1,
        year: 1,
        tag: 1,
        colon: 1,
        quote: 1,
        dash: 1,
        question: 1,
        starts_with_number: 0,
        exclamation: 0,
      },
    ],
    [
      "10 things...!",
      {
        starts_with_number: 1,
        ellipsis: 1,
        exclamation: 1,
        year: 0,
        first_person: 0,
        log_words: Math.log(3),
        log_characters: Math.log(14),
      },
    ],
    ["NASA king", { shouted_share: 0.5, capital_share: 0.5, unknown_share: 0.5, mean_word_length: 4 }],
    ["", { log_characters: 0, log_words: 0, mean_word_length: 0, unknown_share: 0, capital_share: 0 }],
  ])("%j", (title, expected) => {
    const features = featuresOf(makePost(title));
    for (const [name, value] of Object.entries(expected))
      expect([name, features[name]]).toEqual([name, Math.fround(value)]);
  });
});
