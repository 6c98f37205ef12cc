import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvParser, formatRow, guessDelimiter } from "../../lib/csv";

function parse(text: string, delimiter = ",", pieces: number[] = []) {
  const parser = new CsvParser(delimiter);
  const cuts = [0, ...[...pieces].sort((a, b) => a - b), text.length];
  return [...cuts.slice(1).flatMap((end, i) => parser.push(text.slice(cuts[i], end))), ...parser.finish()];
}

describe("CsvParser", () => {
  it.each<[string, string, (string | null)[][]]>([
    [
      "plain cells",
      "a,b\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a last row without a line break",
      "a,b\nc,",
      [
        ["a", "b"],
        ["c", null],
      ],
    ],
    [
      "Windows line ends",
      'a,b\r\n"c",d\r\n',
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["line breaks, delimiters and quotes in quotes", '"a\nb, ""c""",d\n', [['a\nb, "c"', "d"]]],
    [
      "empty lines",
      "a,b\n\n\nc,d\n\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a quote in the middle of a cell", 'a "b" c,5" disk\n', [['a "b" c', '5" disk']]],
    ["text after a closing quote", '"a"b,c\n', [["ab", "c"]]],
    ["empty cells, quoted or not", 'a,"",\n', [["a", null, null]]],
    ["a quote that never closes", 'a\n"b\nc', [["a"], ["b\nc"]]],
  ])("reads %s", (_what, text, rows) => {
    expect(parse(text)).toEqual(rows);
  });

  it("keeps every line when a line is one cell", () => {
    expect(parse("title\nHello, world\n\nBye\n", "")).toEqual([["title"], ["Hello, world"], [null], ["Bye"]]);
  });

  it("reads back what formatRow wrote, wherever the text is cut", () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom("", '"', "\n", "\r\n", ",", "\r", " a ", '""'),
    );
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    fc.assert(
      fc.property(table, fc.constantFrom(",", "\t", ";"), fc.array(fc.nat(200)), (rows, delimiter, cuts) => {
        const text = rows.map((row) => formatRow(row, delimiter)).join("");
        const inside = cuts.filter((cut) => cut <= text.length);
        const expected = rows.map((row) => row.map((value) => (value === "" ? null : value)));
        expect(parse(text, delimiter, inside)).toEqual(expected);
      }),
    );
  }, 30_000);
});

describe("guessDelimiter", () => {
  it.each([
    ["title,url", ","],
    ["title;url;author, if any", ";"],
    ["title\turl", "\t"],
    ["title", ""],
  ])("%j", (header, delimiter) => {
    expect(guessDelimiter(header)).toBe(delimiter);
  });
});
