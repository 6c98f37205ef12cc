import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvParser, formatRow, guessDelimiter, neutralise } from "../../lib/csv";

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

describe("lines", () => {
  /** Rows with the lines on which they start. */
  function number(text: string, cuts: readonly number[] = []) {
    const parser = new CsvParser(",");
    const places = [0, ...[...cuts].sort((a, b) => a - b), text.length];
    const found: (readonly [number, (string | null)[]])[] = [];
    const take = (rows: (string | null)[][]) => {
      expect(parser.lines).toHaveLength(rows.length);
      found.push(...rows.map((row, i) => [parser.lines[i], row] as const));
    };
    for (const [i, end] of places.slice(1).entries()) take(parser.push(text.slice(places[i], end)));
    take(parser.finish());
    return { found, openQuote: parser.openQuote };
  }

  it("each row knows on which line it starts, empty lines and line breaks in cells counted", () => {
    expect(number('a,b\n\n"c\r\nd","e\n"\r\nf,g')).toEqual({
      found: [
        [1, ["a", "b"]],
        [3, ["c\r\nd", "e\n"]],
        [6, ["f", "g"]],
      ],
      openQuote: null,
    });
  });

  it("a quote that never closes is told by its own line; one that hides nothing is not", () => {
    expect(number('a,b\nc,"d\ne,f\n').openQuote).toBe(2);
    expect(number('a,b\n"c\nd","e\nf').openQuote).toBe(3);
    expect(number('a,b\nc,"d').openQuote).toBeNull();
    expect(number('a,b\nc,"d').found.at(-1)).toEqual([2, ["c", "d"]]);
  });

  it("a row that is longer than any is refused, and its quote told", () => {
    const parser = new CsvParser(",");
    parser.push('a,b\nc,"');
    expect(() => parser.push("d\n".repeat(2 ** 23))).toThrow(RangeError);
    expect(parser.openQuote).toBe(2);
  });

  it("are right whatever the cells hold and wherever the text is cut", () => {
    const cell = fc.constantFrom("a", "b\nc", "\r\n", '"', "d,e", "\n\n", " ");
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(table, fc.array(fc.nat(80)), (rows, cuts) => {
        const texts = rows.map((row) => formatRow(row, ","));
        const text = texts.join("");
        const starts = rows.map((_, i) => texts.slice(0, i).join("").split("\n").length);
        const { found, openQuote } = number(
          text,
          cuts.filter((cut) => cut <= text.length),
        );
        expect(found).toEqual(rows.map((row, i) => [starts[i], row]));
        expect(openQuote).toBeNull();
      }),
    );
  }, 30_000);

  it("nothing throws, whatever the text is, and lines only grow", () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "\t", "é", "\0") });
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (whole, cuts) => {
        const { found, openQuote } = number(
          whole,
          cuts.filter((cut) => cut <= whole.length),
        );
        expect(found).toEqual(number(whole).found);
        const lines = found.map(([line]) => line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        for (const line of [...lines, openQuote ?? 1]) expect(line).toBeLessThanOrEqual(whole.split("\n").length);
      }),
    );
  }, 30_000);
});

describe("neutralise", () => {
  it.each([
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "-",
    "+",
    "-1-1",
    "＝1+1",
    "-5%x",
  ])("%j is put behind an apostrophe", (cell) => {
    expect(neutralise(cell)).toBe(`'${cell}`);
  });

  it.each(["", "A title", "a=1", "-5", "+5", "-1.5", "-1,234.5", "-1e-7", "-50%", "-.5", "3-4", "'=1", "— a dash"])(
    "%j stays as it is",
    (cell) => {
      expect(neutralise(cell)).toBe(cell);
    },
  );

  it("leaves nothing that a spreadsheet would run, and every number a number", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (cell) => {
        const safe = neutralise(cell);
        expect(/^[=+\-@\t\r]/.test(safe) && Number.isNaN(Number(safe.replace(/[,%]/g, "")))).toBe(false);
        expect(safe.endsWith(cell)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => neutralise(String(n)) === String(n)),
    );
  });
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
