/// <reference path="../pg-cursor.d.ts" />
import { open } from "node:fs/promises";
import { Client, DatabaseError } from "pg";
import Cursor, { type Cells } from "pg-cursor";
import { formatRow } from "../../lib/csv";
import { UserError } from "../console/errors";
import { onInterrupt } from "../console/interrupt";
import type { BeginStep, Progress } from "../console/progress";

/** What to read from a PostgreSQL server. */
export interface PostgresQuery {
  /** `postgres://user@host:port/database?sslmode=require`; may hold a password, which goes no further than the server. */
  readonly url: string;
  /** One statement that gives rows, with `$1`, `$2` … for {@link parameters}. */
  readonly query: string;
  readonly parameters: readonly string[];
}

/** Rows that are asked for at a time. */
const ROWS = 2000;
/** Milliseconds to wait for the server at first. */
const PATIENCE = 15_000;

/** Whether a source is a PostgreSQL server rather than a file. */
export function isPostgres(source: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(source);
}

/** The whole of a table, `name` or `schema.name`; a part with a dot or capitals goes in double quotes. @throws UserError */
export function selectTable(table: string): string {
  const parts = table.match(/"(?:[^"]|"")+"|[^."]+/g) ?? [];
  if (parts.length < 1 || parts.length > 2 || parts.join(".") !== table) {
    throw new UserError(`--table ${table}: expected a name such as posts, public.posts or "My schema"."Posts"`);
  }
  const quoted = parts.map((part) => (part.startsWith('"') ? part : `"${part}"`));
  return `SELECT * FROM ${quoted.join(".")}`;
}

/** Server and database of a URL, without user and password: fit to show. @throws UserError */
export function nameServer(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `postgres://${hostname || "localhost"}${port === "" ? "" : `:${port}`}${pathname}`;
  } catch {
    throw new UserError("this is no address of a server; expected postgres://user@host:5432/database");
  }
}

/**
 * Writes the rows of a query to a CSV file, through a cursor on the server and in a transaction that can only read. Ctrl-C
 * cancels the query there.
 * @returns the number of rows.
 * @throws UserError saying what the server refused, never with the password.
 */
export async function fetchRows(
  { url, query, parameters }: PostgresQuery,
  path: string,
  begin: BeginStep,
): Promise<number> {
  const name = nameServer(url);
  const client = createClient(url);
  // A server that goes away is told by the query that waits for it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("BEGIN TRANSACTION READ ONLY");
    await client.query("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'");
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const forget = onInterrupt(async () => {
      await cancel(url, rows[0].pid);
      return `cancelled the query on ${name}`;
    });
    try {
      return await copyRows(client, query, parameters, path, begin(`reading ${name}`, null, "rows"));
    } finally {
      forget();
    }
  } catch (error) {
    throw explain(error, name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function createClient(url: string): Client {
  const address = new URL(url);
  // Addresses are written for psql: `sslmode=require` encrypts, `verify-full` also asks who the server is.
  if (address.searchParams.has("sslmode")) address.searchParams.set("uselibpqcompat", "true");
  return new Client({
    connectionString: address.href,
    application_name: "titlecast",
    connectionTimeoutMillis: PATIENCE,
  });
}

async function copyRows(
  client: Client,
  query: string,
  parameters: readonly string[],
  path: string,
  progress: Progress,
): Promise<number> {
  const cursor = client.query(
    new Cursor(query, parameters, { rowMode: "array", types: { getTypeParser: () => (text) => text } }),
  );
  const file = await open(path, "w");
  try {
    let done = 0;
    for (;;) {
      const { rows, names } = await read(cursor);
      if (done === 0 && names.length === 0)
        throw new UserError("--query: expected one statement that gives rows, such as SELECT");
      if (done === 0) await file.writeFile(formatRow(names, ","));
      if (rows.length === 0) break;
      await file.writeFile(rows.map((row) => formatRow(row, ",")).join(""));
      done += rows.length;
      progress.update(done);
    }
    progress.finish();
    return done;
  } finally {
    await file.close();
  }
}

function read(cursor: Cursor): Promise<{ rows: Cells[]; names: string[] }> {
  return new Promise((resolve, reject) => {
    cursor.read(ROWS, (error, rows, result) => {
      if (error) reject(error);
      else resolve({ rows, names: result?.fields.map(({ name }) => name) ?? [] });
    });
  });
}

/** Asks the server, over a connection of its own, to stop what this one waits for. */
async function cancel(url: string, backend: number): Promise<void> {
  const client = createClient(url);
  await client.connect();
  await client.query("SELECT pg_cancel_backend($1)", [backend]);
  await client.end();
}

/** By the code of PostgreSQL (appendix A of its manual), of the system or of TLS. */
const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused; is the server running, and is this its port?",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "its host cannot be looked up; is there a network?",
  ETIMEDOUT: "it does not answer",
  ECONNRESET: "it closed the connection",
  "28P01": "wrong user or password; give the password in the address or as PGPASSWORD",
  "28000": "this user may not connect from here",
  "3D000": "there is no such database",
  "42501": "this user may not read it; ask for SELECT",
  "25006": "a query may only read",
  "57P01": "the server shut down",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted; give its authority with sslrootcert=FILE",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted; give it with sslrootcert=FILE",
};

function explain(error: unknown, name: string): UserError {
  if (error instanceof UserError) return error;
  if (!(error instanceof Error)) return new UserError(`${name}: ${error}`);
  const code = "code" in error ? String(error.code) : "";
  const said = error instanceof DatabaseError ? `the server says: ${error.message}` : error.message;
  return new UserError(`${name}: ${[ADVICE[code], said].filter(Boolean).join(" — ")}`);
}
