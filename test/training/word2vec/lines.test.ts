import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { literal, withDuckDB } from "../../../training/data/duckdb";
import { readLines } from "../../../training/word2vec/lines";
import { parseSource } from "../../../training/word2vec/sources";
import { makeFolder } from "./scratch";

async function readAll(source: string): Promise<string[]> {
  const all: string[] = [];
  let progress = 0;
  await readLines(parseSource(source), ({ lines, done, total }) => {
    all.push(...lines);
    expect(done / total).toBeGreaterThanOrEqual(progress);
    progress = done / total;
  });
  expect(progress).toBe(1);
  return all;
}

test("a text gives its lines, with or without a last newline, Windows or not, compressed or not", async () => {
  const folder = await makeFolder();
  const path = join(folder, "corpus.txt");
  await writeFile(path, "naïve one\r\ntwo\n\nfour 😀");
  expect(await readAll(path)).toEqual(["naïve one", "two", "", "four 😀"]);
  await writeFile(`${path}.gz`, gzipSync("naïve one\ntwo\n"));
  expect((await readAll(`${path}.gz`)).slice(0, 2)).toEqual(["naïve one", "two"]);
});

test("a corpus of a single line is cut at spaces, and no word is lost", async () => {
  const path = join(await makeFolder(), "text8");
  const words = Array.from({ length: 700_000 }, (_, i) => `w${i}`);
  await writeFile(path, words.join(" "));
  const lines = await readAll(path);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.flatMap((line) => line.trim().split(" "))).toEqual(words);
});

test("a Parquet column gives its rows in order, empty where null", async () => {
  const path = join(await makeFolder(), "it's.parquet");
  await withDuckDB((connection) =>
    connection.run(
      `COPY (SELECT CASE WHEN i = 3 THEN NULL ELSE 'title ' || i END AS "my title", i FROM range(5000) t(i) ORDER BY i) TO ${literal(path)}`,
    ),
  );
  const expected = Array.from({ length: 5000 }, (_, i) => (i === 3 ? "" : `title ${i}`));
  expect(await readAll(`${path}:my title`)).toEqual(expected);
});

test("what cannot be read is refused with what to do", async () => {
  const folder = await makeFolder();
  const parquet = join(folder, "posts.parquet");
  await withDuckDB((connection) => connection.run(`COPY (SELECT 1 AS id, 'a' AS title) TO ${literal(parquet)}`));
  await writeFile(join(folder, "broken.parquet"), "PAR1 no");
  await writeFile(join(folder, "broken.txt.gz"), "no gzip");
  await expect(readAll(`${parquet}:text`)).rejects.toThrow('posts.parquet has no column "text"; it has id, title');
  await expect(readAll(parquet)).rejects.toThrow(
    /which column\? Write it after a colon, such as .*posts.parquet:title/,
  );
  await expect(readAll(join(folder, "none.txt"))).rejects.toThrow("none.txt: no such file");
  await expect(readAll(join(folder, "none.parquet:title"))).rejects.toThrow("none.parquet: no such file");
  await expect(readAll(`${join(folder, "broken.parquet")}:title`)).rejects.toThrow("broken.parquet: ");
  await expect(readAll(join(folder, "broken.txt.gz"))).rejects.toThrow("broken.txt.gz: ");
});
