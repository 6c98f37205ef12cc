import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Predictor } from "../../../lib/predictor/predictor";
import { identifier, withDuckDB } from "../../../training/data/duckdb";
import { loadPredictor } from "../../../training/release/load";
import { scoreTable } from "../../../training/score/score";
import { type TinyRelease, tinyRelease } from "../../support/tinyRelease";

const NUMBERS = [
  ...["expected_score", "p10_score", "p90_score", "p_at_least_10", "p_at_least_100", "p_at_least_1000"],
  ...["p_0_2", "p_3_9", "p_10_31", "p_32_99", "p_100_319", "p_320_up"],
];

let folder: string;
let models: string;
let release: TinyRelease;
let hackerNews: Predictor;
let reddit: Predictor;

async function writeRelease(to: string, change: (name: string, bytes: Uint8Array) => Uint8Array = (_, bytes) => bytes) {
  const inner = join(to, release.manifest.release);
  await mkdir(inner, { recursive: true });
  await writeFile(join(to, "current.json"), JSON.stringify({ release: release.manifest.release }));
  await writeFile(join(inner, "manifest.json"), JSON.stringify(release.manifest));
  for (const [name, bytes] of release.files) await writeFile(join(inner, name), change(name, bytes));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-score-"));
  models = join(folder, "models");
  release = await tinyRelease();
  await writeRelease(models);
  hackerNews = (await loadPredictor(models, "hacker-news")).predictor;
  reddit = (await loadPredictor(models, "reddit")).predictor;
});
afterAll(() => rm(folder, { recursive: true }));

/** Scores a text table and returns the lines of the result, split at commas. */
async function score(text: string, predictor = hackerNews, community = "hacker-news") {
  await writeFile(join(folder, "in.csv"), text);
  const result = await scoreTable(predictor, community, join(folder, "in.csv"), join(folder, "out.csv"));
  const lines = (await readFile(join(folder, "out.csv"), "utf8")).trimEnd().split("\n");
  return { result, lines, cells: lines.map((line) => line.split(",")) };
}

describe("a table of text", () => {
  it("keeps rows and cells as they came, and adds the same numbers as the predictor", async () => {
    const { result, lines, cells } = await score(
      'note,title,url,posted_at,author\n"x; ""y""",Why the king of Rust?,https://www.github.com/a,2020-02-03T04:00:00Z,pg\n 007,Show HN: a title,,,\n',
    );
    expect(cells[0]).toEqual(["note", "title", "url", "posted_at", "author", ...NUMBERS]);
    expect(lines[1]).toMatch(
      /^"x; ""y""",Why the king of Rust\?,https:\/\/www\.github\.com\/a,2020-02-03T04:00:00Z,pg,/,
    );
    expect(lines[2]).toMatch(/^" 007",Show HN: a title,,,,\d/);
    expect(result).toMatchObject({ rows: 2, scored: 2, unscored: {} });

    const context = { community: null, site: "github.com", author: "pg", postedAt: Date.UTC(2020, 1, 3, 4) };
    const expected = await hackerNews.predict([
      { title: "Why the king of Rust?", ...context },
      { title: "Show HN: a title", community: null, site: "self", author: null, postedAt: null },
    ]);
    const probabilities = cells.slice(1).flatMap((row) => row.slice(-6).map(Number));
    for (const [i, probability] of probabilities.entries()) expect(probability).toBeCloseTo(expected[i], 5);
    const [first] = cells.slice(1).map((row) => row.slice(-12).map(Number));
    expect(first[3]).toBeCloseTo(expected[2] + expected[3] + expected[4] + expected[5], 5);
    expect(first[1]).toBeLessThan(first[0]);
    expect(first[2]).toBeGreaterThan(first[0]);
  });

  it("leaves rows that cannot be scored empty, in their place, and names them", async () => {
    const { result, cells } = await score(
      "title,posted_at\nA king,2020-01-01\n  ,2020-01-01\nThe queen,soon\nA,,b\nWhy\n",
    );
    expect(result).toMatchObject({
      rows: 5,
      scored: 2,
      unscored: {
        "no title": { count: 1, rows: [2] },
        "a time that is not understood": { count: 1, rows: [3] },
        "more cells than the header, now cut off": { count: 1, rows: [4] },
      },
    });
    const empty = NUMBERS.map(() => "");
    expect(cells.slice(2, 5).map((row) => row.slice(2))).toEqual([empty, empty, empty]);
    for (const row of [cells[1], cells[5]]) {
      expect(row).toHaveLength(2 + NUMBERS.length);
      expect(row.slice(2).every((cell) => cell !== "" && Number.isFinite(Number(cell)))).toBe(true);
    }
  });

  it("reads the subreddit, whatever its spelling", async () => {
    const { cells } = await score(
      "title,subreddit\nA rust engine,rust\nA rust engine,/r/Rust\nA rust engine,nobody-knows\nA rust engine,\n",
      reddit,
      "reddit",
    );
    const [plain, spelt, unknown, none] = cells.slice(1).map((row) => row.slice(2).join());
    expect(spelt).toBe(plain);
    expect(unknown).toBe(none);
    expect(unknown).not.toBe(plain);
  });

  it("reads an escaped title as it was typed, and passes it on as it came", async () => {
    const { cells } = await score("title\nthe king &amp; the &quot;queen&quot;\n");
    expect(cells[1][0]).toBe("the king &amp; the &quot;queen&quot;");
    const typed = await hackerNews.predict([
      { title: 'the king & the "queen"', community: null, site: null, author: null, postedAt: null },
    ]);
    expect(Number(cells[1].at(-1))).toBeCloseTo(typed[5], 5);
  });

  it("keeps the order of more rows than one batch holds", async () => {
    const titles = Array.from({ length: 3000 }, (_, i) => `${i} ${"the king ".repeat(i % 5)}`.trim());
    const { cells } = await score(`title\n${titles.join("\n")}\n`);
    expect(cells.slice(1).map(([title]) => title)).toEqual(titles);
    const last = await hackerNews.predict([
      { title: titles[2999], community: null, site: null, author: null, postedAt: null },
    ]);
    expect(Number(cells[3000].at(-1))).toBeCloseTo(last[5], 5);
  });
});

describe("a Parquet table", () => {
  it("keeps the types of its columns and the order of its rows", async () => {
    const input = join(folder, "in.parquet");
    const output = join(folder, "out.parquet");
    const columns = "title, posted_at, weight, tags, id";
    const rows = await withDuckDB(async (connection) => {
      await connection.run(`COPY (SELECT CASE WHEN i % 7 = 3 THEN NULL ELSE chr(65279) || 'the king ' || i END AS title,
        TIMESTAMPTZ '2020-01-01 00:00:00+00' + INTERVAL (i) MINUTE AS posted_at, i / 3 AS weight, [i, i + 1] AS tags,
        i::SMALLINT AS id FROM range(5000) t(i)) TO '${input}' (FORMAT parquet)`);
      const result = await scoreTable(hackerNews, "hacker-news", input, output);
      expect(result).toMatchObject({ rows: 5000, unscored: { "no title": { count: 714 } } });
      const schema = async (path: string) =>
        (await connection.runAndReadAll(`DESCRIBE SELECT ${columns} FROM '${path}'`)).getRowsJson();
      expect(await schema(output)).toEqual(await schema(input));
      const changed = `(SELECT ${columns} FROM '${output}') EXCEPT ALL (SELECT ${columns} FROM '${input}')`;
      expect((await connection.runAndReadAll(changed)).currentRowCount).toBe(0);
      return (
        await connection.runAndReadAll(`SELECT id, ${NUMBERS.map(identifier).join(", ")} FROM '${output}'`)
      ).getRows();
    });
    expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    for (const [id, ...numbers] of rows) {
      const missing = Number(id) % 7 === 3;
      expect(numbers.every((number) => (missing ? number === null : Number.isFinite(number)))).toBe(true);
    }
  });
});

describe("what cannot be scored at all is named", () => {
  it.each<[string, string, string, RegExp]>([
    ["no title column", "a.csv", "headline,url\nx,y\n", /a\.csv: no column "title"; it has headline, url/],
    ["an output column already there", "a.csv", "title,P_At_Least_10\nx,1\n", /has a column "P_At_Least_10" already/],
    ["an empty file", "a.csv", "", /a\.csv: it is empty/],
    ["another kind of file", "a.json", "{}", /a\.json: expected a \.csv/],
    ["broken Parquet", "a.parquet", "title\n", /a\.parquet: cannot be read as parquet/],
  ])("%s", async (_what, name, text, message) => {
    const input = join(folder, name);
    await writeFile(input, text);
    const output = join(folder, "never.csv");
    await expect(scoreTable(hackerNews, "hacker-news", input, output)).rejects.toThrow(message);
    expect((await readdir(folder)).filter((file) => file.includes("never"))).toEqual([]);
  });
});

describe("a release is loaded as the browser loads it", () => {
  it("refuses a file that is not what the manifest says", async () => {
    const damaged = join(folder, "damaged");
    await writeRelease(damaged, (_, bytes) => bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte)));
    await expect(loadPredictor(damaged, "hacker-news")).rejects.toThrow(/hacker-news\.bin is damaged/);
    const short = join(folder, "short");
    await writeRelease(short, (_, bytes) => bytes.subarray(0, 100));
    await expect(loadPredictor(short, "hacker-news")).rejects.toThrow(/100 bytes where its manifest says/);
  });

  it("refuses a model that does not compute its goldens", async () => {
    const wrong = join(folder, "wrong");
    const { predictors } = release.manifest;
    const goldens = predictors["hacker-news"].goldens.map((golden) => ({
      ...golden,
      probabilities: [...golden.probabilities].reverse(),
    }));
    const manifest = { ...release.manifest, predictors: { "hacker-news": { ...predictors["hacker-news"], goldens } } };
    await writeRelease(wrong);
    await writeFile(join(wrong, manifest.release, "manifest.json"), JSON.stringify(manifest));
    await expect(loadPredictor(wrong, "hacker-news")).rejects.toThrow(/does not compute what it did/);
  });

  it("says what is missing", async () => {
    await expect(loadPredictor(join(folder, "nowhere"), "reddit")).rejects.toThrow(/no release here/);
    await expect(loadPredictor(models, "lobsters")).rejects.toThrow(
      /no predictor "lobsters"; it has hacker-news, reddit/,
    );
  });
});
