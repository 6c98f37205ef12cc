import fc from "fast-check";
import { expect, test } from "vitest";
import { LineParser } from "../../../lib/many/lines";

function parse(text: string, cuts: readonly number[] = []): { titles: unknown[]; lines: number[] } {
  const parser = new LineParser();
  const places = [0, ...cuts.filter((cut) => cut <= text.length).sort((a, b) => a - b), text.length];
  const titles: unknown[] = [];
  const lines: number[] = [];
  const take = (rows: readonly unknown[][]): void => {
    titles.push(...rows.map(([title]) => title));
    lines.push(...parser.lines);
  };
  for (const [i, end] of places.slice(1).entries()) take(parser.push(text.slice(places[i], end)));
  take(parser.finish());
  return { titles, lines };
}

test("each line is a title as it stands, whatever ends it; empty ones are skipped and counted", () => {
  expect(parse('"A", b\r\n\r\nC\rD\n \nE;"')).toEqual({ titles: ['"A", b', "C", "D", 'E;"'], lines: [1, 3, 4, 6] });
  expect(parse("")).toEqual({ titles: [], lines: [] });
  expect(parse("A\r")).toEqual({ titles: ["A"], lines: [1] });
});

test("wherever the text is cut, the same titles come on the same lines", () => {
  const text = fc.array(fc.constantFrom("a", " ", "\n", "\r", "\r\n", '"', ",")).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.array(fc.nat(30)), (whole, cuts) => {
      expect(parse(whole, cuts)).toEqual(parse(whole));
    }),
  );
}, 30_000);

test("a line of a million characters is no title", () => {
  expect(() => new LineParser().push("a".repeat(2 ** 20 + 1))).toThrow(RangeError);
});
