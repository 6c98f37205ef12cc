import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { atLeast, expectedScore, quantile, toBuckets } from "../../../lib/buckets";
import { CsvParser } from "../../../lib/csv";
import type { Columns } from "../../../lib/many/columns";
import type { Post } from "../../../lib/post";
import type { Predictor } from "../../../lib/predictor/predictor";
import type { ListView, OpenedList, ScoredList, ViewRequest } from "../../../workers/many/api";
import type { ManyService } from "../../../workers/many/service";
import { openLists, openTinyPredictor } from "../../support/lists";
import { TINY_EDGES } from "../../support/tinyModel";

const COLUMNS: Columns = { title: 0, community: null, link: null, author: null, time: null };
const EVERYTHING: ViewRequest = {
  sort: "line",
  isDown: false,
  text: "",
  leastExpected: 0,
  leastChance: 0,
  reach: 100,
  from: 0,
  to: 1000,
};
const ignore = () => {};

let predictor: Predictor;

beforeAll(async () => {
  predictor = await openTinyPredictor();
});

function open(): ManyService {
  return openLists(predictor);
}

async function openText(text: string | Blob, name: string | null = null): Promise<[ManyService, OpenedList]> {
  const many = open();
  const opened = await many.open(new Blob([text]), name, null, ignore);
  if (opened === null) throw new Error("the list was not opened");
  return [many, opened];
}

/** Reads and scores a list by its guessed columns. */
async function scoreText(
  text: string,
  name: string | null = null,
  predictorName = "reddit",
  community: string | null = null,
) {
  const [many, { columns }] = await openText(text, name);
  const scored = await many.score({ predictor: predictorName, columns, community }, ignore);
  if (scored === null) throw new Error("the list was not scored");
  return { many, scored };
}

async function look(many: ManyService, request: Partial<ViewRequest> = {}): Promise<ListView> {
  const view = await many.view({ ...EVERYTHING, ...request });
  if (view === null) throw new Error("there is no view");
  return view;
}

async function saved(many: ManyService, view: ListView): Promise<{ text: string; rows: (string | null)[][] }> {
  const file = await many.save(view.id);
  const bytes = await file?.text.arrayBuffer();
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const parser = new CsvParser(file?.ending === "tsv" ? "\t" : ",");
  return { text, rows: [...parser.push(text.replace(/^\uFEFF/, "")), ...parser.finish()] };
}

async function forecast(post: Post) {
  return toBuckets(TINY_EDGES, await predictor.predict([post]));
}

describe("reading a list", () => {
  test("a table opens with its names, a guess of its columns and its first rows", async () => {
    const text = `id,Title,url,,\n${Array.from({ length: 9 }, (_, i) => `${i},"Why, ${i}",https://a.com,,\n`).join("")}`;
    const [, opened] = await openText(text, "a.csv");
    expect(opened).toEqual({
      layout: { separator: "comma", header: true },
      encoding: "utf-8",
      names: ["id", "Title", "url"],
      columns: { title: 1, community: null, link: 2, author: null, time: null },
      rows: 9,
      firstRows: Array.from({ length: 5 }, (_, i) => [String(i), `Why, ${i}`, "https://a.com", null, null]),
      isCut: false,
    });
  });

  test("another layout than the guessed one is taken as told", async () => {
    const many = open();
    const source = new Blob(["Red, white\nGreen; blue\n"]);
    const asked = await many.open(source, null, { separator: "semicolon", header: true }, ignore);
    expect(asked).toMatchObject({ names: ["Red, white"], rows: 1 });
  });

  test.each([
    ["utf-16le", "utf-16le", 0],
    ["utf-16be", "utf-16be", 1],
  ] as const)("a file in %s is read as such, with or without its mark", async (_name, encoding, swapped) => {
    for (const mark of ["\uFEFF", ""]) {
      const bytes = Buffer.from(`${mark}title\tby\nNaïve émigrés of Rust\tpg\n`, "utf16le");
      const [, opened] = await openText(new Blob([swapped ? bytes.swap16() : bytes]));
      expect(opened).toMatchObject({ encoding, firstRows: [["Naïve émigrés of Rust", "pg"]] });
    }
  });

  test("a byte order mark, old line ends and a cut between two bytes change nothing", async () => {
    const title = `é${"ü".repeat(40_000)}`;
    const [, opened] = await openText(`\uFEFFtitle,by\r"${title}",a\r`, "a.csv");
    expect(opened).toMatchObject({ names: ["title", "by"], rows: 1 });
    expect(opened.firstRows[0][0]).toBe(title);
  });

  test.each([
    ["a spreadsheet", new Blob([Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0)]), "a.csv", /save the sheet as CSV/],
    ["an image", new Blob([Uint8Array.of(0x89, 0x50, 0, 0, 0, 13)]), "a.png", /not text/],
    ["JSON", new Blob(["[]"]), "a.json", /JSON/],
    ["nothing", new Blob([]), null, /no row/],
    ["a header alone", new Blob(["title,url\n"]), "a.csv", /no row/],
    ["a line without an end", new Blob(["a".repeat(2_000_000)]), null, /a line in it does not end/],
  ])("%s is refused in words", async (_what, source, name, message) => {
    const refused = open().open(source, name, null, ignore);
    await expect(refused).rejects.toMatchObject({ name: "ListFileError", message: expect.stringMatching(message) });
  });

  test("a list of more rows than are read is cut there, and says so", async () => {
    const [, opened] = await openText("a b\n".repeat(100_001));
    expect(opened).toMatchObject({ rows: 100_000, isCut: true });
    const [, whole] = await openText(`title\n${"a b\n".repeat(100_000)}`);
    expect(whole).toMatchObject({ rows: 100_000, isCut: false });
  }, 30_000);

  test("the latest list wins, and one that is cancelled does not come", async () => {
    const many = open();
    const first = many.open(new Blob(["a\nb\n"]), null, null, ignore);
    const second = many.open(new Blob(["c\n"]), null, null, ignore);
    expect([await first, (await second)?.rows]).toEqual([null, 1]);
    const third = many.open(new Blob(["d\n"]), null, null, ignore);
    await many.cancel();
    expect(await third).toBeNull();
    await expect(many.score({ predictor: "reddit", columns: COLUMNS, community: null }, ignore)).rejects.toMatchObject({
      name: "ListGoneError",
    });
  });
});

describe("scoring", () => {
  test("each row has the forecast that its post has alone", async () => {
    const text = [
      "title,subreddit,url,by,time",
      '"Why the king, of Rust",rust,https://github.com/x,pg,2020-01-03T04:00:00Z',
      "Show HN: an engine,,,,",
      "日本 🙂,/r/Rust,self,,1577836800",
    ].join("\n");
    const { many } = await scoreText(text, "a.csv", "reddit", "rust");
    const posts: Post[] = [
      { title: "Why the king, of Rust", community: "rust", site: "github.com", author: "pg", postedAt: 1578024000000 },
      { title: "Show HN: an engine", community: "rust", site: null, author: null, postedAt: null },
      { title: "日本 🙂", community: "rust", site: "self", author: null, postedAt: 1577836800000 },
    ];
    const { rows } = await look(many, { reach: 50 });
    expect(rows).toHaveLength(posts.length);
    for (const [i, row] of rows.entries()) {
      const buckets = await forecast(posts[i]);
      expect(row).toMatchObject({ ...posts[i], line: i + 2 });
      expect(row.expected).toBeCloseTo(expectedScore(buckets), 2);
      expect(row.low).toBeCloseTo(quantile(buckets, 0.1), 2);
      expect(row.high).toBeCloseTo(quantile(buckets, 0.9), 2);
      expect(row.chance).toBeCloseTo(atLeast(buckets, 50), 5);
      const most = Math.max(...buckets.map(({ probability }) => probability));
      expect(buckets[row.likely].probability).toBe(most);
    }
  });

  test("rows that are not as expected are told by line; the others are scored", async () => {
    const text = 'title,time\n"A\nking",soon\n,2020-01-01\n\nWhy,2020-01-01,x\nRust\n"The queen of, the engine\nLost\n';
    const { many, scored } = await scoreText(text, "a.csv");
    expect(scored.problems.map(({ line, message, isLeftOut }) => [line, message.split(",")[0], isLeftOut])).toEqual([
      [2, "expected a time such as 2026-11-03 14:30", false],
      [4, "expected a title", true],
      [6, "expected 2 cells", true],
      [7, "expected 2 cells", false],
      [8, "a quotation mark opens here and never closes; nothing after it was read", true],
    ]);
    expect(scored).toMatchObject({ done: 4, total: 4, scored: 2, problemCount: 5 });
    expect((await look(many)).rows.map(({ line, title }) => [line, title])).toEqual([
      [2, "A king"],
      [7, "Rust"],
    ]);
  });

  test("a thousand problems are listed, and all are counted", async () => {
    const { scored } = await scoreText(`title,time\n${"a king,soon\n".repeat(1500)}`, "a.csv");
    expect(scored.problems).toHaveLength(1000);
    expect(scored).toMatchObject({ problemCount: 1500, scored: 1500 });
  });

  test("the summary is that of the rows: quartiles, those above the median post, subreddits never seen", async () => {
    const text = `title,subreddit\n${["king,rust", "queen,rust", "the engine of,florb", "why c++,"].join("\n")}`;
    const { many, scored } = await scoreText(text, "a.csv");
    const { rows } = await look(many, { sort: "expected" });
    const expected = rows.map((row) => row.expected);
    expect(scored.quartiles).toEqual([expected[0], expected[1], expected[2]]);
    const medianOf = (community: string | null) =>
      quantile(toBuckets(TINY_EDGES, predictor.model.tables.communities.priorOf(community)), 0.5);
    const above = rows.filter((row) => row.expected > medianOf(row.community)).length;
    expect(scored.aboveMedian).toBe(above / 4);
    expect(medianOf("rust")).not.toBeCloseTo(medianOf(null));
    expect(scored.strangers).toBe(1);
  });

  test("a cancelled scoring keeps what it has, and the next one starts afresh", async () => {
    const [many, { columns }] = await openText("the king of rust\n".repeat(5000));
    const request = { predictor: "reddit", columns, community: null };
    const seen: number[] = [];
    const stopped = await many.score(request, ({ scored }) => {
      seen.push(scored);
      if (scored >= 2048) void many.cancel();
    });
    expect(stopped).toMatchObject({ done: 2048, total: 5000, scored: 2048 });
    expect(seen).toEqual([1024, 2048]);
    expect(await look(many)).toMatchObject({ count: 2048, scored: 2048 });
    expect(await many.score(request, ignore)).toMatchObject({ done: 5000, scored: 5000 });
  });

  test("what has been scored can be looked at while the rest is", async () => {
    const [many, { columns }] = await openText("the king of rust\n".repeat(9000));
    let early: Promise<ListView> | undefined;
    await many.score({ predictor: "reddit", columns, community: null }, () => {
      early ??= look(many, { to: 3 });
    });
    const view = await early;
    expect(view?.count).toBeGreaterThanOrEqual(1024);
    expect(view?.count).toBeLessThan(9000);
    expect(view?.rows).toHaveLength(3);
  });

  test("a newer request ends an older one, and a newer list both", async () => {
    const [many, { columns }] = await openText("the king of rust\n".repeat(3000));
    const request = { predictor: "reddit", columns, community: null };
    const older = many.score(request, ignore);
    const newer = many.score({ ...request, community: "rust" }, ignore);
    expect(await older).toBeNull();
    expect(((await newer) as ScoredList).scored).toBe(3000);
    const last = many.score(request, ignore);
    await many.open(new Blob(["another list\n"]), null, null, ignore);
    expect(await last).toBeNull();
    expect(await many.view(EVERYTHING)).toBeNull();
  });

  test("no tensor is left behind", async () => {
    await scoreText("a king\n");
    const { numTensors } = tf.memory();
    await scoreText("the king of rust\n".repeat(3000));
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe("looking at a list", () => {
  const TEXT =
    "title,subreddit,url\nWhy the king,rust,github.com\nthe queen,,example.com\nA Rust engine,,\nC++ in the title,rust,self";
  const titles = ({ rows }: ListView) => rows.map(({ title }) => title);

  test("each column orders the rows, both ways", async () => {
    const { many } = await scoreText(TEXT, "a.csv");
    expect(titles(await look(many, { sort: "title" }))).toEqual([
      "A Rust engine",
      "C++ in the title",
      "the queen",
      "Why the king",
    ]);
    expect(titles(await look(many, { sort: "place", isDown: true }))[0]).toBe("C++ in the title");
    for (const sort of ["line", "expected", "low", "high", "chance", "likely"] as const) {
      const values = (await look(many, { sort, isDown: true })).rows.map((row) => row[sort]);
      expect(values).toEqual([...values].sort((a, b) => b - a));
    }
  });

  test("rows are found by words of title and place, whatever their case, and by the least that they promise", async () => {
    const { many } = await scoreText(TEXT, "a.csv");
    expect(titles(await look(many, { text: " RUST " }))).toEqual(["Why the king", "A Rust engine", "C++ in the title"]);
    expect(titles(await look(many, { text: "example.com" }))).toEqual(["the queen"]);
    const all = (await look(many)).rows;
    const [, second] = all.map(({ expected }) => expected).sort((a, b) => b - a);
    const best = await look(many, { leastExpected: second, sort: "expected" });
    expect(best.rows.map(({ expected }) => expected)).toEqual([second, Math.max(...all.map((row) => row.expected))]);
    const [chance] = all.map((row) => row.chance).sort((a, b) => b - a);
    expect(await look(many, { leastChance: chance })).toMatchObject({ count: 1, scored: 4 });
    expect(await look(many, { text: "nowhere" })).toMatchObject({ count: 0, rows: [] });
  });

  test("rows come by their positions in the latest view, and in no older one", async () => {
    const { many } = await scoreText(TEXT, "a.csv");
    const older = await look(many);
    const view = await look(many, { sort: "title", from: 1, to: 2 });
    expect(titles(view)).toEqual(["C++ in the title"]);
    expect((await many.rows(view.id, 2, 9))?.map(({ title }) => title)).toEqual(["the queen", "Why the king"]);
    expect(await many.rows(older.id, 0, 9)).toBeNull();
    expect(await many.save(older.id)).toBeNull();
  });

  test("of views that are asked for at once the last one comes", async () => {
    const { many } = await scoreText(TEXT, "a.csv");
    const asked = ["k", "ki", "kin"].map((text) => many.view({ ...EVERYTHING, text }));
    expect((await Promise.all(asked)).map((view) => view?.count)).toEqual([undefined, undefined, 1]);
  });
});

describe("saving a list", () => {
  test("the rows come as shown, with their own cells, and with what the forecast says", async () => {
    const text = 'id;title;note\n7;"The ""king""; why";=1+1\n8;A Rust engine;-5\n9;;x\n';
    const { many } = await scoreText(text, "a.csv");
    const view = await look(many, { sort: "line", isDown: true, reach: 50 });
    const { text: file } = await saved(many, view);
    expect(
      file.startsWith("\uFEFFid;title;note;expected_score;p10_score;p90_score;p_at_least_50;most_likely;release\n"),
    ).toBe(true);
    const lines = file.trimEnd().split("\n").slice(1);
    expect(lines).toHaveLength(2);
    const [{ expected, low, high, chance, likely }] = view.rows;
    const round = (value: number, steps: number) => String(Math.round(value * steps) / steps);
    const names = ["0 to 2", "3 to 9", "10 to 31", "32 to 99", "100 to 319", "320 or more"];
    expect(lines[0].split(";")).toEqual([
      "8",
      "A Rust engine",
      "-5",
      ...[expected, low, high].map((score) => round(score, 100)),
      round(chance, 1e6),
      names[likely],
      "tiny",
    ]);
    expect(lines[1].startsWith('7;"The ""king""; why";\'=1+1;')).toBe(true);
  });

  test("only the rows that are shown are in it", async () => {
    const { many } = await scoreText("The king\nA queen\nThe engine, of\n");
    const { rows } = await saved(many, await look(many, { text: "the" }));
    expect(rows.map(([title]) => title)).toEqual(["title", "The king", "The engine, of"]);
  });

  test("columns without a name get one, and a table with tabs stays one", async () => {
    const { many } = await scoreText("1\tThe king of rust\n2\t@A queen\n");
    const view = await look(many);
    expect((await many.save(view.id))?.ending).toBe("tsv");
    const { rows } = await saved(many, view);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ["column_1", "column_2", "expected_score"],
      ["1", "The king of rust", expect.stringMatching(/^[\d.]+$/)],
      ["2", "'@A queen", expect.stringMatching(/^[\d.]+$/)],
    ]);
  });
});
