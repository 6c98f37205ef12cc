import { DuckDBInstance } from "@duckdb/node-api";
import { literal } from "../training/data/duckdb";

/** Rows that are made where none are given: enough that writing them costs more than copying. */
const ROWS = 100_000;

/**
 * Writes a CSV of about so many bytes out of the rows of a table of posts, as often as it takes. Each copy's posts have
 * other ids, authors and times, and one title in twenty a word of its own, as no file of posts ever runs out of new words. One
 * row in a thousand is there twice, and the score of one in a hundred thousand is no number.
 * @param posts table that `data import` wrote; null to make rows from nothing.
 */
export async function writeCsv(posts: string | null, path: string, bytes: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "2GB" });
  const connection = await instance.connect();
  try {
    const rows = posts === null ? makeRows() : `SELECT title, url, author, posted_at, score FROM ${literal(posts)}`;
    await connection.run(`CREATE TABLE posts AS SELECT row_number() OVER () AS number, * FROM (${rows})`);
    const size = await connection.runAndReadAll(
      "SELECT count(*), sum(45 + strlen(title) + coalesce(strlen(url), 0) + coalesce(strlen(author), 0)) FROM posts",
    );
    const [count, width] = size.getRows()[0].map(Number);
    const copies = Math.ceil(bytes / width);
    await connection.run(`COPY (SELECT id, title, url, author, score, posted_at FROM (
        SELECT copy * ${count} + number AS place, place - (place % 1000 = 7)::INTEGER AS id,
          CASE WHEN place % 20 = 1 THEN title || ' w' || to_base((hash(place) >> 16)::BIGINT, 36) ELSE title END AS title, url,
          CASE WHEN copy = 0 THEN author ELSE author || '-' || copy END AS author,
          CASE WHEN place % 100000 = 3 THEN 'many' ELSE score::VARCHAR END AS score,
          strftime(posted_at AT TIME ZONE 'UTC' + to_minutes(copy), '%Y-%m-%dT%H:%M:%SZ') AS posted_at
        FROM range(${copies}) AS copies(copy), posts)) TO ${literal(path)} (FORMAT csv)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Titles of ten words, drawn so that a few are much more frequent than most. */
function makeRows(): string {
  const word = "'word' || (20000 * random() ** 4)::INTEGER";
  const words = Array.from({ length: 10 }, () => word).join(" || ' ' || ");
  return `SELECT ${words} AS title, 'https://site' || (5000 * random() ** 4)::INTEGER || '.com/' || i AS url,
    'user' || (20000 * random() ** 2)::INTEGER AS author, TIMESTAMPTZ '2019-01-01 00:00:00Z' + to_hours(i) AS posted_at,
    (10 ** (3 * random()))::INTEGER AS score FROM range(${ROWS}) AS made(i)`;
}
