import { expect, test } from "vitest";
import { guessColumns } from "../../../lib/many/columns";

test("columns are found by their usual names, whatever their case and order", () => {
  expect(guessColumns(["ID", "Created_UTC", " Subreddit ", "Title", "domain", "url", "by"], [])).toEqual({
    title: 3,
    community: 2,
    link: 4,
    author: 6,
    time: 1,
  });
});

test("without a name for it, the title is where the most words are", () => {
  const rows = [
    ["12", "https://a.com/some-long-path-of-words", "Why the king of florbs", null],
    ["13", null, "Show HN: A spreadsheet", "a word"],
  ];
  expect(guessColumns(["", "", "", ""], rows)).toEqual({
    title: 2,
    community: null,
    link: null,
    author: null,
    time: null,
  });
  expect(guessColumns([""], [])).toMatchObject({ title: 0 });
});
