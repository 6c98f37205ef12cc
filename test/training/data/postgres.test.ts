import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importPosts } from "../../../training/data/import";
import { nameServer, type PostgresQuery, selectTable } from "../../../training/data/postgres";
import { postAt, readPosts } from "../../../training/data/posts";
import { TITLECAST, titlecast } from "../../support/cli";
import { type Server, startPostgres } from "../../support/postgres";
import { beginSilently } from "../../support/progress";

let server: Server;
beforeAll(async () => {
  server = await startPostgres();
  await server.run(`
    CREATE SCHEMA "My schema";
    CREATE TABLE "My schema"."Posts" (id bigint, title text, url text, points int, "by" text, created_at timestamptz, dead bool);
    INSERT INTO "My schema"."Posts" VALUES
      (1, 'Quotes "and", commas' || chr(10) || 'on two lines', 'https://www.example.com/1', 12, 'ann', '2020-01-01 12:00+02', false),
      (2, 'Ünïcode 日本', NULL, 3, NULL, '2020-01-02 12:00Z', false),
      (3, 'Gone', NULL, 3, 'bob', '2020-01-02 12:00Z', true);
    CREATE TABLE many AS SELECT i AS id, 'the title ' || i AS title, i % 100 AS score,
      timestamp '2020-01-01' + i * interval '1 minute' AS time FROM generate_series(1, 12000) AS i;
    CREATE ROLE reader LOGIN PASSWORD 'reads';
    GRANT SELECT ON many TO reader;`);
}, 120_000);
afterAll(() => server?.stop());

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-import-"));
  out = join(folder, "posts.parquet");
});
afterEach(() => rm(folder, { recursive: true }));

function run(query: Omit<PostgresQuery, "url">, { url = server.url(), timeZone = "UTC" } = {}) {
  return importPosts({ files: [url], as: "hacker-news", out, columns: {}, timeZone, query }, beginSilently);
}

const posts = async () => {
  const table = await readPosts(out);
  return Array.from({ length: table.length }, (_, row) => postAt(table, row));
};

describe("a PostgreSQL server", { timeout: 60_000 }, () => {
  it("gives a table, whatever its name and its cells hold", async () => {
    expect(await run({ query: selectTable('"My schema"."Posts"'), parameters: [] })).toMatchObject({
      read: 3,
      kept: 2,
      dropped: { dead: 1 },
      rejected: 0,
    });
    expect(await posts()).toEqual([
      {
        title: 'Quotes "and", commas\non two lines',
        site: "example.com",
        community: null,
        author: "ann",
        postedAt: Date.UTC(2020, 0, 1, 10),
        score: 12,
      },
      {
        title: "Ünïcode 日本",
        site: "self",
        community: null,
        author: null,
        postedAt: Date.UTC(2020, 0, 2, 12),
        score: 3,
      },
    ]);
  });

  it("gives the rows of a query in order, as many as there are, its times in the zone named", async () => {
    const query = { query: "SELECT * FROM many WHERE id > $1::int ORDER BY id", parameters: ["1000"] };
    const url = server.url("reader", "reads");
    expect(await run(query, { url, timeZone: "America/New_York" })).toMatchObject({ read: 11_000, kept: 11_000 });
    const read = await posts();
    expect(read.map(({ title }) => title)).toEqual(Array.from({ length: 11_000 }, (_, i) => `the title ${i + 1001}`));
    expect(read[0].postedAt).toBe(Date.UTC(2020, 0, 1, 5) + 1001 * 60_000);
  });

  it("takes a parameter for what it is, even if it looks like SQL", async () => {
    const parameters = ["'; DROP TABLE many; --"];
    expect(await run({ query: "SELECT * FROM many WHERE title = $1", parameters })).toMatchObject({ read: 0, kept: 0 });
    expect(await server.run("SELECT count(*)::int AS n FROM many")).toEqual([{ n: 12_000 }]);
  });

  it.each<[string, Omit<PostgresQuery, "url">, RegExp]>([
    [
      "writing",
      { query: "DELETE FROM many RETURNING *", parameters: [] },
      /may only read — the server says: cannot execute/,
    ],
    ["two statements", { query: "COMMIT; DROP TABLE many", parameters: [] }, /cannot insert multiple commands/],
    ["no rows", { query: "SET work_mem = '1MB'", parameters: [] }, /expected one statement that gives rows/],
    ["a missing table", { query: selectTable("public.nothing"), parameters: [] }, /"public\.nothing" does not exist/],
    ["a missing column", { query: "SELECT headline FROM many", parameters: [] }, /column "headline" does not exist/],
    ["a missing parameter", { query: "SELECT * FROM many WHERE id = $1", parameters: [] }, /supplies 0 parameters/],
    [
      "no title",
      { query: "SELECT id, score, time FROM many", parameters: [] },
      /no column for title; there are id, score/,
    ],
  ])("refuses %s, and says so", async (_what, query, message) => {
    await expect(run(query)).rejects.toThrow(message);
    expect(await server.run("SELECT count(*)::int AS n FROM many")).toEqual([{ n: 12_000 }]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("is named in errors without its password", async () => {
    const query = { query: "SELECT 1", parameters: [] };
    const wrong = run(query, { url: server.url("postgres", "wrong secret") });
    await expect(wrong).rejects.toThrow(/^postgres:\/\/127\.0\.0\.1:\d+\/site: wrong user or password/);
    await expect(wrong).rejects.not.toThrow(/secret/);
    const denied = run(
      { query: selectTable('"My schema"."Posts"'), parameters: [] },
      { url: server.url("reader", "reads") },
    );
    await expect(denied).rejects.toThrow(/may not read it; .*permission denied/);
    const closed = run(query, { url: "postgres://me:secret@127.0.0.1:1/site" });
    await expect(closed).rejects.toThrow(/^postgres:\/\/127\.0\.0\.1:1\/site: connection refused/);
    const strict = run(query, { url: `${server.url()}?sslmode=require` });
    await expect(strict).rejects.toThrow(/does not support SSL/);
    const missing = run(query, { url: server.url().replace(/site$/, "other") });
    await expect(missing).rejects.toThrow(/there is no such database/);
  });

  it("is read from the command line, and its password is in nothing that is written", async () => {
    const args = ["data", "import", server.url(), "--table", "many", "--as", "hacker-news", "--out", out];
    const { code, stdout, stderr } = await titlecast(...args);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("kept 12,000 of 12,000") });
    expect(stderr).toContain(`reading ${nameServer(server.url())}: 12,000 rows`);
    const secret = encodeURIComponent(server.password);
    for (const text of [stdout, stderr, await readFile(out, "latin1")]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(server.password);
    }
    const both = await titlecast(...args, "--query", "SELECT 1");
    expect(both).toMatchObject({ code: 1, stderr: expect.stringContaining("cannot be used with option") });
    const neither = await titlecast("data", "import", server.url(), "--as", "hacker-news", "--out", out);
    expect(neither).toMatchObject({ code: 1, stderr: expect.stringContaining("give --table or --query") });
  });

  it("stops working when the reader does, and nothing half-written is left", async () => {
    const query = "SELECT pg_sleep(120), many.* FROM many";
    const args = ["data", "import", server.url(), "--query", query, "--as", "hacker-news", "--out", out];
    const child = spawn(process.execPath, [...TITLECAST, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    const ended = once(child, "exit");
    const working = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'titlecast' AND query LIKE '%pg_sleep%'";
    while ((await server.run(`${working} AND state = 'active'`)).length === 0)
      await new Promise((done) => setTimeout(done, 50));
    child.kill("SIGINT");
    expect((await ended)[0]).toBe(130);
    expect(said).toContain("cancelled the query on postgres://127.0.0.1");
    expect(await server.run(working)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a table's name", () => {
  it.each([
    ["posts", 'SELECT * FROM "posts"'],
    ["public.posts", 'SELECT * FROM "public"."posts"'],
    ['"My schema"."a.b"', 'SELECT * FROM "My schema"."a.b"'],
    ["posts; DROP TABLE posts", 'SELECT * FROM "posts; DROP TABLE posts"'],
  ])("%s is quoted", (name, sql) => {
    expect(selectTable(name)).toBe(sql);
  });

  it.each(["a.b.c", '"', "", ".posts", 'a"b"'])("%s is refused", (name) => {
    expect(() => selectTable(name)).toThrow(/expected a name such as posts/);
  });
});
