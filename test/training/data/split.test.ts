import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withDuckDB } from "../../../training/data/duckdb";
import { readPosts } from "../../../training/data/posts";
import { splitPosts } from "../../../training/data/split";
import { beginSilently } from "../../support/progress";

let folder: string;
let posts: string;
let train: string;
let test: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "split-"));
  [posts, train, test] = ["posts", "train", "test"].map((name) => join(folder, `${name}.parquet`));
  await makePosts(posts, 1000);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** One post an hour from 2019-01-01 on, by one of a hundred authors, or by nobody. */
function makePosts(path: string, count: number) {
  return withDuckDB((connection) =>
    connection.run(`COPY (SELECT 'Title ' || i AS title, NULL::VARCHAR AS url, 'a.com' AS site, NULL::VARCHAR AS community,
      CASE WHEN i % 10 <> 0 THEN 'writer' || i % 97 END AS author, TIMESTAMPTZ '2019-01-01 00:00:00+00' + to_hours(i) AS posted_at, i::INTEGER AS score
      FROM range(${count}) t(i)) TO '${path}' (FORMAT parquet)`),
  );
}

const titles = async (path: string) => [...(await readPosts(path)).title].sort();

it("puts every post on one side of a moment", async () => {
  const from = new Date("2019-01-21T00:00:00Z");
  expect(await splitPosts(posts, { from }, train, test, beginSilently)).toMatchObject({
    train: { posts: 480 },
    test: { posts: 520 },
  });
  expect((await readPosts(train)).postedAt.every((time) => time < from.getTime())).toBe(true);
  expect((await readPosts(test)).postedAt.every((time) => time >= from.getTime())).toBe(true);
});

it("holds out a tenth that stays the same when posts are added", async () => {
  await splitPosts(posts, { tenth: 3 }, train, test, beginSilently);
  const before = await titles(test);
  expect(before.length).toBeGreaterThan(60);
  expect(before.length).toBeLessThan(140);
  expect([...(await titles(train)), ...before].sort()).toEqual(await titles(posts));
  await makePosts(posts, 2000);
  await splitPosts(posts, { tenth: 3 }, train, test, beginSilently);
  const after = await titles(test);
  expect(after.filter((title) => Number(title.slice(6)) < 1000)).toEqual(before);
});

it("keeps all posts of an author on one side, also when posts are added", async () => {
  const sideOf = async () => {
    await splitPosts(posts, { tenth: 3, by: "author" }, train, test, beginSilently);
    const [trained, held] = await Promise.all([readPosts(train), readPosts(test)]);
    expect([...trained.title, ...held.title].sort()).toEqual(await titles(posts));
    const authors = [trained, held].map(({ author }) => new Set(author.filter((name) => name !== null)));
    expect([...authors[0]].filter((name) => authors[1].has(name))).toEqual([]);
    // Who has no name is no group.
    expect([trained, held].map(({ author }) => author.includes(null))).toEqual([true, true]);
    return [...authors[1]].sort();
  };
  const before = await sideOf();
  expect(before.length).toBeGreaterThan(2);
  await makePosts(posts, 2000);
  expect(await sideOf()).toEqual(before);
});

it("writes both sides or none, and never over its own input", async () => {
  await splitPosts(posts, { tenth: 3 }, train, test, beginSilently);
  const before = await titles(train);
  const empty = splitPosts(posts, { from: new Date("2030-01-01") }, train, test, beginSilently);
  await expect(empty).rejects.toThrow(/no post would go to/);
  expect(await titles(train)).toEqual(before);
  expect((await readdir(folder)).sort()).toEqual(["posts.parquet", "test.parquet", "train.parquet"]);
  for (const [trainPath, testPath] of [
    [posts, test],
    [train, posts],
    [train, train],
  ]) {
    const same = splitPosts(posts, { tenth: 3 }, trainPath, testPath, beginSilently);
    await expect(same).rejects.toThrow(/expected two files, neither of them/);
  }
});

it("refuses a split with an empty side, and files that are not tables of posts", async () => {
  await expect(splitPosts(posts, { from: new Date("2030-01-01") }, train, test, beginSilently)).rejects.toThrow(
    /no post would go to .*test\.parquet/,
  );
  await expect(splitPosts(join(folder, "none.parquet"), { tenth: 1 }, train, test, beginSilently)).rejects.toThrow(
    /no such file/,
  );
  await expect(splitPosts(import.meta.filename, { tenth: 1 }, train, test, beginSilently)).rejects.toThrow(
    /not a table of posts/,
  );
});
