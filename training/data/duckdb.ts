import { randomUUID } from "node:crypto";
import { access } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UserError } from "../console/errors";
import { removeOnInterrupt } from "../console/files";

/** An in-memory database. The caller closes it. */
export interface DuckDB {
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

/**
 * Opens a fresh in-memory database that spills to the system's temporary folder.
 * @param timeZone what times without a zone are taken to be in, such as `America/New_York`.
 * @throws UserError for an unknown zone.
 */
export async function openDuckDB(timeZone = "UTC"): Promise<DuckDB> {
  const spill = join(tmpdir(), `titlecast-${randomUUID()}`);
  const forget = removeOnInterrupt(spill);
  const instance = await DuckDBInstance.create(":memory:", { temp_directory: spill });
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
export async function withDuckDB<T>(use: (connection: DuckDBConnection) => Promise<T>, timeZone?: string): Promise<T> {
  const { connection, close } = await openDuckDB(timeZone);
  try {
    return await use(connection);
  } finally {
    close();
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
