import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize, words } from "../../../lib/text/tokenize";
import { anyText } from "./texts";

describe("any text", () => {
  it("has tokens in order, inside it, apart from each other, each as its own words say", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
          expect(words(text.slice(token.start, token.end))).toEqual([token.form]);
          expect(token.form).toMatch(/^\S+$|^(?:show|ask|tell|launch) hn:$/);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("has the same words whether places are asked for or not", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(words(text)).toEqual(tokenize(text).map(({ form }) => form));
      }),
    );
  });

  it("keeps its tokens beside another text", () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        expect(words(`${first} | ${second}`)).toEqual([...words(first), ...words(second)]);
      }),
    );
  });

  it("loses no letter and no digit", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const covered = tokenize(text).reduce(
          (rest, { start, end }) => rest.fill(" ", start, end),
          Array.from({ length: text.length }, (_, i) => text[i]),
        );
        expect(covered.join("")).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});

describe("a word", () => {
  it.each([
    ["Why C++ and C# beat Node.js", ["why", "c++", "and", "c#", "beat", "node.js"]],
    ["GPT-4 raised $1M, or €2.5 bn (2015) [PDF]", ["gpt-4", "raised", "$1m", "or", "€2.5", "bn", "(2015)", "[pdf]"]],
    ["Show HN: .NET in 37% of F#", ["show hn:", ".net", "in", "37%", "of", "f#"]],
    ["ask   hn  Why?", ["ask hn:", "why"]],
    ["show hnery", ["show", "hnery"]],
    ["AT&T’s state-of-the-art e-mail_list", ["at&t's", "state-of-the-art", "e-mail_list"]],
    ["Ｆｕｌｌ width, ﬁne print", ["full", "width", "fine", "print"]],
    ["(1066) [a b] (2015", ["1066", "a", "b", "2015"]],
    ["日本語 カナ", ["日", "本", "語", "カ", "ナ"]],
    ["👍🏽 🇩🇪🇫🇷 👩‍🚀!", ["👍🏽", "🇩🇪", "🇫🇷", "👩‍🚀"]],
    ["مرحبا بالعالم", ["مرحبا", "بالعالم"]],
    ["naïve nai\u0308ve", ["naïve", "naïve"]],
    ["\0 \ud800 — … !", []],
  ])("%s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it("ends where it is seen to end", () => {
    const [show, spreadsheet] = tokenize("Show HN  spreadsheet");
    expect(show).toEqual({ start: 0, end: 7, form: "show hn:" });
    expect(spreadsheet).toEqual({ start: 9, end: 20, form: "spreadsheet" });
    expect(tokenize("Show HN : x")[0]).toEqual({ start: 0, end: 9, form: "show hn:" });
  });
});

it.each([
  ["1,"],
  ["12,3."],
  ["show "],
  ["["],
  ["a-"],
  ["$1,"],
  ["(20"],
  ["👩‍"],
  ["🇩"],
  ["e\u0301"],
  ["\0"],
  ["\ud83d"],
  ["'’.&"],
])("reads %j over and over in a time that grows with its length", (piece) => {
  const long = piece.repeat(200_000 / piece.length);
  const started = performance.now();
  tokenize(long);
  // Linear, this takes milliseconds; squared, more than ten seconds.
  expect(performance.now() - started).toBeLessThan(2000);
});
