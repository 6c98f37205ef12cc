import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  likeliest,
  sayBytes,
  sayDifference,
  sayDuration,
  sayEffect,
  sayFactor,
  sayFrequency,
  sayMoment,
  sayPoints,
  sayReach,
  sayScore,
  sayShare,
} from "../../components/phrases";
import { toBuckets } from "../../lib/buckets";

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("chances", () => {
  test.each([
    [0.31, "About 3 in 10"],
    [0.5, "About 5 in 10"],
    [0.999, "Nearly all"],
    [0.95, "About 19 in 20"],
    [0.092, "About 1 in 10"],
    [0.05, "About 1 in 20"],
    [0.012, "About 1 in 75"],
    [0.0001, "Fewer than 1 in 500"],
    [0, "Fewer than 1 in 500"],
  ])("%f is said as %s", (probability, said) => {
    expect(sayFrequency(probability)).toBe(said);
  });

  test("a likelier event is never said to be rarer", () => {
    const worth = (said: string): number => {
      const [, count, of] = /(\d+) in (\d+)/.exec(said) ?? ["", "1", "1"];
      return said.startsWith("Fewer") ? 0 : Number(count) / Number(of);
    };
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(worth(sayFrequency(low))).toBeLessThanOrEqual(worth(sayFrequency(high)));
      }),
    );
  });

  test("what is said lies near what is meant", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.002, max: 0.95, noNaN: true }), (probability) => {
        const [, count, of] = /(\d+) in (\d+)/.exec(sayFrequency(probability)) ?? [];
        expect(Math.abs(Math.log(Number(count) / Number(of) / probability))).toBeLessThan(0.45);
      }),
    );
  });

  test("a percentage never turns something into nothing or all", () => {
    expect(["About 3 in 10", "About 1 in 20", "About 19 in 20", "Nearly all"].map(sayReach)).toEqual([
      "reach",
      "reaches",
      "reach",
      "reach",
    ]);
    expect([0, 0.001, 0.344, 0.9999, 1].map(sayShare)).toEqual(["0%", "under 1%", "34%", "over 99%", "100%"]);
  });
});

describe("scores", () => {
  const buckets = toBuckets([1, 2, 10, 1000], [0.1, 0.2, 0.4, 0.3]);

  test("ranges read as prose does", () => {
    expect(buckets.map(sayPoints)).toEqual(["1 point", "2–9 points", "10–999 points", "1,000 points or more"]);
    expect(likeliest(buckets)).toBe(buckets[2]);
  });

  test("a score is said to two digits", () => {
    expect([0.4, 1, 7.6, 41.3, 414, 1249, 31_640].map(sayScore)).toEqual([
      "0",
      "1",
      "8",
      "41",
      "410",
      "1,200",
      "32,000",
    ]);
  });
});

test("a word's effect is a percentage, a factor when it is large, and nothing when it is small", () => {
  expect([1.4, 0.88, 1.01, 2.3].map(sayEffect)).toEqual(["+40%", "−12%", "", "×2.3"]);
});

test("what is compared is told as a factor and in points, neither more exact than it is", () => {
  expect([1.337, 0.5, 1, 12].map(sayFactor)).toEqual(["×1.34", "×0.5", "×1", "×12"]);
  expect([123, 9.4, -1.2, 0.3, -0.3].map(sayDifference)).toEqual([
    "about 120 points more",
    "about 9 points more",
    "about 1 point fewer",
    "less than a point more",
    "less than a point fewer",
  ]);
});

test("bytes and times have the units that people know", () => {
  expect([0, 12, 912_000, 1_540_000].map(sayBytes)).toEqual(["0 KB", "1 KB", "912 KB", "1.5 MB"]);
  expect([0.3, 2.6].map(sayDuration)).toEqual(["under 1 ms", "3 ms"]);
});

test("a moment is told in the reader's own zone", () => {
  const local = new Date(2026, 10, 6, 9, 5).getTime();
  expect(sayMoment(local)).toBe("Fri 6 Nov, 9:05");
});
