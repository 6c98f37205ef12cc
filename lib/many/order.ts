/**
 * The rows that are wanted, ordered by a key; rows of the same key stay in their order.
 * @param keys one for each row, numbers or texts.
 * @param isWanted null takes every row.
 */
export function orderRows(
  keys: ArrayLike<number> | readonly string[],
  isDown: boolean,
  isWanted: ((row: number) => boolean) | null,
): Uint32Array {
  const rows = new Uint32Array(keys.length);
  let count = 0;
  for (let row = 0; row < keys.length; row++) if (isWanted === null || isWanted(row)) rows[count++] = row;
  const sign = isDown ? -1 : 1;
  return rows.slice(0, count).sort((a, b) => {
    const first = keys[a];
    const second = keys[b];
    return first < second ? -sign : first > second ? sign : a - b;
  });
}
