import type { Row } from "../csv";

/** Characters. A longer line is no title. */
const LONGEST_LINE = 2 ** 20;

/**
 * Reads text in pieces of any size, a title a line: quotes and commas are the title's own. Lines end in `\n`, `\r\n` or
 * `\r`; empty ones are skipped. The same surface as a `CsvParser`.
 */
export class LineParser {
  /** Line, from 1, on which each row of the last answer stands. */
  lines: number[] = [];
  readonly openQuote = null;

  private pending = "";
  /** On which what is pending starts. */
  private line = 1;

  push(text: string): Row[] {
    const whole = this.pending + text;
    // A line feed may follow in the next piece.
    const isHeld = whole.endsWith("\r");
    const parts = (isHeld ? whole.slice(0, -1) : whole).split(/\r\n?|\n/);
    this.pending = `${parts.pop()}${isHeld ? "\r" : ""}`;
    if (this.pending.length > LONGEST_LINE) throw new RangeError("a line does not end");
    return this.take(parts);
  }

  finish(): Row[] {
    const parts = this.pending.split("\r");
    this.pending = "";
    return this.take(parts);
  }

  private take(parts: readonly string[]): Row[] {
    const rows: Row[] = [];
    this.lines = [];
    for (const part of parts) {
      if (part.trim() !== "") {
        rows.push([part]);
        this.lines.push(this.line);
      }
      this.line++;
    }
    return rows;
  }
}
