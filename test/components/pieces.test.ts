import fc from "fast-check";
import { expect, test } from "vitest";
import { toPieces } from "../../components/score/pieces";
import type { ForecastToken } from "../../lib/forecast";
import { tokenize } from "../../lib/text/tokenize";

function tokensOf(title: string): ForecastToken[] {
  return tokenize(title).map(({ start, end }) => ({
    text: title.slice(start, end),
    start,
    end,
    known: true,
    effect: 1,
    points: 0,
  }));
}

test("punctuation keeps to its word", () => {
  const pieces = toPieces(`Why "Rust", (not C) – really?`, tokensOf(`Why "Rust", (not C) – really?`));
  expect(pieces.map(({ space, opening, token, closing }) => [space, opening + token.text + closing])).toEqual([
    ["", "Why"],
    [" ", '"Rust",'],
    [" ", "(not"],
    [" ", "C)"],
    [" – ", "really?"],
  ]);
});

test("the pieces of any title are the title", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.lorem()), (title) => {
      const pieces = toPieces(title, tokensOf(title));
      const text = pieces.map(({ space, opening, token, closing }) => space + opening + token.text + closing).join("");
      expect(title.startsWith(text)).toBe(true);
      if (pieces.length > 0) expect(title.slice(text.length)).toMatch(/^(\s|$)/u);
    }),
  );
});
