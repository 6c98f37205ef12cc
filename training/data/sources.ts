import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../console/errors";
import { firstLine, identifier, literal, requireFile } from "./duckdb";

/** A file as SQL: every column as text, and the lines that could not be read. */
export interface Source {
  readonly path: string;
  readonly columns: readonly string[];
  /** `SELECT` of `"row"` (from 1, unreadable lines aside), `raw` (the row as JSON) and `cells` (a struct of all columns as text). */
  readonly rows: string;
  /** `SELECT` of `line`, `reason` and `raw` for each unreadable line; complete once {@link rows} has been run. */
  readonly broken: string;
}

/** JSON never holds this character unescaped, so a line of JSON is one CSV cell. */
const NO_DELIMITER = literal("\u001f");
/** Bytes; a post's text may be part of its line. */
const LONGEST_LINE = 2 ** 25;

/**
 * Opens a CSV, NDJSON or Parquet file by its extension; `.gz` and `.zst` may follow.
 * @throws UserError when it is missing, of another kind or unreadable.
 */
export async function openSource(connection: DuckDBConnection, path: string): Promise<Source> {
  await requireFile(path);
  const extension = /\.([a-z]+)(?:\.gz|\.zst)?$/.exec(path.toLowerCase())?.[1] ?? "";
  const open = OPENERS[extension];
  if (open === undefined) throw new UserError(`${path}: expected a .csv, .tsv, .ndjson, .jsonl or .parquet file`);
  try {
    return await open(connection, path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path}: cannot be read as ${extension}: ${firstLine(error)}`);
  }
}

const OPENERS: Readonly<Record<string, (connection: DuckDBConnection, path: string) => Promise<Source>>> = {
  csv: openCsv,
  tsv: openCsv,
  ndjson: openJson,
  jsonl: openJson,
  json: openJson,
  parquet: openParquet,
};

async function openCsv(connection: DuckDBConnection, path: string): Promise<Source> {
  const options = "all_varchar = true, header = true, strict_mode = true";
  const columns = await listColumns(connection, `read_csv(${literal(path)}, ${options}, ignore_errors = true)`);
  const table = `read_csv(${literal(path)}, ${options}, store_rejects = true, rejects_limit = 0)`;
  return {
    path,
    columns,
    rows: selectRows(columns, table),
    broken: `SELECT line, error_message AS reason, csv_line AS raw
      FROM reject_errors JOIN reject_scans USING (scan_id, file_id) WHERE file_path = ${literal(path)}
      QUALIFY row_number() OVER (PARTITION BY line) = 1 ORDER BY line`,
  };
}

async function openParquet(connection: DuckDBConnection, path: string): Promise<Source> {
  const table = `read_parquet(${literal(path)})`;
  const columns = await listColumns(connection, table);
  return {
    path,
    columns,
    rows: selectRows(columns, table),
    broken: "SELECT 0 AS line, '' AS reason, '' AS raw WHERE false",
  };
}

async function openJson(connection: DuckDBConnection, path: string): Promise<Source> {
  const lines = `(SELECT row_number() OVER () AS "row", line, CASE WHEN json_valid(line) THEN line END AS json
    FROM read_csv(${literal(path)}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false,
      delim = ${NO_DELIMITER}, quote = '', escape = '', max_line_size = ${LONGEST_LINE}))`;
  const isObject = "coalesce(json_type(json) = 'OBJECT', false)";
  const keys = await connection.runAndReadAll(
    `SELECT DISTINCT unnest(json_keys(json)) FROM (FROM ${lines} WHERE ${isObject} LIMIT 10000)`,
  );
  const columns = keys.getRows().map(([key]) => String(key));
  if (columns.length === 0) throw new UserError(`${path}: expected one JSON object on each line, found none`);
  const cells = columns.map((key) => `${literal(key)}: json ->> ${literal(`$."${key}"`)}`);
  return {
    path,
    columns,
    rows: `SELECT "row", line AS raw, {${cells.join(", ")}} AS cells FROM ${lines} WHERE ${isObject}`,
    broken: `SELECT "row" AS line, 'not a JSON object' AS reason, line AS raw FROM ${lines}
      WHERE line IS NOT NULL AND NOT ${isObject}`,
  };
}

function selectRows(columns: readonly string[], table: string): string {
  const cells = columns.map((column) => `${literal(column)}: source.${identifier(column)}::VARCHAR`);
  return `SELECT row_number() OVER () AS "row", to_json(source)::VARCHAR AS raw, {${cells.join(", ")}} AS cells
    FROM ${table} AS source`;
}

async function listColumns(connection: DuckDBConnection, table: string): Promise<string[]> {
  const result = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`);
  return result.getRows().map(([name]) => String(name));
}
