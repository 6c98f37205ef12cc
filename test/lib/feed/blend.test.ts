import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blend } from "../../../lib/feed/blend";

const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const percentile = fc.double({ min: 0.01, max: 1, noNaN: true });
const weight = fc.double({ min: 0, max: 1, noNaN: true });

describe("a blend of taste and forecast", () => {
  test("is taste at one end of the slider and the forecast at the other", () => {
    fc.assert(
      fc.property(probability, percentile, (p, q) => {
        expect(blend(p, q, 0)).toBeCloseTo(p, 12);
        expect(blend(p, q, 1)).toBeCloseTo(q, 12);
      }),
    );
  });

  test("lies between the two, and rises with either", () => {
    fc.assert(
      fc.property(probability, percentile, weight, (p, q, w) => {
        const score = blend(p, q, w);
        expect(score).toBeGreaterThanOrEqual(Math.min(p, q) - 1e-9);
        expect(score).toBeLessThanOrEqual(Math.max(p, q) + 1e-9);
        expect(blend(p * 1.001, q, w)).toBeGreaterThanOrEqual(score);
        expect(blend(p, q * 1.001, w)).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  test("orders posts alike for a reader who accepts most and one who accepts few", () => {
    const posts = [
      [0.8, 0.3],
      [0.4, 0.9],
      [0.6, 0.5],
    ];
    const order = (share: number) =>
      posts.toSorted((a, b) => blend(b[0] * share, b[1], 0.5) - blend(a[0] * share, a[1], 0.5));
    expect(order(0.01)).toEqual(order(1));
  });

  test("a post without a forecast stands in the middle of those with one", () => {
    expect(blend(0.5, null, 0.7)).toBe(blend(0.5, 0.5, 0.7));
  });

  test("one hopeless forecast does not put a post below every other", () => {
    expect(blend(0.9, 0, 0.5)).toBeGreaterThan(blend(0.001, 1, 0.5));
  });
});
