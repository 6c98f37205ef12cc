import { expect, test } from "vitest";
import { layOut } from "../../components/score/geometry";
import { sayPlace, sayReach, sayStanding } from "../../components/score/versions/phrases";
import { toScale } from "../../components/score/versions/Span";
import { toBuckets, toDistribution } from "../../lib/buckets";

const buckets = toBuckets([1, 3, 10, 32, 100, 316, 1000], [0.05, 0.1, 0.15, 0.3, 0.2, 0.15, 0.05]);

test("places are said as ordinals", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 20, 21].map(sayPlace)).toEqual([
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "20th",
    "21st",
  ]);
});

test("how a version does against the others is a natural frequency", () => {
  expect(sayStanding({ place: 2, topsFirst: 0.41, best: 0.3 }, 3)).toBe("beats the 1st in about 4 of 10");
  expect(sayStanding({ place: 1, topsFirst: null, best: 0.52 }, 3)).toBe("best of all in about 5 of 10");
  expect(sayStanding({ place: 1, topsFirst: null, best: 0.59 }, 2)).toBe("beats the other in about 6 of 10");
  expect(sayStanding({ place: 1, topsFirst: null, best: 0.999 }, 2)).toBe("beats the other nearly always");
  expect(sayStanding({ place: 2, topsFirst: 0.0001, best: 0 }, 2)).toBe("beats the 1st in fewer than 1 of 500");
  expect(sayStanding({ place: 1, topsFirst: null, best: 1 }, 1)).toBe("");
});

test("a version's reach is said as the page says the title's", () => {
  expect(sayReach(toDistribution(buckets))).toMatch(/^Expect about \d+, 8 in 10 between \d+ and \d+$/);
});

test("the versions' axis is the ribbon's, whatever its width", () => {
  const scale = toScale(buckets);
  const ribbon = layOut(buckets, buckets, 750, 200);
  for (const score of [1, 2, 40, 100, 999, 5000]) {
    expect(Number.parseFloat(scale.xOf(score))).toBeCloseTo(ribbon.xOf(score) / 7.5, 1);
  }
  expect(scale.ticks[0]).toEqual({ x: "0.00%", score: 1 });
});
