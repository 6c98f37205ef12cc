import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { UserError } from "../console/errors";
import { firstLine, identifier, literal, requireFile, withDuckDB } from "../data/duckdb";
import type { Source } from "./sources";

/** Some lines of a source, in order, and how much of the source has been read with them. */
export interface Lines {
  readonly lines: readonly string[];
  readonly done: number;
  readonly total: number;
  readonly unit: "bytes" | "rows";
}

/** Longest line that is kept whole, in characters, if not in a single read: some corpora are a single line. */
const LONGEST_LINE = 1 << 16;

/** Bytes read at once: strings of this size are cheap to collect. */
const CHUNK = 1 << 16;

/** What keeps DuckDB's memory small while it streams: it holds little in advance, and returns what it has freed. */
const FRUGAL = [
  "threads = 1",
  "streaming_buffer_size = '100KB'",
  "allocator_bulk_deallocation_flush_threshold = '1MB'",
];

/** Reads a source from start to end without holding it in memory. @throws UserError */
export async function readLines(source: Source, onLines: (lines: Lines) => void): Promise<void> {
  await requireFile(source.path);
  await (source.column === null ? readText(source.path, onLines) : readParquet(source.path, source.column, onLines));
}

async function readText(path: string, onLines: (lines: Lines) => void): Promise<void> {
  const total = (await stat(path)).size;
  const file = createReadStream(path, { highWaterMark: CHUNK });
  const decoder = new TextDecoder();
  let rest = "";
  const cutLines = (bytes: Buffer) => {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) {
      const cut = rest.lastIndexOf(" ") + 1 || rest.length;
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    onLines({ lines, done: file.bytesRead, total, unit: "bytes" });
  };
  const reader = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  try {
    for await (const bytes of reader) cutLines(bytes);
  } catch (error) {
    throw new UserError(`${path}: ${firstLine(error)}; is the file whole?`);
  }
  onLines({ lines: [rest + decoder.decode()], done: total, total, unit: "bytes" });
}

async function readParquet(path: string, column: string, onLines: (lines: Lines) => void): Promise<void> {
  await withDuckDB(async (connection) => {
    for (const setting of FRUGAL) await connection.run(`SET ${setting}`);
    const table = `read_parquet(${literal(path)})`;
    const description = await connection.runAndReadAll(`DESCRIBE FROM ${table}`).catch((error) => {
      throw new UserError(`${path}: ${firstLine(error)}`);
    });
    const names = description.getRows().map(([name]) => String(name));
    if (!names.includes(column)) throw new UserError(`${path} has no column "${column}"; it has ${names.join(", ")}`);
    const [[count]] = (await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows();
    const result = await connection.stream(`SELECT ${identifier(column)}::VARCHAR FROM ${table}`);
    const total = Number(count);
    let done = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      done += chunk.rowCount;
      const lines = chunk.getColumnValues(0).map((value) => (typeof value === "string" ? value : ""));
      onLines({ lines, done, total, unit: "rows" });
    }
  });
}
