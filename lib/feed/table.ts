import { CsvParser, guessDelimiter, type Row } from "../csv";
import { quote } from "../quote";
import type { CandidateCollector } from "./collector";
import { readRow, TITLE_NAMES } from "./row";

const OPEN_QUOTE = "a quotation mark opens here and never closes; nothing after it was read";

/** Takes the posts of a table with a header line. */
export function readTable(text: string, collector: CandidateCollector): void {
  const delimiter = guessDelimiter(/^[^\r\n]*/.exec(text)?.[0] ?? "");
  const table = readNumberedRows(text, delimiter);
  if (table === null) {
    collector.report(1, OPEN_QUOTE);
    return;
  }
  const [header, ...rows] = table;
  const names = header?.cells.map((name) => (name ?? "").trim().toLowerCase()) ?? [];
  if (!names.some((name) => TITLE_NAMES.includes(name))) {
    const expected = `expected a first line that names the columns, one of them ${TITLE_NAMES.join(" or ")}`;
    collector.report(1, `${expected}; found ${quote(names.join(", "))}`);
    return;
  }
  for (const { line, cells, isOpen } of rows) {
    if (isOpen) {
      collector.report(line, OPEN_QUOTE);
    } else if (cells.length > names.length) {
      const advice = "a title with a comma in it needs quotation marks around it";
      collector.report(line, `expected ${names.length} cells, found ${cells.length}; left out (${advice})`);
    } else {
      const row = new Map(names.map((name, i) => [name, cells[i]?.trim()]));
      const isWanted = collector.add(
        line,
        readRow(row, (message) => collector.report(line, message)),
      );
      if (!isWanted) return;
    }
  }
}

interface NumberedRow {
  /** Line on which it starts, from 1. */
  readonly line: number;
  readonly cells: Row;
  /** Whether a quoted cell runs to the end of the text for want of a closing quote. */
  readonly isOpen: boolean;
}

/** Rows with their lines. Null when a row never ends. */
function readNumberedRows(text: string, delimiter: string): NumberedRow[] | null {
  const parser = new CsvParser(delimiter);
  const number = (rows: readonly Row[]): NumberedRow[] =>
    rows.map((cells, i) => ({
      line: parser.lines[i],
      cells,
      isOpen: parser.openQuote !== null && i === rows.length - 1,
    }));
  try {
    return [...number(parser.push(text)), ...number(parser.finish())];
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
