import { COLUMN_NAMES } from "../columns";
import { CsvParser, guessDelimiter } from "../csv";

/** What parts the cells of a row; `line` where each line is one title as it stands. */
export type Separator = "comma" | "tab" | "semicolon" | "line";

export const DELIMITERS: Readonly<Record<Exclude<Separator, "line">, string>> = {
  comma: ",",
  tab: "\t",
  semicolon: ";",
};

/** How the rows of a text are to be read. */
export interface Layout {
  readonly separator: Separator;
  /** Whether the first row names the columns. */
  readonly header: boolean;
}

const TABLE = /\.(?:csv|tsv|tab)$/i;
const KNOWN_NAMES = new Set(Object.values(COLUMN_NAMES).flat());

/**
 * The layout that a text seems to have. A file whose name does not say that it is a table, and pasted text, is taken for
 * one only where its first line has a tab or names a title's column: titles have commas too.
 * @param start the first lines, at least one of them whole.
 * @param fileName null for pasted text.
 */
export function guessLayout(start: string, fileName: string | null): Layout {
  const first = /^[^\r\n]*/.exec(start)?.[0] ?? "";
  const separator = guessSeparator(start, first, TABLE.test(fileName ?? ""));
  const names = readNames(first, separator);
  const known = separator === "line" ? COLUMN_NAMES.title.includes(names[0]) : names.some((n) => KNOWN_NAMES.has(n));
  return { separator, header: known };
}

function guessSeparator(start: string, first: string, isTable: boolean): Separator {
  const delimiter = guessDelimiter(first);
  const [found] = (["comma", "tab", "semicolon"] as const).filter((name) => DELIMITERS[name] === delimiter);
  if (found === undefined) {
    // Who quotes the cells of a single column quotes those with commas.
    return isTable && /^"/m.test(start) ? "comma" : "line";
  }
  if (isTable || found === "tab") return found;
  return readNames(first, found).some((name) => COLUMN_NAMES.title.includes(name)) ? found : "line";
}

/** The cells of a first line, as column names are compared. */
function readNames(line: string, separator: Separator): string[] {
  const row = separator === "line" ? [line] : new CsvParser(DELIMITERS[separator]).push(`${line}\n\n`)[0];
  return (row ?? []).map((name) => (name ?? "").trim().toLowerCase());
}
