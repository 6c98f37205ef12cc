/** Rows in ascending order of a column, in groups of equal values. */
export interface Order {
  readonly rows: Uint32Array;
  /** Where each group of equal values starts in `rows`; one more entry than groups, the last is the length. */
  readonly starts: Uint32Array;
}

/**
 * Sorts rows by value; equal values share a group.
 * @throws RangeError on NaN, which has no order.
 */
export function orderBy(values: ArrayLike<number>): Order {
  const rows = new Uint32Array(values.length);
  for (let i = 0; i < rows.length; i++) {
    if (Number.isNaN(values[i])) throw new RangeError(`a metric cannot rank row ${i}: not a number`);
    rows[i] = i;
  }
  rows.sort((a, b) => values[a] - values[b]);
  const starts = [0];
  for (let i = 1; i < rows.length; i++) if (values[rows[i]] !== values[rows[i - 1]]) starts.push(i);
  if (rows.length > 0) starts.push(rows.length);
  return { rows, starts: Uint32Array.from(starts) };
}
