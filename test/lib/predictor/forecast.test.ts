import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectedScore, quantile, toBuckets } from "../../../lib/buckets";
import type { Forecast } from "../../../lib/forecast";
import { Predictor } from "../../../lib/predictor/predictor";
import { makePost } from "../../support/posts";
import { computeShares } from "../../support/reference";
import { makeTinyModel, signedNumbers } from "../../support/tinyModel";
import { anyText } from "../text/texts";

const SHARES = [
  [0.3, 0.2, 0.15, 0.15, 0.1, 0.1],
  [0.2, 0.2, 0.2, 0.2, 0.1, 0.1],
];
const model = makeTinyModel({ random: signedNumbers(2), communities: ["pics"], shares: SHARES });
const CONTEXT = { community: "pics", site: "github.com", author: "pg", postedAt: Date.UTC(2020, 1, 3, 4) };

let predictor: Predictor;
beforeAll(async () => {
  await tf.setBackend("cpu");
  predictor = new Predictor(tf, model);
});
afterAll(() => predictor.dispose());

function forecast(title: string, context = {}, times: readonly number[] = []): Promise<Forecast> {
  return predictor.forecast(makePost(title, context), { release: "r", predictor: "p" }, "cpu", () => 0, { times });
}

const sharesOf = ({ buckets }: Forecast) => buckets.map(({ probability }) => probability);
const entropyOf = (shares: readonly number[]) => -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);
const spanOf = (buckets: Forecast["buckets"]) => quantile(buckets, 0.9) / quantile(buckets, 0.1);

describe("any title", () => {
  it("gets a whole forecast, and leaves no tensor behind", async () => {
    await forecast("warm");
    const { numTensors } = tf.memory();
    await fc.assert(
      fc.asyncProperty(anyText, fc.constantFrom({}, CONTEXT), async (title, context) => {
        const given = await forecast(title, context);
        const { buckets, expected, quantiles, percentile, knownShare, tokens } = given;
        expect(given).toMatchObject({ title, release: "r", predictor: "p", timing: { backend: "cpu", total: 0 } });
        expect(buckets.map(({ from }) => from)).toEqual(model.edges);
        expect(sharesOf(given).every((share) => share >= 0)).toBe(true);
        expect(sharesOf(given).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
        expect(expected).toBeCloseTo(expectedScore(buckets), 9);
        expect(quantiles.p10).toBeLessThanOrEqual(quantiles.p50);
        expect(quantiles.p50).toBeLessThanOrEqual(quantiles.p90);
        for (const share of [percentile, knownShare]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        for (const { text, start, end, effect } of tokens) {
          expect(text).toBe(title.slice(start, end));
          expect(effect).toBeGreaterThan(0);
          expect(effect).toBeLessThan(Number.POSITIVE_INFINITY);
        }
      }),
    );
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe("a word's effect", () => {
  it.each<[string, readonly string[]]>([
    ["The king of Rust", ["king of Rust", "The of Rust", "The king Rust", "The king of"]],
    [
      "Show HN: a  Rust (engine)!",
      ["a  Rust (engine)!", "Show HN: Rust (engine)!", "Show HN: a  (engine)!", "Show HN: a  Rust ()!"],
    ],
    ["king", [""]],
    ["Why?", ["?"]],
    ["king—queen ", ["—queen ", "king—"]],
  ])("in %j is the expected score over that of the title without it", async (title, without) => {
    const { expected, tokens } = await forecast(title, CONTEXT);
    expect(tokens).toHaveLength(without.length);
    for (const [i, rest] of without.entries()) {
      const left = (await forecast(rest, CONTEXT)).expected;
      expect(tokens[i].effect).toBeCloseTo(expected / left, 5);
      expect(tokens[i].points).toBeCloseTo(expected - left, 4);
    }
    expect(new Set(tokens.map(({ effect }) => effect)).size).toBe(tokens.length);
  });

  it("is told of the first eighty words; the others are there, without", async () => {
    const { tokens } = await forecast("king queen ".repeat(50));
    expect(tokens).toHaveLength(100);
    expect(tokens.slice(0, 80).every(({ effect }) => effect !== 1)).toBe(true);
    expect(tokens.slice(80).every(({ effect }) => effect === 1)).toBe(true);
  });

  it("does not hang on what lies beyond the limit", async () => {
    const long = "the king ".repeat(110) + "x".repeat(10);
    const [short, more] = [await forecast(long), await forecast(`${long} queen rust queen rust`)];
    expect(more.tokens.map(({ effect }) => effect)).toEqual(short.tokens.map(({ effect }) => effect));
  });
});

describe("an input's effect", () => {
  const without = {
    community: { community: null },
    site: { site: null },
    author: { author: null },
    time: { postedAt: null },
  };

  it("is the expected score over that of the same post without it, each input by itself", async () => {
    const { expected, inputs } = await forecast("The king of Rust", CONTEXT);
    expect(inputs.map(({ input }) => input)).toEqual(["community", "site", "author", "time"]);
    for (const { input, effect, points } of inputs) {
      const rest = await forecast("The king of Rust", { ...CONTEXT, ...without[input] });
      expect(effect).toBeCloseTo(expected / rest.expected, 5);
      expect(points).toBeCloseTo(expected - rest.expected, 4);
    }
    expect(new Set(inputs.map(({ effect }) => effect)).size).toBe(4);
  });

  it("is told of what is given alone", async () => {
    const { inputs } = await forecast("The king of Rust", { site: "github.com", postedAt: 0 });
    expect(inputs.map(({ input }) => input)).toEqual(["site", "time"]);
    expect((await forecast("The king of Rust")).inputs).toEqual([]);
  });
});

describe("other times", () => {
  const WEEK = Array.from({ length: 168 }, (_, hour) => Date.UTC(2026, 2, 23, hour, 30));

  it.each([
    ["The king of Rust", CONTEXT],
    ["The king of Rust", {}],
    ["rust brumblefrotz wibbleton zyxqv", CONTEXT],
    ["", CONTEXT],
  ])("for %j have the scores that each would have by itself", async (title, context) => {
    const { times } = await forecast(title, context, WEEK);
    expect(times).toHaveLength(168);
    for (const [i, postedAt] of WEEK.entries()) {
      const shares = await predictor.predict([makePost(title, { ...context, postedAt })]);
      expect(times[i] / expectedScore(toBuckets(model.edges, shares))).toBeCloseTo(1, 5);
    }
    expect(new Set(times).size).toBe(title === "" ? 1 : 168);
  });

  it("change nothing else, and are not told where not asked for", async () => {
    const asked = await forecast("The king of Rust", CONTEXT, WEEK);
    const plain = await forecast("The king of Rust", CONTEXT);
    expect(plain.times).toEqual([]);
    expect({ ...asked, times: [] }).toEqual(plain);
  });
});

describe("a title that says little", () => {
  const communities: [string | null, readonly number[]][] = [
    ["pics", SHARES[0]],
    [null, SHARES[1]],
  ];

  it.each(communities)("as none at all gets what posts of %s usually do", async (community, shares) => {
    const empty = await forecast("", { ...CONTEXT, community });
    for (const [k, share] of sharesOf(empty).entries()) {
      expect(Math.abs(share / shares[k] - 1)).toBeLessThan(0.04);
      expect(share).toBeCloseTo(empty.usual[k].probability, 6);
    }
    expect(empty).toMatchObject({ tokens: [], knownShare: 1, widened: false });
    expect(Math.abs(empty.percentile - 0.5)).toBeLessThan(0.15);
  });

  it.each([
    ["of unknown words", "rust brumblefrotz wibbleton zyxqv", 0.25],
    ["in another language", "el king con los engine c++", 0.5],
  ])("%s is forecast wider than the network alone would have it, and says so", async (_what, title, knownShare) => {
    const post = makePost(title, CONTEXT);
    const alone = computeShares(model, post);
    const given = await forecast(title, CONTEXT);
    expect(given).toMatchObject({ widened: true, knownShare });
    expect(entropyOf(sharesOf(given))).toBeGreaterThan(entropyOf(alone) + 0.1);
    expect(spanOf(given.buckets)).toBeGreaterThan(spanOf(toBuckets(model.edges, alone)));
  });

  it("is marked word by word", async () => {
    const { tokens, knownShare, widened } = await forecast("The brumblefrotz king's 1,234th");
    expect(tokens.map(({ text, known }) => [text, known])).toEqual([
      ["The", true],
      ["brumblefrotz", false],
      ["king's", true],
      ["1", true],
      ["234th", true],
    ]);
    expect(knownShare).toBe(0.8);
    expect(widened).toBe(false);
  });
});

it("nothing is forecast of no posts", async () => {
  expect(await predictor.predict([])).toEqual(new Float32Array(0));
});

it("names the communities whose posts score highest first", () => {
  const low = [0.9, 0.1, 0, 0, 0, 0].map((share) => share + 0.001);
  const high = [...low].reverse();
  const ranked = new Predictor(
    tf,
    makeTinyModel({ communities: ["quiet", "loud", "calm"], shares: [low, high, low, low] }),
  );
  expect(ranked.communities).toEqual(["loud", "quiet", "calm"]);
  ranked.dispose();
});
