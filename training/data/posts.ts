import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import type { ScoredPost } from "../../lib/post";
import { UserError } from "../console/errors";
import { firstLine, literal, openDuckDB, requireFile, withDuckDB } from "./duckdb";

/** Posts in columns: row `i` of every column is one post. */
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

/** A table of posts of any length, of which only a block at a time is in memory. */
export interface Posts {
  readonly path: string;
  readonly length: number;
  /** Time of the first and last post, in milliseconds since the epoch; NaN where there are none. */
  readonly from: number;
  readonly to: number;
  /** All posts in the order of the file, a few thousand at a time; may be gone through again and again. */
  readonly blocks: () => AsyncGenerator<PostTable>;
  /** How many posts of each community have each score, in no order. */
  readonly scores: () => AsyncGenerator<{
    readonly community: string | null;
    readonly score: number;
    readonly posts: number;
  }>;
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

/** What posts to take: an SQL condition on the columns and `file_row_number`, such as `community = 'python'`. */
interface Selection {
  readonly where?: string;
}

/**
 * Opens a table that `data import` wrote, of any size.
 * @throws UserError when the file is missing or not such a table.
 */
export async function openPosts(path: string, { where = "true" }: Selection = {}): Promise<Posts> {
  const from = fromFile(path, where);
  const [length, first, last] = await onTable(path, async (connection) => {
    const found = await connection.runAndReadAll(
      `SELECT count(*), min(posted_at), max(posted_at) FROM (SELECT ${COLUMNS} ${from})`,
    );
    return found.getRows()[0].map((value) => (value === null ? Number.NaN : Number(value)));
  });
  return {
    path,
    length,
    from: first,
    to: last,
    async *blocks() {
      for await (const chunk of streamChunks(path, `SELECT ${COLUMNS} ${from}`)) yield toTable(chunk);
    },
    async *scores() {
      const query = `SELECT community, score::INTEGER, count(*)::DOUBLE ${from} GROUP BY ALL`;
      for await (const chunk of streamChunks(path, query)) {
        for (const [community, score, posts] of chunk.getRows()) {
          const name = community === null ? null : String(community);
          yield { community: name, score: Number(score), posts: Number(posts) };
        }
      }
    },
  };
}

/**
 * Reads a table that `data import` wrote into memory, ordered by time, then by row of the file.
 * @param options.most posts to take: a sample that depends on their rows alone, where there are more.
 * @throws UserError when the file is missing or not such a table.
 */
export async function readPosts(path: string, options: Selection & { most?: number } = {}): Promise<PostTable> {
  const { where = "true", most } = options;
  const sample = most === undefined ? "" : `ORDER BY md5_number_lower(file_row_number::VARCHAR) LIMIT ${most}`;
  return onTable(path, async (connection) => {
    const chunks = await connection.stream(
      `SELECT * EXCLUDE row FROM (SELECT ${COLUMNS}, file_row_number AS row ${fromFile(path, where)} ${sample})
       ORDER BY posted_at, row`,
    );
    const intern = createInterner();
    const tables: PostTable[] = [];
    for await (const chunk of chunks) tables.push(toTable(chunk, intern));
    return joinTables(tables);
  });
}

const COLUMNS = "title, site, community, author, epoch_ms(posted_at)::DOUBLE AS posted_at, score::INTEGER AS score";

function fromFile(path: string, where: string): string {
  return `FROM read_parquet(${literal(path)}, file_row_number = true) WHERE ${where}`;
}

/** Runs `use` on a database that is there for this file alone. @throws UserError */
async function onTable<T>(path: string, use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  await requireFile(path);
  return withDuckDB(async (connection) => {
    try {
      return await use(connection);
    } catch (error) {
      throw explain(error, path);
    }
  });
}

async function* streamChunks(path: string, query: string): AsyncGenerator<DuckDBDataChunk> {
  const { connection, close } = await openDuckDB();
  try {
    yield* await connection.stream(query);
  } catch (error) {
    throw explain(error, path);
  } finally {
    close();
  }
}

function explain(error: unknown, path: string): UserError {
  return new UserError(
    `${path}: not a table of posts; make one with \`npm run titlecast -- data import\` (${firstLine(error)})`,
  );
}

/** @param keep one string per distinct text, where many posts stay in memory. */
function toTable(chunk: DuckDBDataChunk, keep = (text: string) => text): PostTable {
  const [title, site, community, author] = [0, 1, 2, 3].map((column) =>
    chunk.getColumnValues(column).map((value) => (value === null ? null : keep(String(value)))),
  );
  return {
    length: chunk.rowCount,
    title: title.map((text) => text ?? ""),
    site,
    community,
    author,
    postedAt: Float64Array.from(chunk.getColumnValues(4), Number),
    score: Int32Array.from(chunk.getColumnValues(5), Number),
  };
}

function joinTables(tables: readonly PostTable[]): PostTable {
  return {
    length: tables.reduce((sum, { length }) => sum + length, 0),
    title: tables.flatMap(({ title }) => title),
    site: tables.flatMap(({ site }) => site),
    community: tables.flatMap(({ community }) => community),
    author: tables.flatMap(({ author }) => author),
    postedAt: Float64Array.from(tables.flatMap(({ postedAt }) => Array.from(postedAt))),
    score: Int32Array.from(tables.flatMap(({ score }) => Array.from(score))),
  };
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
