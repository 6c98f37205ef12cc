import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { CsvParser, guessDelimiter, type Row } from "../../lib/csv";
import { UserError } from "../console/errors";
import { firstLine, identifier, literal, openDuckDB, requireFile } from "../data/duckdb";

/** A column of a table: its name as found and its SQL type. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** A table whose rows come in order, in batches, as text. */
export interface TableReader {
  readonly columns: readonly Column[];
  /** The delimiter of a text file; a comma for Parquet. */
  readonly delimiter: string;
  /** What {@link read} counts to, and in what. */
  readonly total: number;
  readonly unit: string;
  /** Of `total`, read so far. */
  read(): number;
  batches(): AsyncIterable<Row[]>;
}

/**
 * Opens a `.csv`, `.tsv` or `.parquet` file.
 * @throws UserError when it is missing, of another kind or has no header.
 */
export async function openTable(path: string): Promise<TableReader> {
  await requireFile(path);
  if (/\.parquet$/i.test(path)) return openParquet(path);
  if (/\.(?:csv|tsv)$/i.test(path)) return openText(path);
  throw new UserError(`${path}: expected a .csv, .tsv or .parquet file`);
}

const KILOBYTE = 1024;

async function openText(path: string): Promise<TableReader> {
  const { size } = await stat(path);
  const stream = createReadStream(path, { encoding: "utf8", highWaterMark: 256 * KILOBYTE });
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<string>;
  const first = await readHeaderPiece(pieces);
  const delimiter = guessDelimiter(/^[^\r\n]*/.exec(first)?.[0] ?? "");
  const parser = new CsvParser(delimiter);
  const early = parser.push(`${first}${first.includes("\n") ? "" : "\n"}`);
  const header = early.shift();
  if (header === undefined) throw new UserError(`${path}: it is empty; expected a header line and rows`);
  return {
    columns: header.map((name) => ({ name: name ?? "", type: "VARCHAR" })),
    delimiter: delimiter || ",",
    total: Math.ceil(size / KILOBYTE),
    unit: "KB",
    read: () => stream.bytesRead / KILOBYTE,
    async *batches() {
      try {
        yield early;
        for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield parser.push(next.value);
        yield parser.finish();
      } catch (error) {
        throw error instanceof RangeError ? new UserError(`${path}: ${error.message}; is a quote missing?`) : error;
      }
    },
  };
}

/** The text up to and with the first line break, at least, without a byte order mark. */
async function readHeaderPiece(pieces: AsyncIterator<string>): Promise<string> {
  let text = "";
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    text += next.value;
    if (text.includes("\n")) break;
  }
  return text.replace(/^\uFEFF/, "");
}

async function openParquet(path: string): Promise<TableReader> {
  const { connection, close } = await openDuckDB();
  const table = `read_parquet(${literal(path)})`;
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`);
    const columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${table}`);
    let read = 0;
    return {
      columns,
      delimiter: ",",
      total: Number(counted.value(0, 0)),
      unit: "titles",
      read: () => read,
      async *batches() {
        try {
          // DuckDB's binding takes a byte order mark off every text that starts with one; a dot before it keeps it.
          const texts = columns.map(({ name }) => `'.' || ${identifier(name)}::VARCHAR`).join(", ");
          for await (const chunk of await connection.stream(`SELECT ${texts} FROM ${table}`)) {
            read += chunk.rowCount;
            yield chunk.convertRows((value) => (value === null ? null : String(value).slice(1)));
          }
        } finally {
          close();
        }
      },
    };
  } catch (error) {
    close();
    throw new UserError(`${path}: cannot be read as parquet: ${firstLine(error)}`);
  }
}
