import { stat } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../console/errors";
import { firstLine, identifier, literal, requireFile } from "./duckdb";

/** Rows of text in columns. */
export interface Source {
  /** What messages call it. */
  readonly name: string;
  readonly megabytes: number;
  readonly columns: readonly string[];
  readonly read: (columns: readonly string[]) => Reading;
  /** `SELECT` of `line`, `reason` and `raw` for lines that never became rows; complete once all rows have been read. */
  readonly broken: string | null;
}

/** Some columns of a source, as SQL. */
interface Reading {
  /** A table expression, of a row for each row of the source, in order. */
  readonly table: string;
  /** A column as text. */
  readonly cell: (column: string) => string;
  /** The row as one value, which costs nothing as long as it is not made a text by {@link toText}. */
  readonly row: string;
  readonly toText: (row: string) => string;
  /** Why the row cannot be read, NULL for one that can; `blank` for a line that is no row. */
  readonly problem: string;
}

/** Kinds of files, by what their names end in. */
const FORMATS = {
  csv: "csv",
  tsv: "csv",
  ndjson: "ndjson",
  jsonl: "ndjson",
  json: "ndjson",
  parquet: "parquet",
} as const;
export type Format = (typeof FORMATS)[keyof typeof FORMATS];

/**
 * Opens files by their extension; `.gz` and `.zst` may follow.
 * @param pattern a path, or a glob such as `posts/*.parquet` of which each file is a source of its own, by name.
 * @throws UserError when there is none, or one is of another kind or unreadable.
 */
export async function openFiles(connection: DuckDBConnection, pattern: string): Promise<Source[]> {
  const paths = await expandGlob(connection, pattern);
  const sources: Source[] = [];
  for (const path of paths) {
    const extension = /\.([a-z]+)(?:\.gz|\.zst)?$/.exec(path.toLowerCase())?.[1] ?? "";
    const format = Object.entries(FORMATS).find(([known]) => known === extension)?.[1];
    if (format === undefined) throw new UserError(`${path}: expected a .csv, .tsv, .ndjson, .jsonl or .parquet file`);
    sources.push(await openFile(connection, path, format));
  }
  return sources;
}

/** Opens a file of a known format. @param name what messages call it. @throws UserError when it is unreadable. */
export async function openFile(
  connection: DuckDBConnection,
  path: string,
  format: Format,
  name = path,
): Promise<Source> {
  await requireFile(path);
  try {
    const { size } = await stat(path);
    return { name, megabytes: size / 1e6, ...(await OPENERS[format](connection, path, name)) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${name}: cannot be read as ${format}: ${firstLine(error)}`);
  }
}

/** A file whose name holds the characters of a glob is still a file. */
async function expandGlob(connection: DuckDBConnection, pattern: string): Promise<string[]> {
  if (!/[*?[]/.test(pattern)) return [pattern];
  const isThere = await requireFile(pattern).then(
    () => true,
    () => false,
  );
  if (isThere) return [pattern];
  const found = await connection.runAndReadAll(`SELECT file FROM glob(${literal(pattern)}) ORDER BY file`);
  if (found.currentRowCount === 0) throw new UserError(`${pattern}: no file matches`);
  return found.getRows().map(([file]) => String(file));
}

/** Opens a table that was fetched into a file of comma-separated cells. */
export async function openFetched(connection: DuckDBConnection, path: string, name: string): Promise<Source> {
  const { size } = await stat(path);
  const dialect = `, delim = ',', quote = '"', escape = '"'`;
  return { name, megabytes: size / 1e6, ...(await openDelimited(connection, path, dialect)) };
}

type Opener = (connection: DuckDBConnection, path: string, name: string) => Promise<Omit<Source, "name" | "megabytes">>;

const openCsv: Opener = (connection, path) => openDelimited(connection, path, "");

async function openDelimited(connection: DuckDBConnection, path: string, dialect: string) {
  const options = `all_varchar = true, header = true, strict_mode = true${dialect}`;
  const columns = await listColumns(connection, `read_csv(${literal(path)}, ${options}, ignore_errors = true)`);
  return {
    columns,
    read: readTable(`read_csv(${literal(path)}, ${options}, store_rejects = true, rejects_limit = 0)`),
    broken: `SELECT line, error_message AS reason, csv_line AS raw
      FROM reject_errors JOIN reject_scans USING (scan_id, file_id) WHERE file_path = ${literal(path)}
      QUALIFY row_number() OVER (PARTITION BY line) = 1 ORDER BY line`,
  };
}

const openParquet: Opener = async (connection, path) => {
  const table = `read_parquet(${literal(path)})`;
  return { columns: await listColumns(connection, table), read: readTable(table), broken: null };
};

function readTable(table: string): Source["read"] {
  return (columns) => {
    const cell = (column: string) => `source.${identifier(column)}::VARCHAR`;
    const cells = columns.map((column) => `${literal(column)}: ${cell(column)}`);
    const toText = (row: string) => `to_json(${row})::VARCHAR`;
    return { table: `${table} AS source`, cell, row: `{${cells.join(", ")}}`, toText, problem: "NULL" };
  };
}

/** JSON never holds this character unescaped, so a line of JSON is one CSV cell. */
const NO_DELIMITER = literal("\u001f");
/** Bytes; a post's text may be part of its line. */
const LONGEST_LINE = 2 ** 25;
/** Lines in which keys are looked for. */
const SAMPLE = 10_000;

const openJson: Opener = async (connection, path, name) => {
  const lines = `read_csv(${literal(path)}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false,
    delim = ${NO_DELIMITER}, quote = '', escape = '', max_line_size = ${LONGEST_LINE})`;
  const isObject = "(json_valid(line) AND ltrim(line) LIKE '{%')";
  const keys = await connection.runAndReadAll(
    `SELECT DISTINCT unnest(json_keys(line)) FROM (FROM ${lines} WHERE ${isObject} LIMIT ${SAMPLE})`,
  );
  const columns = keys.getRows().map(([key]) => String(key));
  if (columns.length === 0) throw new UserError(`${name}: expected one JSON object on each line, found none`);
  return {
    columns,
    // All cells of a line at once, so that it is parsed once.
    read: (chosen) => {
      const paths = chosen.map((key) => literal(`$."${key.replaceAll('"', '\\"')}"`));
      const cells = `CASE WHEN ${isObject} THEN json_extract_string(line, [${paths.join(", ")}]) END`;
      return {
        table: `(SELECT line, ${cells} AS cells FROM ${lines})`,
        cell: (column) => `cells[${chosen.indexOf(column) + 1}]`,
        row: "line",
        toText: (row) => row,
        problem: `CASE WHEN line IS NULL OR trim(line) = '' THEN 'blank' WHEN cells IS NULL THEN 'not a JSON object' END`,
      };
    },
    broken: null,
  };
};

const OPENERS: Readonly<Record<Format, Opener>> = { csv: openCsv, ndjson: openJson, parquet: openParquet };

async function listColumns(connection: DuckDBConnection, table: string): Promise<string[]> {
  const result = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`);
  return result.getRows().map(([name]) => String(name));
}
