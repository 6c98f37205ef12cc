import { access } from "node:fs/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UserError } from "../console/errors";

/**
 * Runs `use` on a fresh in-memory database and closes it, whatever happens.
 * @param timeZone what times without a zone are taken to be in, such as `America/New_York`.
 */
export async function withDuckDB<T>(use: (connection: DuckDBConnection) => Promise<T>, timeZone = "UTC"): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    try {
      await connection.run(`SET TimeZone = ${literal(timeZone)}`);
    } catch {
      throw new UserError(`unknown time zone "${timeZone}"; expected a name such as UTC or America/New_York`);
    }
    return await use(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
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
