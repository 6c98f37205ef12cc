import { COLUMN_NAMES, findColumn } from "../columns";
import type { Row } from "../csv";

/** What a forecast can use of a row. */
export const ROLES = ["title", "community", "link", "author", "time"] as const;
export type Role = (typeof ROLES)[number];

/** Which column has each role; null where none has. */
export type Columns = { readonly [role in Role]: role extends "title" ? number : number | null };

/**
 * The columns by their usual names. Where none is named for a title, it is the one with the most words.
 * @param names of the columns, as many as the widest row has cells; empty where the table does not name them.
 * @param rows the first rows.
 */
export function guessColumns(names: readonly string[], rows: readonly Row[]): Columns {
  return {
    title: findColumn(names, COLUMN_NAMES.title) ?? findWordiest(names.length, rows),
    community: findColumn(names, COLUMN_NAMES.community),
    // A domain tells a text post from others, which a link may not.
    link: findColumn(names, [...COLUMN_NAMES.site, ...COLUMN_NAMES.url]),
    author: findColumn(names, COLUMN_NAMES.author),
    time: findColumn(names, COLUMN_NAMES.posted_at),
  };
}

/** The columns that a predictor takes, by the inputs that it has. */
export function restrictColumns(columns: Columns, inputs: readonly string[]): Columns {
  const has = (input: string, column: number | null): number | null => (inputs.includes(input) ? column : null);
  return {
    title: columns.title,
    community: has("community", columns.community),
    link: has("site", columns.link),
    author: has("author", columns.author),
    time: has("time", columns.time),
  };
}

function findWordiest(width: number, rows: readonly Row[]): number {
  const words = Array.from({ length: width }, (_, column) =>
    rows.reduce((sum, row) => sum + (row[column]?.trim().split(/\s+/).length ?? 0), 0),
  );
  return words.reduce((best, count, column) => (count > words[best] ? column : best), 0);
}
