import { fnv1a } from "../../lib/predictor/hash";
import type { PostTable } from "./posts";

/**
 * Rows posted in `[from, before)`, in order. Either end may be left open.
 * @param range milliseconds since the epoch.
 */
export function rowsBetween(table: PostTable, range: { from?: number; before?: number }): Int32Array {
  const { from = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY } = range;
  return selectRows(table.length, (row) => table.postedAt[row] >= from && table.postedAt[row] < before);
}

/**
 * A stable random tenth: 0 to 9 from the post's title, community and time alone. It needs no seed, does not depend on
 * the order or number of posts, and puts copies of a post in the same tenth.
 */
export function tenthOf(table: PostTable, row: number): number {
  return fnv1a(`${table.title[row]}\n${table.community[row] ?? ""}\n${table.postedAt[row]}`) % 10;
}

/** Rows whose tenth passes, in order: `rowsOfTenths(table, (tenth) => tenth === 9)` is a held-out tenth. */
export function rowsOfTenths(table: PostTable, keep: (tenth: number) => boolean): Int32Array {
  return selectRows(table.length, (row) => keep(tenthOf(table, row)));
}

function selectRows(length: number, keep: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) if (keep(row)) rows[count++] = row;
  return rows.slice(0, count);
}
