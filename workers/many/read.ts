import { CsvParser, type Row } from "../../lib/csv";
import { type Encoding, guessEncoding, isArchive } from "../../lib/many/encoding";
import { DELIMITERS, guessLayout, type Layout } from "../../lib/many/layout";
import { LineParser } from "../../lib/many/lines";
import type { Problem } from "../../lib/many/posts";
import { EngineError } from "../engine/errors";
import { nextTask } from "../engine/latest";

/** Most rows of a list, and most bytes of it, that are read. */
const ROWS_MAX = 100_000;
const BYTES_MAX = 2 ** 28;
/** Bytes that tell encoding and layout. */
const START = 2 ** 16;
/** Rows that tell which columns there are. */
const FIRST_ROWS = 100;

/** A list as rows of text. */
export interface List {
  readonly layout: Layout;
  readonly encoding: Encoding;
  /** Of the columns; an empty name where the list gives none. */
  readonly names: readonly string[];
  /** At least one. */
  readonly rows: readonly Row[];
  /** Line on which each row starts, from 1. */
  readonly lines: readonly number[];
  /** Whether there is more than was read. */
  readonly isCut: boolean;
  readonly problems: readonly Problem[];
}

/**
 * Reads a list, up to 100,000 rows. Null when it is no longer wanted.
 * @param fileName null for pasted text.
 * @param given null to guess the layout.
 * @param isWanted hears how many rows have been read.
 * @throws ListFileError
 */
export async function readList(
  source: Blob,
  fileName: string | null,
  given: Layout | null,
  isWanted: (rows: number) => boolean,
): Promise<List | null> {
  const start = await readStart(source);
  const encoding = guessEncoding(start);
  if (encoding === null || /\.json$/i.test(fileName ?? "")) throw refuse(explain(start, encoding));
  const head = new TextDecoder(encoding).decode(start);
  const layout = given ?? guessLayout(head, fileName);
  // Old programs for the Macintosh end lines so.
  const isReturns = head.includes("\r") && !head.includes("\n");

  const parser = layout.separator === "line" ? new LineParser() : new CsvParser(DELIMITERS[layout.separator]);
  const rows: Row[] = [];
  const lines: number[] = [];
  const take = (parsed: readonly Row[]): void => {
    for (const row of parsed) rows.push(row);
    for (const line of parser.lines) lines.push(line);
  };
  let isCut = false;
  try {
    for await (const { text, bytes } of readText(source, encoding)) {
      take(parser.push(isReturns ? text.replaceAll("\r", "\n") : text));
      // Reading may go on for seconds: what the page asks meanwhile has its turn.
      await nextTask();
      if (!isWanted(rows.length)) return null;
      isCut = bytes >= BYTES_MAX || rows.length > ROWS_MAX + 1;
      if (isCut) break;
    }
    if (!isCut) take(parser.finish());
    // What the quote has swallowed.
    if (parser.openQuote !== null) [rows, lines].forEach((list) => void list.pop());
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (parser.openQuote === null) throw refuse("a line in it does not end; expected a title on each line");
  }
  const problems: Problem[] = [];
  if (parser.openQuote !== null) {
    const message = "a quotation mark opens here and never closes; nothing after it was read";
    problems.push({ line: parser.openQuote, message, isLeftOut: true });
  }
  const header = layout.header ? rows.shift() : undefined;
  if (header !== undefined) lines.shift();
  if (rows.length > ROWS_MAX) isCut = true;
  rows.length = Math.min(rows.length, ROWS_MAX);
  if (rows.length === 0) throw refuse(problems[0]?.message ?? "there is no row in it");
  return { layout, encoding, names: nameColumns(header, rows), rows, lines, isCut, problems };
}

async function readStart(source: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await source.slice(0, START).arrayBuffer());
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** A text in pieces, with the bytes that have been read. A byte order mark is not part of it. */
async function* readText(source: Blob, encoding: Encoding): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = new TextDecoder(encoding);
  const reader = source.stream().getReader();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause) => {
        throw unreadable(cause);
      });
      if (value !== undefined) bytes += value.length;
      yield { text: decoder.decode(value, { stream: !done }), bytes };
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function refuse(message: string): EngineError {
  return new EngineError("ListFileError", message);
}

function unreadable(cause: unknown): EngineError {
  return refuse(`the browser could not read it (${cause instanceof Error ? cause.message : cause})`);
}

/** What a file is that is no list. */
function explain(start: Uint8Array, encoding: Encoding | null): string {
  if (encoding !== null) return "it is JSON; expected CSV, TSV, or a title on each line";
  if (isArchive(start)) return "it is a spreadsheet or an archive; save the sheet as CSV";
  return "it is not text; expected CSV, TSV, or a title on each line";
}

/** Names of the columns that a header names or the first rows fill; as many as most of these rows have without a header. */
function nameColumns(header: Row | undefined, rows: readonly Row[]): string[] {
  const first = rows.slice(0, FIRST_ROWS);
  let width = header?.length ?? mostFrequent(first.map(({ length }) => length));
  const isEmpty = (column: number): boolean => [header, ...first].every((row) => (row?.[column] ?? null) === null);
  while (width > 1 && isEmpty(width - 1)) width--;
  return Array.from({ length: width }, (_, column) => header?.[column]?.trim() ?? "");
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
