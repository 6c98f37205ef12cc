import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ScoredPost } from "../../lib/post";
import { withDuckDB } from "../../training/data/duckdb";
import { openPosts } from "../../training/data/posts";
import type { PredictorConfig } from "../../training/predictor/config";
import { type TrainingSet, writeTrainingSet } from "../../training/predictor/examples";
import { beginSilently } from "./progress";

/** Writes posts as the table that `data import` writes, in the order given. */
export async function writePosts(path: string, posts: readonly ScoredPost[]): Promise<void> {
  const lines = posts.map(({ postedAt, ...post }) => JSON.stringify({ ...post, posted_at: postedAt }));
  await writeFile(`${path}.ndjson`, lines.join("\n"));
  await withDuckDB((connection) =>
    connection.run(`COPY (SELECT title, NULL::VARCHAR AS url, site, community, author,
        make_timestamptz(posted_at * 1000) AS posted_at, score
      FROM read_json('${path}.ndjson', format = 'newline_delimited', columns = {title: 'VARCHAR', site: 'VARCHAR',
        community: 'VARCHAR', author: 'VARCHAR', posted_at: 'BIGINT', score: 'INTEGER'})) TO '${path}' (FORMAT parquet)`),
  );
}

/** Encodes posts to train on into a file of this folder. */
export async function makeTrainingSet(
  folder: string,
  posts: readonly ScoredPost[],
  config: PredictorConfig,
): Promise<TrainingSet> {
  const table = join(folder, `${randomUUID()}.parquet`);
  await writePosts(table, posts);
  return writeTrainingSet(await openPosts(table), config, `${table}.examples`, beginSilently);
}
