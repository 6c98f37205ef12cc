import { expect, test } from "vitest";
import { expressionsFrom } from "../../../lib/advice/rewrites/expressions";
import { isNegation } from "../../../lib/advice/rewrites/phrases";
import { synonymsOf, THESAURUS } from "../../../lib/advice/rewrites/thesaurus";
import { words } from "../../../lib/text/tokenize";
import { isSlur } from "../../../lib/vectors/slurs";

/** Pairs that word vectors hold near, and that say the opposite or something else of the kind. */
const APART =
  "increase decrease,rise fall,rises falls,buy sell,bought sold,good bad,best worst,first last,fast slow,hot cold,big small," +
  "love hate,win lose,man woman,boy girl,mother father,day night,monday tuesday,up down,open closed,easy hard,rich poor," +
  "accept reject,possible impossible,legal illegal,efficient inefficient,more less,cat dog,hardware software,north south";

test("the thesaurus has single words as titles are read, and no negation, figure or slur", () => {
  expect(THESAURUS.size).toBeGreaterThan(1000);
  for (const [key, synonyms] of THESAURUS) {
    const [, word] = key.split(" ");
    for (const form of [word, ...synonyms]) {
      expect(words(form)).toEqual([form]);
      expect(form).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(isNegation(form) || isSlur(form)).toBe(false);
    }
    expect(new Set([word, ...synonyms]).size).toBe(synonyms.length + 1);
  }
});

test("no antonym or sibling may stand for a word", () => {
  for (const pair of APART.split(",")) {
    const [a, b] = pair.split(" ");
    for (const kind of ["noun", "verb", "adjective", "adverb"] as const) {
      expect(synonymsOf(a, kind)).not.toContain(b);
      expect(synonymsOf(b, kind)).not.toContain(a);
    }
  }
});

test("turns of phrase are read both ways, one way, at the start and before a figure", () => {
  expect(expressionsFrom("it's")).toEqual([{ from: ["it's"], to: ["it", "is"], opening: false, figure: false }]);
  expect(expressionsFrom("it")).toEqual([{ from: ["it", "is"], to: ["it's"], opening: false, figure: false }]);
  expect(expressionsFrom("over")).toEqual([{ from: ["over"], to: ["more", "than"], opening: false, figure: true }]);
  expect(expressionsFrom("exploring")).toEqual([]);
  expect(expressionsFrom("introducing")).toEqual([
    { from: ["introducing"], to: ["meet"], opening: true, figure: false },
  ]);
});
