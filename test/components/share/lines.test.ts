import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakEvenly, breakLines, directionOf, shorten } from "../../../components/share/lines";

/** Every letter one wide; a pair of surrogates is one letter. */
const count = (text: string): number => [...text].length;
const texts = fc.oneof(
  fc.lorem({ maxCount: 40 }),
  fc.string({ unit: "grapheme", maxLength: 120 }),
  fc
    .array(fc.constantFrom("データベース", "、", "word", "（二）", "\u{1f680}", "שלום", "a".repeat(50)))
    .map((parts) => parts.join(" ")),
);
const plain = (text: string): string => text.replace(/\s+/g, "");

describe("lines", () => {
  test("hold all of the text in its order, and are no wider than they may be", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 12, max: 90 }), (text, width) => {
        for (const lines of [breakLines(text, width, count), breakEvenly(text, width, count)]) {
          expect(plain(lines.join(""))).toBe(plain(text));
          for (const line of lines) {
            expect(count(line)).toBeLessThanOrEqual(width);
            expect(line).not.toMatch(/^\s|\s$|^$/);
          }
        }
      }),
    );
  });

  test("end between words", () => {
    expect(breakLines("A spreadsheet in 10 KB of JavaScript", 18, count)).toEqual([
      "A spreadsheet in",
      "10 KB of",
      "JavaScript",
    ]);
    expect(breakLines("   ", 18, count)).toEqual([]);
  });

  test("made even are as many, and none of their words is cut", () => {
    expect(breakEvenly("A spreadsheet in ten KB", 16, count)).toEqual(["A spreadsheet", "in ten KB"]);
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
        fc.integer({ min: 12, max: 60 }),
        (words, width) => {
          const text = words.join(" ");
          const even = breakEvenly(text, width, count);
          expect(even.length).toBe(breakLines(text, width, count).length);
          expect(even.join(" ")).toBe(text);
        },
      ),
    );
  });

  test("of a script without spaces end between letters, but never before a closing mark", () => {
    const text = "単語ベクトルの学習を、ブラウザだけで行う。（第二版）";
    for (let width = 3; width < 12; width++) {
      const lines = breakLines(text, width, count);
      expect(lines.join("")).toBe(text);
      for (const line of lines) {
        expect(line).not.toMatch(/^[、。）ー]/);
        expect(line).not.toMatch(/（$/);
      }
    }
  });

  test("cut a word only where it is wider than a line, and never inside a letter", () => {
    expect(breakLines("one Donaudampfschiff two", 8, count)).toEqual(["one", "Donaudam", "pfschiff", "two"]);
    const family = "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}";
    expect(breakLines(family.repeat(3), 6, count)).toEqual([family, family, family]);
  });
});

test("what is too long ends in an ellipsis, inside its width", () => {
  expect(shorten("A title that goes on", 12, count)).toBe("A title tha…");
  expect(shorten("A title that goes on", 9, count)).toBe("A title…");
  expect(shorten("日本語", 1, count)).toBe("…");
});

test("a text runs the way of its first letter", () => {
  expect(["Hello שלום", "100% שלום", "«مرحبا» world", "", "日本", "🚀 !"].map(directionOf)).toEqual([
    "ltr",
    "rtl",
    "rtl",
    "ltr",
    "ltr",
    "ltr",
  ]);
});
