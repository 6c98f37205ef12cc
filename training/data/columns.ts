import { COLUMN_NAMES, MEANINGS, type Meaning } from "../../lib/columns";
import { UserError } from "../console/errors";

/** The source's column for each meaning that it has. */
export type ColumnMap = Readonly<Partial<Record<Meaning, string>>>;

/**
 * Reads `--column title=headline` options.
 * @throws UserError for anything else.
 */
export function parseColumnOptions(options: readonly string[]): ColumnMap {
  const map: Partial<Record<Meaning, string>> = {};
  for (const option of options) {
    const [name, ...rest] = option.split("=");
    const meaning = MEANINGS.find((known) => known === name);
    if (meaning === undefined || rest.length === 0) {
      throw new UserError(`--column ${option}: expected MEANING=NAME, with a meaning of ${MEANINGS.join(", ")}`);
    }
    map[meaning] = rest.join("=");
  }
  return map;
}

/**
 * Finds a column for each meaning: as told where the file has it, else by its usual names, whatever their case.
 * @throws UserError when a required meaning has no column, listing those that are there.
 */
export function mapColumns(
  path: string,
  columns: readonly string[],
  told: ColumnMap,
  required: readonly Meaning[],
): ColumnMap {
  const found = new Map(columns.map((column) => [column.trim().toLowerCase(), column]));
  const map: Partial<Record<Meaning, string>> = {};
  for (const meaning of MEANINGS) {
    const names = [told[meaning]?.trim().toLowerCase() ?? [], COLUMN_NAMES[meaning]].flat();
    const column = names.map((name) => found.get(name)).find((name) => name !== undefined);
    if (column !== undefined) map[meaning] = column;
    else if (required.includes(meaning))
      throw new UserError(`${path}: no column for ${meaning}; ${advise(columns, meaning)}`);
  }
  return map;
}

/**
 * Checks that every told column is in at least one file, since a misspelt one would go unnoticed.
 * @throws UserError listing the columns that are there.
 */
export function requireTold(told: ColumnMap, columns: readonly string[]): void {
  const found = new Set(columns.map((column) => column.trim().toLowerCase()));
  for (const meaning of MEANINGS) {
    const name = told[meaning];
    if (name !== undefined && !found.has(name.trim().toLowerCase())) {
      throw new UserError(
        `--column ${meaning}=${name}: no file has this column; ${advise([...new Set(columns)], meaning)}`,
      );
    }
  }
}

function advise(columns: readonly string[], meaning: Meaning): string {
  return `there are ${columns.join(", ")}. Name one with --column ${meaning}=NAME`;
}
