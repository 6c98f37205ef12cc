import fc from "fast-check";
import { expect, test } from "vitest";
import { boundedDistance, closestSpellings } from "../../../lib/vectors/spelling";

/** Optimal string alignment by its recursive definition. */
function distance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [x, y] = [a.slice(0, -1), b.slice(0, -1)];
  const best = Math.min(distance(x, y) + (a.at(-1) === b.at(-1) ? 0 : 1), distance(x, b) + 1, distance(a, y) + 1);
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return swapped ? Math.min(best, distance(a.slice(0, -2), b.slice(0, -2)) + 1) : best;
}

test("the bounded distance is the distance up to its bound", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
  fc.assert(
    fc.property(text, text, fc.integer({ min: 0, max: 3 }), (a, b, bound) => {
      expect(boundedDistance(a, b, bound)).toBe(Math.min(distance(a, b), bound + 1));
    }),
  );
});

test("closer words come first, and of equally close ones the more frequent", () => {
  const words = ["mouse", "horse", "house", "table", "houses"];
  expect(closestSpellings(words, "houze", 10)).toEqual(["house", "mouse", "horse", "houses"]);
  expect(closestSpellings(words, "houze", 2)).toEqual(["house", "mouse"]);
});

test("a short word may be off by one character, not by two", () => {
  expect(closestSpellings(["cat", "dog", "cart", "coat", "bag"], "cta", 10)).toEqual(["cat"]);
});
