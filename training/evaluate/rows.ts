import type { PostTable } from "../data/posts";

/** Numbers of all rows of a table. */
export function allRows(table: PostTable): Int32Array {
  return Int32Array.from({ length: table.length }, (_, row) => row);
}

/** Rows by a key, in their order. */
export function groupRows<Key>(length: number, keyOf: (row: number) => Key): Map<Key, number[]> {
  const groups = new Map<Key, number[]>();
  for (let row = 0; row < length; row++) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
