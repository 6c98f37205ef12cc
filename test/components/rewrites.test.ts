import { expect, test } from "vitest";
import { sayGain, sayKind, sayNone } from "../../components/score/rewrites/words";

test("gains are told as a factor and in points, no more exact than they are", () => {
  expect(sayGain({ gain: 1.1536, points: 12.4 })).toBe("about 1.15 times, +12 points");
  expect(sayGain({ gain: 1.2041, points: 0.9 })).toBe("about 1.2 times, +1 point");
  expect(sayGain({ gain: 1.06, points: 0.2 })).toBe("about 1.06 times, less than a point");
  expect(sayGain({ gain: 3.449, points: 1234 })).toBe("about 3.4 times, +1,200 points");
  expect(sayGain({ gain: 1.997, points: 40 })).toBe("about 2.0 times, +40 points");
});

test("what only the writer can know is said as a condition", () => {
  const kind = { similarity: null };
  expect(sayKind({ kind: "Show HN", to: "Show HN: ", ...kind })).toMatch(/^only if you made it/);
  expect(sayKind({ kind: "Show HN", to: "", ...kind })).toBe("it then leaves Show HN");
  expect(sayKind({ kind: "year", to: " (2015)", ...kind })).toContain("if it was written then");
  expect(sayKind({ kind: "word", to: "huge", similarity: 0.6251 })).toBe("another word, similarity 0.63");
});

test("nothing to choose from has its reason", () => {
  expect(sayNone({ tried: 0, least: 1.05 }, false)).toContain("nothing in it");
  expect(sayNone({ tried: 1, least: 1.02 }, false)).toMatch(/The 1 change tried does not lift it by 2% or more/);
  expect(sayNone({ tried: 7, least: 1.05 }, false)).toMatch(/None of the 7 changes tried lifts it by 5% or more/);
  expect(sayNone({ tried: 7, least: 1.05 }, true)).toContain("Few known words");
});
