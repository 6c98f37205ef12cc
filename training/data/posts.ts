import type { DuckDBConnection } from "@duckdb/node-api";
import type { ScoredPost } from "../../lib/post";
import { UserError } from "../console/errors";
import { firstLine, literal, requireFile, withDuckDB } from "./duckdb";

/** Posts in columns: row `i` of every column is one post. Ordered by time, then by row of the file. */
export interface PostTable {
  readonly length: number;
  readonly title: readonly string[];
  readonly site: readonly (string | null)[];
  readonly community: readonly (string | null)[];
  readonly author: readonly (string | null)[];
  /** Milliseconds since the epoch. */
  readonly postedAt: Float64Array;
  readonly score: Int32Array;
}

/** One row of the table as a post. */
export function postAt(table: PostTable, row: number): ScoredPost {
  return {
    title: table.title[row],
    site: table.site[row],
    community: table.community[row],
    author: table.author[row],
    postedAt: table.postedAt[row],
    score: table.score[row],
  };
}

/**
 * Reads a table that `data import` wrote.
 * @param options.where SQL condition on the columns, such as `community = 'python'`.
 * @throws UserError when the file is missing or not such a table.
 */
export async function readPosts(path: string, options: { where?: string } = {}): Promise<PostTable> {
  await requireFile(path);
  return withDuckDB(async (connection) => {
    try {
      return await collect(connection, path, options.where ?? "true");
    } catch (error) {
      throw new UserError(
        `${path}: not a table of posts; make one with \`npm run titlecast -- data import\` (${firstLine(error)})`,
      );
    }
  });
}

async function collect(connection: DuckDBConnection, path: string, where: string): Promise<PostTable> {
  const from = `FROM read_parquet(${literal(path)}, file_row_number = true) WHERE ${where}`;
  const length = Number((await connection.runAndReadAll(`SELECT count(*) ${from}`)).value(0, 0));
  const columns: (string | null)[][] = [[], [], [], []];
  const postedAt = new Float64Array(length);
  const score = new Int32Array(length);
  const intern = createInterner();
  const chunks = await connection.stream(
    `SELECT title, site, community, author, epoch_ms(posted_at)::DOUBLE, score::INTEGER ${from}
     ORDER BY posted_at, file_row_number`,
  );
  for await (const chunk of chunks) {
    const start = columns[0].length;
    columns.forEach((column, i) => {
      for (const value of chunk.getColumnValues(i)) column.push(value === null ? null : intern(String(value)));
    });
    postedAt.set(chunk.getColumnValues(4).map(Number), start);
    score.set(chunk.getColumnValues(5).map(Number), start);
  }
  const [title, site, community, author] = columns;
  return { length, title: title.map((text) => text ?? ""), site, community, author, postedAt, score };
}

/** One string per distinct text: sites, communities and authors repeat, and millions of copies would fill the memory. */
function createInterner(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
}
