import { randomUUID } from "node:crypto";
import { access } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UserError } from "../console/errors";
import { removeOnInterrupt } from "../console/files";
import type { Progress } from "../console/progress";

/** An in-memory database. The caller closes it. */
export interface DuckDB {
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

export interface DuckDBOptions {
  /** What times without a zone are taken to be in, such as `America/New_York`. */
  readonly timeZone?: string;
  /** Folder to spill to, which the caller removes; by default one of its own in the system's temporary folder. */
  readonly spill?: string;
}

/** What it holds in memory before it spills to disk; the process takes up to half as much again. */
const MEMORY = "800MB";
/** Each thread needs room for the rows that it works on. */
const MOST_THREADS = 8;

/**
 * Opens a fresh in-memory database that takes bounded memory, whatever it is asked.
 * @throws UserError for an unknown zone.
 */
export async function openDuckDB({ timeZone = "UTC", spill }: DuckDBOptions = {}): Promise<DuckDB> {
  const folder = spill ?? join(tmpdir(), `titlecast-${randomUUID()}`);
  // Another's folder stays in its care: to forget it here would leave it behind when Ctrl-C comes before it is removed.
  const forget = spill === undefined ? removeOnInterrupt(folder) : () => {};
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: folder,
    memory_limit: MEMORY,
    threads: `${Math.min(availableParallelism(), MOST_THREADS)}`,
  });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
    forget();
  };
  try {
    await connection.run(`SET TimeZone = ${literal(timeZone)}`);
  } catch {
    close();
    throw new UserError(`unknown time zone "${timeZone}"; expected a name such as UTC or America/New_York`);
  }
  return { connection, close };
}

/** Runs `use` on a fresh in-memory database and closes it, whatever happens. */
export async function withDuckDB<T>(
  use: (connection: DuckDBConnection) => Promise<T>,
  options?: DuckDBOptions,
): Promise<T> {
  const { connection, close } = await openDuckDB(options);
  try {
    return await use(connection);
  } finally {
    close();
  }
}

/** How tables of posts are written. Values of a column are listed apart where they repeat, as sites do and titles do not. */
export const COMPRESSION = "COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 10000";

/** Time between two looks at how far a query is, in milliseconds. */
const LOOK = 200;

/** Runs a statement, showing how far it is. @param total what all of it counts as for `progress`. */
export async function runWithProgress(
  connection: DuckDBConnection,
  statement: string,
  progress: Progress,
  total: number,
): Promise<void> {
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage > 0) progress.update((total * percentage) / 100);
  }, LOOK);
  try {
    await connection.run(statement);
  } finally {
    clearInterval(timer);
  }
}
/** A string as SQL text, quoted. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A column's name as SQL text, quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** @throws UserError when the file is not there or not readable. */
export async function requireFile(path: string): Promise<void> {
  try {
    await access(path);
  } catch {
    throw new UserError(`${path}: no such file, or it cannot be read`);
  }
}

/** DuckDB's errors go on with hints and the statement; the first line says what is wrong. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0];
}
