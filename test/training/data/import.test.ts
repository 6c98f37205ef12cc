import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withDuckDB } from "../../../training/data/duckdb";
import { type ImportOptions, importPosts } from "../../../training/data/import";
import { postAt, readPosts } from "../../../training/data/posts";
import { TITLECAST } from "../../support/cli";
import { beginSilently } from "../../support/progress";

let folder: string;
let out: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-import-"));
  out = join(folder, "posts.parquet");
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function run(files: string[], options: Partial<ImportOptions> = {}) {
  return importPosts({ files, as: "hacker-news", out, columns: {}, timeZone: "UTC", ...options }, beginSilently);
}

async function posts() {
  const table = await readPosts(out);
  return Array.from({ length: table.length }, (_, row) => postAt(table, row));
}

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());

describe("a CSV as people find them", () => {
  const header = "id,title,url,num_points,author,created_at,,,\r\n";

  it("takes spaces around a link for nothing, and a link of spaces for none", async () => {
    const rows = ["1,One, https://first.com/a ,3,ann,2016-08-04 11:52,,,", "2,Two,  ,3,bob,2016-08-04 11:53,,,"];
    await run([await file("spaces.csv", `${header}${rows.join("\r\n")}\r\n`)]);
    expect((await posts()).map(({ site }) => site)).toEqual(["first.com", "self"]);
  });

  it("finds columns by their usual names, and reads months before days", async () => {
    const path = await file(
      "2016.csv",
      `${header}1,"Shims, Jigs and ""Things""",http://www.First.com/a?b,34,zt,8/4/2016 11:52,,,\r\n2,Ask HN: How?,,2,ann,12/31/2016 0:01,,,\r\n`,
    );
    expect(await run([path])).toMatchObject({ read: 2, kept: 2, rejected: 0, rejects: null });
    expect(await posts()).toEqual([
      {
        title: 'Shims, Jigs and "Things"',
        site: "first.com",
        community: null,
        author: "zt",
        postedAt: Date.UTC(2016, 7, 4, 11, 52),
        score: 34,
      },
      {
        title: "Ask HN: How?",
        site: "self",
        community: null,
        author: "ann",
        postedAt: Date.UTC(2016, 11, 31, 0, 1),
        score: 2,
      },
    ]);
  });

  it("takes times without a zone to be in the zone named, summer time included", async () => {
    const path = await file("zone.csv", `${header}1,A,,1,x,8/4/2016 11:52,,,\n2,B,,1,x,2016-12-04T11:52:00Z,,,\n`);
    await run([path], { timeZone: "America/New_York" });
    expect((await posts()).map((post) => iso(post.postedAt))).toEqual([
      "2016-08-04T15:52:00.000Z",
      "2016-12-04T11:52:00.000Z",
    ]);
  });

  it("counts what it dropped and keeps what it did not understand, with its reason", async () => {
    const path = await file(
      "bad.csv",
      [
        "id,title,points,time,dead",
        "1,Good,5,1470000000,false",
        "2,,5,1470000000,false",
        "3,No score,,1470000000,false",
        "4,No time,5,,false",
        "5,Gone,5,1470000000,true",
        "1,Same id,5,1470000001,false",
        "6,Good,5,1470000000,false",
        "7,Odd score,many,1470000000,false",
        "8,Half a point,1.5,1470000000,false",
        "9,Odd time,5,yesterday,false",
        "10,Too,many,cells,in,here",
        "11,Too few",
        "12,Fine again,7,1470000000123,false",
        "",
      ].join("\n"),
    );
    const result = await run([path]);
    expect(result).toMatchObject({
      read: 13,
      kept: 2,
      dropped: { dead: 1, no_title: 1, no_score: 1, no_time: 1, duplicate: 2 },
      rejected: 5,
      rejects: join(folder, "posts.rejects.ndjson"),
    });
    const rejects = (await readFile(join(folder, "posts.rejects.ndjson"), "utf8")).trim().split("\n");
    const parsed = rejects.map((line) => JSON.parse(line) as Record<string, string>);
    expect(parsed.map(({ reason }) => reason)).toEqual([
      "score is not a whole number: many",
      "score is not a whole number: 1.5",
      "time is not understood: yesterday",
      expect.stringContaining("line is broken"),
      expect.stringContaining("line is broken"),
    ]);
    expect(parsed[0].raw).toContain("Odd score");
    expect(parsed.slice(3).map(({ row, raw }) => [row, raw])).toEqual([
      [12, "10,Too,many,cells,in,here"],
      [13, "11,Too few"],
    ]);
    expect((await posts()).map(({ title }) => title)).toEqual(["Good", "Fine again"]);
  });

  it("removes the rejects of an earlier run", async () => {
    const bad = await file("a.csv", "title,score,time\nA,x,1470000000\n");
    const good = await file("b.csv", "title,score,time\nA,1,1470000000\n");
    await run([bad]);
    await run([good]);
    await expect(readFile(join(folder, "posts.rejects.ndjson"))).rejects.toThrow("ENOENT");
  });
});

describe("other sources", () => {
  it("reads NDJSON, whatever keys its lines have, and keeps broken lines", async () => {
    const path = await file(
      "posts.ndjson",
      [
        '{"title":"One \\"quoted\\"","points":3,"created_utc":1470000000.0,"by":"me"}',
        '{"title":"Cut',
        "[1,2]",
        '{"created_utc":"2016-08-01T00:00:00+02:00","points":"4","headline":"x","title":"Two"}',
        "",
      ].join("\n"),
    );
    expect(await run([path])).toMatchObject({ read: 4, kept: 2, rejected: 2 });
    expect((await posts()).map(({ title, postedAt }) => [title, iso(postedAt)])).toEqual([
      ['One "quoted"', "2016-07-31T21:20:00.000Z"],
      ["Two", "2016-07-31T22:00:00.000Z"],
    ]);
    expect(await readFile(join(folder, "posts.rejects.ndjson"), "utf8")).toContain('{\\"title\\":\\"Cut');
  });

  it("reads Reddit's Parquet: communities, text posts, escaped titles, authors that are gone", async () => {
    const path = join(folder, "reddit.parquet");
    await withDuckDB((connection) =>
      connection.run(`COPY (FROM (VALUES
        ('Tom &amp; Jerry &lt;3', 10, 'Aww', TIMESTAMPTZ '2012-04-04 06:20:01+00', 'i.imgur.com', false, '[deleted]'),
        ('Text', 0, '/r/0x10c', TIMESTAMPTZ '2012-04-04 06:20:00+00', 'self.0x10c', NULL, 'ann'),
        ('[removed]', 3, '0x10c', TIMESTAMPTZ '2012-04-04 06:20:00+00', 'x.com', true, 'ann')
      ) t(title, ups, subreddit, posted_at, domain, is_self, author)) TO '${path}' (FORMAT parquet)`),
    );
    expect(await run([path], { as: "reddit" })).toMatchObject({ kept: 2, dropped: { dead: 1 } });
    expect((await posts()).map(({ postedAt, ...post }) => post)).toEqual([
      { title: "Text", score: 0, community: "0x10c", site: "self", author: "ann" },
      { title: "Tom & Jerry <3", score: 10, community: "aww", site: "i.imgur.com", author: null },
    ]);
  });

  it("takes a post's subreddit from its permalink where there is no other column for it", async () => {
    const permalink = "http://www.reddit.com/r/AskHistorians/comments/1ipe6b/why/";
    const path = await file("top.csv", `title,score,created_utc,permalink\nWhy?,5,1374342999.0,${permalink}\n`);
    await run([path], { as: "reddit" });
    expect(await posts()).toMatchObject([{ title: "Why?", community: "askhistorians" }]);
  });

  it("joins several files, with columns by other names in one of them", async () => {
    const first = await file("first.csv", "headline,votes,when\nOne,1,2016-01-01\nTwo,2,2016-01-02\n");
    const second = await file("second.csv", "title,score,date\nTwo,2,2016-01-02\nThree,3,2016-01-03\n");
    const columns = { title: "Headline", score: "votes", posted_at: "when" };
    expect(await run([first, second], { columns })).toMatchObject({ kept: 3, dropped: { duplicate: 1 } });
  });

  it("takes every file that a pattern matches, by name, and files whose names look like patterns", async () => {
    for (const [name, title] of Object.entries({
      "b-2.csv": "Two",
      "b-1.csv": "One",
      "c.csv": "Other",
      "d[1].csv": "Odd",
    })) {
      await file(name, `title,score,date\n${title},1,2016-01-01\n`);
    }
    expect(await run([join(folder, "b-?.csv")])).toMatchObject({ read: 2, kept: 2 });
    expect((await posts()).map(({ title }) => title)).toEqual(["One", "Two"]);
    expect(await run([join(folder, "d[1].csv")])).toMatchObject({ read: 1, kept: 1 });
    await expect(run([join(folder, "x*.csv")])).rejects.toThrow(/x\*\.csv: no file matches/);
  });

  it("finds duplicates across files, the first of which stays", async () => {
    const first = await file("first.csv", "id,title,score,date\n1,One,1,2016-01-01\n2,Two,2,2016-01-02\n");
    const second = await file("second.ndjson", '{"id":1,"title":"One, edited","score":9,"date":"2016-01-01"}\n');
    const third = await file("third.csv", "title,score,date\nTwo,7,2016-01-02\nTwo,7,2016-01-03\n");
    expect(await run([first, second, third])).toMatchObject({ read: 5, kept: 3, dropped: { duplicate: 2 } });
    expect((await posts()).map(({ title, score }) => [title, score])).toEqual([
      ["One", 1],
      ["Two", 2],
      ["Two", 7],
    ]);
  });

  it("keeps the order of many rows, and tells in which of them a bad one is", { timeout: 60_000 }, async () => {
    const rows = Array.from(
      { length: 300_000 },
      (_, i) => `post ${i},${i === 250_000 ? "x" : i % 7},2016-01-01,user ${i % 9}`,
    );
    const path = await file("long.csv", `title,score,date,author\n${rows.join("\n")}\n`);
    expect(await run([path])).toMatchObject({ read: 300_000, kept: 299_999, rejected: 1 });
    const [reject] = (await readFile(join(folder, "posts.rejects.ndjson"), "utf8")).trim().split("\n");
    expect(JSON.parse(reject)).toMatchObject({ file: path, row: 250_001, reason: "score is not a whole number: x" });
    const { title } = await readPosts(out);
    expect(title.every((text, i) => text === `post ${i < 250_000 ? i : i + 1}`)).toBe(true);
  });

  it("reads its own output again, and changes nothing", async () => {
    const path = await file("a.csv", "title,url,score,time\nA,https://a.com/x,1,1470000000\nB,,2,1470000001\n");
    await run([path]);
    const before = await posts();
    await run([out], { out: join(folder, "again.parquet") });
    out = join(folder, "again.parquet");
    expect(await posts()).toEqual(before);
  });
});

describe("what is piped in", { timeout: 60_000 }, () => {
  /** Runs the command with a text on its standard input. */
  function pipe(text: string, ...args: string[]) {
    return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const command = ["data", "import", "-", "--as", "hacker-news", "--out", out, ...args];
      const child = execFile(process.execPath, [...TITLECAST, ...command], (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      });
      child.stdin?.end(text);
    });
  }

  it("is read as it is said to be", async () => {
    const csv = await pipe("title,score,date\nOne,1,2016-01-01\n", "--format", "csv", "--timezone", "Asia/Tokyo");
    expect(csv).toMatchObject({ code: 0, stdout: expect.stringContaining("kept 1 of 1 posts") });
    expect(csv.stdout).toContain("times without a zone were taken to be in Asia/Tokyo");
    const json = await pipe('{"title":"Two","score":2,"date":"2016-01-02"}\n{"title":', "--format", "ndjson");
    expect(json).toMatchObject({ code: 0, stdout: expect.stringContaining("not understood: 1") });
    expect(await readFile(join(folder, "posts.rejects.ndjson"), "utf8")).toContain('"file":"standard input","row":2');
    expect((await posts()).map(({ title }) => title)).toEqual(["Two"]);
  });

  it("leaves nothing behind when it is broken off", async () => {
    await file("posts.parquet", "what was there before");
    const command = ["data", "import", "-", "--format", "csv", "--as", "hacker-news", "--out", out];
    const child = spawn(process.execPath, [...TITLECAST, ...command], { stdio: ["pipe", "ignore", "pipe"] });
    const ended = once(child, "exit");
    child.stdin.write("title,score,date\n");
    const isWorking = async () => (await readdir(folder)).some((name) => name.endsWith(".work"));
    while (!(await isWorking())) await new Promise((done) => setTimeout(done, 20));
    child.kill("SIGINT");
    expect((await ended)[0]).toBe(130);
    expect(await readdir(folder)).toEqual(["posts.parquet"]);
    expect(await readFile(out, "utf8")).toBe("what was there before");
  });

  it("needs a format", async () => {
    const { code, stderr } = await pipe("title,score,date\n");
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("give --format") });
  });
});

describe("what cannot be imported is named", () => {
  it.each<[string, string, Partial<ImportOptions>, RegExp]>([
    ["no file", "missing.csv", {}, /missing\.csv: no such file/],
    ["another kind", "posts.txt", {}, /posts\.txt: expected a \.csv/],
    ["no title", "no-title.csv", {}, /no-title\.csv: no column for title; there are name, score, time/],
    ["no subreddit", "good.csv", { as: "reddit" }, /good\.csv: no column for community/],
    ["a column that no file has", "good.csv", { columns: { title: "headline" } }, /title=headline: no file has/],
    ["an unknown zone", "good.csv", { timeZone: "Mars/Base" }, /unknown time zone "Mars\/Base"/],
    ["not Parquet", "fake.parquet", {}, /fake\.parquet: cannot be read as parquet/],
    ["no JSON object", "array.ndjson", {}, /array\.ndjson: expected one JSON object on each line/],
  ])("%s", async (_what, name, options, message) => {
    await file("posts.txt", "x");
    await file("no-title.csv", "name,score,time\na,1,1470000000\n");
    await file("good.csv", "title,score,time\na,1,1470000000\n");
    await file("fake.parquet", "title,score\n");
    await file("array.ndjson", "[1]\n");
    await expect(run([join(folder, name)], options)).rejects.toThrow(message);
    await expect(readFile(out)).rejects.toThrow("ENOENT");
  });
});
