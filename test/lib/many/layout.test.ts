import { describe, expect, test } from "vitest";
import { guessLayout } from "../../../lib/many/layout";

describe("a layout is told from the first lines and the file's name", () => {
  test.each([
    ["a CSV with a header", "title,url\nA,https://a.com\n", "posts.csv", { separator: "comma", header: true }],
    [
      "a CSV whose header is quoted",
      '"Title","Some, URL"\n"A, b",c\n',
      "posts.csv",
      { separator: "comma", header: true },
    ],
    ["a CSV without one", "A title,https://a.com\n", "posts.csv", { separator: "comma", header: false }],
    ["a CSV with semicolons", "headline;by\nA;me\n", "POSTS.CSV", { separator: "semicolon", header: true }],
    ["a CSV of one column, quoted", 'title\n"A, b"\n', "a.csv", { separator: "comma", header: true }],
    ["a CSV of one column, not quoted", "title\nA, b\n", "a.csv", { separator: "line", header: true }],
    ["a TSV", "title\tauthor\nA\tme\n", "a.tsv", { separator: "tab", header: true }],
    ["cells copied from a spreadsheet", "A title\t2026-01-01\n", null, { separator: "tab", header: false }],
    ["a pasted table with a header", "title,url\nA,https://a.com\n", null, { separator: "comma", header: true }],
    ["titles with commas", "Red, white, and blue\nOne; two; three\n", null, { separator: "line", header: false }],
    ["a text file of titles", "Why, oh why\r\nBecause\r\n", "titles.txt", { separator: "line", header: false }],
    ["a text file with its heading", "Title\nWhy, oh why\n", "titles.txt", { separator: "line", header: true }],
    ["nothing", "", "titles.csv", { separator: "line", header: false }],
  ] as const)("%s", (_what, start, fileName, layout) => {
    expect(guessLayout(start, fileName)).toEqual(layout);
  });
});
