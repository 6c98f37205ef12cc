import { expect, test } from "vitest";
import { sayColumn, sayRange, sayReading, sayShown, saySpread } from "../../../components/many/say";
import type { OpenedList, ScoredList } from "../../../workers/many/api";

const OPENED: OpenedList = {
  layout: { separator: "line", header: false },
  encoding: "utf-8",
  names: [""],
  columns: { title: 0, community: null, link: null, author: null, time: null },
  rows: 100_000,
  firstRows: [],
  isCut: false,
};
const SCORED: ScoredList = {
  done: 4,
  total: 4,
  scored: 4,
  problems: [],
  problemCount: 0,
  strangers: 0,
  quartiles: [4.2, 9, 41.3],
  aboveMedian: 0.1,
};

test("a range takes little room", () => {
  expect(sayRange({ from: 32, to: 99, probability: 0 })).toBe("32–99");
  expect(sayRange({ from: 1, to: 1, probability: 0 })).toBe("1");
  expect(sayRange({ from: 1000, to: null, probability: 0 })).toBe("1,000+");
});

test("a column without a name has a number", () => {
  expect([0, 1].map((column) => sayColumn(["title", ""], column))).toEqual(["title", "Column 2"]);
});

test("what is shown is told by what there is", () => {
  expect(sayShown({ count: 12, scored: 12 })).toBe("all 12 titles");
  expect(sayShown({ count: 3, scored: 12 })).toBe("these 3 titles");
  expect(sayShown({ count: 1, scored: 1 })).toBe("this title");
});

test("what was left of a list, and its encoding, are told where they matter", () => {
  expect(sayReading(OPENED)).toBe("");
  expect(sayReading({ ...OPENED, isCut: true })).toContain("its first 100,000 rows");
  expect(sayReading({ ...OPENED, encoding: "utf-16le" })).toContain("UTF-16");
});

test("the spread is a sentence, and none without forecasts", () => {
  expect(saySpread(SCORED, "r/pics")).toBe(
    "Half of them are expected between 4 and 41 points. About 1 in 10 beats the middle of real r/pics posts.",
  );
  expect(saySpread({ ...SCORED, quartiles: [9, 9.2, 9.3], aboveMedian: 0.6 }, "Hacker News")).toBe(
    "Half of them are expected at about 9 points. About 6 in 10 beat the middle of real Hacker News posts.",
  );
  expect(saySpread({ ...SCORED, quartiles: null }, "Hacker News")).toBeNull();
});
