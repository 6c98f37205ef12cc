import { expect, it } from "vitest";
import { NUMBER, UNKNOWN, Vocabulary } from "../../../lib/text/vocabulary";

const vocabulary = new Vocabulary([
  UNKNOWN,
  NUMBER,
  "the",
  "state",
  "of",
  "art",
  "google",
  "it's",
  "2015",
  "node.js",
  "u.s",
]);
const wordsOf = (form: string) => vocabulary.rowsOf(form).map((row) => vocabulary.words[row]);

it.each([
  ["google", ["google"]],
  ["node.js", ["node.js"]],
  ["google's", ["google"]],
  ["it's", ["it's"]],
  ["u.s.", ["u.s"]],
  ["state-of-the-art", ["state", "of", "the", "art"]],
  ["art_florb", ["art"]],
  ["2015", ["2015"]],
  ["1234", [NUMBER]],
  ["1,234", [NUMBER]],
  ["$37m", [NUMBER]],
  ["€1.5bn", [NUMBER]],
  ["12%", [NUMBER]],
  ["(1984)", [NUMBER]],
  ["21st", [NUMBER]],
  ["florb", [UNKNOWN]],
  ["florb-florb's", [UNKNOWN]],
  ["日", [UNKNOWN]],
  ["constructor", [UNKNOWN]],
  ["__proto__", [UNKNOWN]],
])("%s is read as %j", (form, expected) => {
  expect(wordsOf(form)).toEqual(expected);
});

it("knows each of its own words, in its own row", () => {
  vocabulary.words.forEach((word, row) => {
    expect(vocabulary.rowsOf(word)).toEqual([row]);
    expect(vocabulary.rowOf(word)).toBe(row);
  });
  expect(vocabulary.size).toBe(11);
  expect(vocabulary.has("art")).toBe(true);
  expect(vocabulary.has("florb")).toBe(false);
  expect(vocabulary.rowOf("florb")).toBeUndefined();
});

it("refuses words that do not start with those for the unknown", () => {
  expect(() => new Vocabulary(["the", "of"])).toThrow(
    /starts with <unknown> and <number>, but this one starts with the/,
  );
});
