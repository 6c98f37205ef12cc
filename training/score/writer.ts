import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { DOUBLE, DuckDBDataChunk, VARCHAR } from "@duckdb/node-api";
import { formatRow, type Row } from "../../lib/csv";
import { UserError } from "../console/errors";
import { identifier, literal, openDuckDB } from "../data/duckdb";
import type { Column } from "./reader";

/** A table being written: the input's columns as they came, then numbers. */
export interface TableWriter {
  /** @param numbers one row per row; null leaves the row's numbers empty. */
  write(rows: readonly Row[], numbers: readonly (readonly number[] | null)[]): Promise<void>;
  finish(): Promise<void>;
  /** Frees what is open after a failure. */
  abandon(): void;
}

/** What a table is to hold, and where. */
export interface TableShape {
  readonly path: string;
  readonly columns: readonly Column[];
  readonly numbers: readonly string[];
  readonly delimiter: string;
}

/** @throws UserError for a name that ends in neither `.csv`, `.tsv` nor `.parquet`. */
export function requireTableName(path: string): void {
  if (!/\.(?:csv|tsv|parquet)$/i.test(path))
    throw new UserError(`${path}: expected a name ending in .csv, .tsv or .parquet`);
}

export function createTable(temporary: string, shape: TableShape): Promise<TableWriter> {
  return /\.parquet$/i.test(shape.path) ? createParquet(temporary, shape) : createText(temporary, shape);
}

async function createText(temporary: string, { path, columns, numbers, delimiter }: TableShape): Promise<TableWriter> {
  const separator = /\.tsv$/i.test(path) ? "\t" : delimiter;
  const stream = createWriteStream(temporary);
  await once(stream, "open");
  const empty = separator.repeat(numbers.length - 1);
  stream.write(formatRow([...columns.map(({ name }) => name), ...numbers], separator));
  return {
    async write(rows, values) {
      const lines = rows.map((row, i) => {
        const cells = values[i]?.join(separator) ?? empty;
        return `${formatRow(row, separator).slice(0, -1)}${separator}${cells}\n`;
      });
      if (!stream.write(lines.join(""))) await once(stream, "drain");
    },
    async finish() {
      stream.end();
      await finished(stream);
    },
    abandon: () => stream.destroy(),
  };
}

/** What the database may hold before it spills to disk. */
const MEMORY = "512MB";
/** Rows appended to the database at once: the size of its own vectors. */
const CHUNK = 2048;

async function createParquet(temporary: string, { columns, numbers }: TableShape): Promise<TableWriter> {
  const { connection, close } = await openDuckDB();
  // Names may repeat or be empty in a text file, so the staging table has its own.
  const texts = columns.map((_, i) => `t${i}`);
  const results = numbers.map((_, i) => `n${i}`);
  const definitions = [...texts.map((name) => `${name} VARCHAR`), ...results.map((name) => `${name} DOUBLE`)];
  await connection.run(`SET memory_limit = '${MEMORY}'`);
  await connection.run(`CREATE TEMP TABLE scored (${definitions.join(", ")})`);
  const appender = await connection.createAppender("scored");
  const types = [...texts.map(() => VARCHAR), ...results.map(() => DOUBLE)];
  return {
    async write(rows, values) {
      for (let start = 0; start < rows.length; start += CHUNK) {
        const some = rows.slice(start, start + CHUNK);
        const chunk = DuckDBDataChunk.create(types, some.length);
        chunk.setColumns([
          ...texts.map((_, column) => some.map((row) => row[column])),
          ...results.map((_, column) => some.map((_row, i) => values[start + i]?.[column] ?? null)),
        ]);
        appender.appendDataChunk(chunk);
      }
    },
    async finish() {
      appender.closeSync();
      const names = nameColumns([...columns.map(({ name }) => name), ...numbers]);
      const casts = [...columns.map(({ type }, i) => `t${i}::${type}`), ...results].map(
        (sql, i) => `${sql} AS ${identifier(names[i])}`,
      );
      await connection.run(
        `COPY (SELECT ${casts.join(", ")} FROM scored) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd)`,
      );
      close();
    },
    abandon: close,
  };
}

/** Parquet wants every column to have a name, and no two the same, whatever their case. */
function nameColumns(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const stem = name === "" ? `column_${i + 1}` : name;
    let unique = stem;
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${stem}_${copy}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
