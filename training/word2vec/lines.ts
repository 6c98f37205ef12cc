import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { UserError } from "../console/errors";
import { firstLine, identifier, literal, requireFile, withDuckDB } from "../data/duckdb";

/** Some lines of a source, in order, and how much of the source has been read with them. */
export interface Lines {
  readonly lines: readonly string[];
  readonly done: number;
  readonly total: number;
  readonly unit: "bytes" | "rows";
}

/** Where text comes from: a file with a sentence a line (`.gz` too), or a column of a Parquet file. */
export interface Source {
  readonly path: string;
  readonly column: string | null;
}

/** Longest line that is kept whole, in characters: some corpora are a single line. */
const LONGEST_LINE = 1_000_000;

/** Parses `posts.parquet:title` or `corpus.txt`. @throws UserError */
export function parseSource(text: string): Source {
  const match = /^(.*\.parquet)(?::(.*))?$/i.exec(text);
  if (match === null) return { path: text, column: null };
  if (!match[2]) throw new UserError(`${text}: which column? Write it after a colon, such as ${match[1]}:title`);
  return { path: match[1], column: match[2] };
}

/** Reads a source from start to end without holding it in memory. @throws UserError */
export async function readLines(source: Source, onLines: (lines: Lines) => void): Promise<void> {
  await requireFile(source.path);
  await (source.column === null ? readText(source.path, onLines) : readParquet(source.path, source.column, onLines));
}

async function readText(path: string, onLines: (lines: Lines) => void): Promise<void> {
  const total = (await stat(path)).size;
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
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
