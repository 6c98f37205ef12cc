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
  private pending = "";

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
    let row: Row = [];
    let at = 0;
    let rowStart = 0;
    while (at < text.length) {
      const cell = text.charCodeAt(at) === QUOTE ? readQuoted(text, at, delimiter) : readPlain(text, at, delimiter);
      // The cell or its line break may go on in the next piece.
      if (!isLast && (cell === null || cell.end >= text.length - 1)) break;
      const { value, end } = cell ?? { value: text.slice(at + 1), end: text.length };
      row.push(value === "" ? null : value);
      at = end + 1;
      if (text.charCodeAt(end) === delimiter) {
        if (at === text.length && isLast) row.push(null);
        continue;
      }
      if (text.charCodeAt(end) === RETURN && text.charCodeAt(at) === NEWLINE) at++;
      if (row.length > 1 || row[0] !== null || this.delimiter === "") rows.push(row);
      row = [];
      rowStart = at;
    }
    this.pending = isLast ? "" : text.slice(rowStart);
    if (this.pending.length > LONGEST_ROW) throw new RangeError("a quoted cell does not end");
    return isLast && row.length > 0 ? [...rows, row] : rows;
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
