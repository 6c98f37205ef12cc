import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adviseHours } from "../../../lib/advice/hours";

const WEEK = 168;
const scores = fc.array(fc.double({ min: 1, max: 5000, noNaN: true }), { minLength: WEEK, maxLength: WEEK });

describe("the advice on hours", () => {
  it("names the three best, best first, and the earlier of equals first", () => {
    const expected = new Array<number>(WEEK).fill(10);
    expected[100] = 14;
    expected[7] = 12;
    expect(adviseHours(expected, null).best).toEqual([100, 7, 0]);
  });

  it("finds no hour better than those it names", () => {
    fc.assert(
      fc.property(scores, (expected) => {
        const { best } = adviseHours(expected, null);
        expect(new Set(best).size).toBe(3);
        const least = Math.min(...best.map((hour) => expected[hour]));
        expect(expected.filter((score) => score > least).length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it("measures the spread from the 5th to the 95th percentile, whatever a few hours do", () => {
    const expected = Array.from({ length: 101 }, (_, i) => Math.exp(i / 100));
    expect(adviseHours(expected, null)).toMatchObject({ median: Math.exp(0.5) });
    expect(adviseHours(expected, null).spread).toBeCloseTo(0.9, 9);
    const odd = expected.map((score, i) => (i === 0 ? 1e-6 : i === 100 ? 1e6 : score));
    expect(adviseHours(odd, null).spread).toBeCloseTo(0.9, 9);
  });

  it("believes in a spread of twice the error or more, and says nothing where no error was measured", () => {
    const expected = Array.from({ length: 101 }, (_, i) => Math.exp((0.4 * i) / 100));
    expect(adviseHours(expected, 0.19).telling).toBe(false);
    expect(adviseHours(expected, 0.17).telling).toBe(true);
    expect(adviseHours(expected, null).telling).toBeNull();
    expect(adviseHours(new Array(WEEK).fill(5), 0.01).telling).toBe(false);
  });

  it("refuses to advise on nothing", () => {
    expect(() => adviseHours([], null)).toThrow("no hours");
  });
});
