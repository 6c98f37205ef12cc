/** A row of cells as text; null is an empty cell. */
export type Row = (string | null)[];

/** Characters. A longer row is a quote that was never closed. */
const LONGEST_ROW = 2 ** 24;
const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

/**
 * Reads delimited text (RFC 4180) in pieces of any size: quoted cells may hold delimiters, line breaks and doubled
 * quotes; lines end in `\n` or `\r\n`; empty lines are skipped, unless a line is one cell. A quote inside an unquoted cell is text.
 */
export class CsvParser {
  /** Line, from 1, on which each row of the last answer starts. */
  lines: number[] = [];
  /** Line of a quote that never closes, once it is known: what follows it, line breaks included, is one cell. */
  openQuote: number | null = null;

  private pending = "";
  /** On which what is pending starts. */
  private line = 1;

  /** @param delimiter one character, or "" when a line is one cell. */
  constructor(private readonly delimiter: string) {}

  /** Rows that end inside what has come so far. */
  push(text: string): Row[] {
    this.pending += text;
    return this.take(false);
  }

  /** The rest: a last row without a line break. */
  finish(): Row[] {
    return this.take(true);
  }

  private take(isLast: boolean): Row[] {
    const text = this.pending;
    const delimiter = this.delimiter === "" ? -1 : this.delimiter.charCodeAt(0);
    const rows: Row[] = [];
    this.lines = [];
    let row: Row = [];
    let at = 0;
    let rowStart = 0;
    let { line } = this;
    const add = () => {
      rows.push(row);
      this.lines.push(this.line);
    };
    while (at < text.length) {
      const isQuoted = text.charCodeAt(at) === QUOTE;
      const cell = isQuoted ? readQuoted(text, at, delimiter) : readPlain(text, at, delimiter);
      // The cell or its line break may go on in the next piece.
      if (!isLast && (cell === null || cell.end >= text.length - 1)) break;
      if (cell === null && text.includes("\n", at)) this.openQuote = line;
      const { value, end } = cell ?? { value: text.slice(at + 1), end: text.length };
      if (isQuoted) line += countLineBreaks(value);
      row.push(value === "" ? null : value);
      at = end + 1;
      if (text.charCodeAt(end) === delimiter) {
        if (at === text.length && isLast) row.push(null);
        continue;
      }
      if (text.charCodeAt(end) === RETURN && text.charCodeAt(at) === NEWLINE) at++;
      if (row.length > 1 || row[0] !== null || this.delimiter === "") add();
      row = [];
      rowStart = at;
      this.line = ++line;
    }
    this.pending = isLast ? "" : text.slice(rowStart);
    if (this.pending.length > LONGEST_ROW) {
      this.openQuote = line;
      throw new RangeError("a quoted cell does not end");
    }
    if (isLast && row.length > 0) add();
    return rows;
  }
}

interface Cell {
  readonly value: string;
  /** Where the delimiter, line break or end of text is. */
  readonly end: number;
}

function readPlain(text: string, start: number, delimiter: number): Cell {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === delimiter || code === NEWLINE || (code === RETURN && text.charCodeAt(end + 1) === NEWLINE)) break;
  }
  return { value: text.slice(start, end), end };
}

/** Null when the closing quote is not there. What follows it up to the delimiter is kept, as spreadsheets do. */
function readQuoted(text: string, start: number, delimiter: number): Cell | null {
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    value += text.slice(from, quote);
    if (text.charCodeAt(quote + 1) !== QUOTE) {
      const { value: tail, end } = readPlain(text, quote + 1, delimiter);
      return { value: value + tail, end };
    }
    value += '"';
    from = quote + 2;
  }
}

function countLineBreaks(value: string): number {
  let count = 0;
  for (let at = value.indexOf("\n"); at >= 0; at = value.indexOf("\n", at + 1)) count++;
  return count;
}

/** The delimiter of a header line: the most frequent of comma, tab and semicolon; "" when it has one cell only. */
export function guessDelimiter(header: string): string {
  const counts = [",", "\t", ";"].map((delimiter) => [delimiter, header.split(delimiter).length - 1] as const);
  const [best, count] = counts.reduce((a, b) => (b[1] > a[1] ? b : a));
  return count > 0 ? best : "";
}

/** One line of delimited text, with its line break. Cells are quoted where they must be. */
export function formatRow(row: readonly (string | null)[], delimiter: string): string {
  return `${row.map((cell) => formatCell(cell ?? "", delimiter)).join(delimiter)}\n`;
}

function formatCell(cell: string, delimiter: string): string {
  return cell.includes('"') || cell.includes(delimiter) || /[\n\r]|^\s|\s$/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

/** Characters that make a spreadsheet run a cell as a formula (OWASP, "CSV Injection"), wide forms included. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NUMBER = /^[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:e[+-]?\d+)?%?$/i;

/** A cell that no spreadsheet runs: one that would pass for a formula gets an apostrophe in front; a number stays as it is. */
export function neutralise(cell: string): string {
  return FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}
