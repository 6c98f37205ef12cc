/**
 * A metric of a fixed sample of rows, ready to be computed on any resample of it: `draws[i]` says how often row `i` was
 * drawn. What is costly (sorting) was done when the statistic was made, so a resample costs one pass over the rows.
 */
export interface Statistic {
  /** Rows in the sample. */
  readonly rows: number;
  over(draws: Uint16Array): number;
}

/** The metric of the sample itself: every row once. */
export function measure(statistic: Statistic): number {
  return statistic.over(new Uint16Array(statistic.rows).fill(1));
}

/** The mean of one value per row. */
export function meanStatistic(values: Float64Array): Statistic {
  return {
    rows: values.length,
    over(draws) {
      let sum = 0;
      let drawn = 0;
      for (let i = 0; i < values.length; i++) {
        sum += draws[i] * values[i];
        drawn += draws[i];
      }
      return sum / drawn;
    },
  };
}

/** @throws RangeError when two columns of a metric differ in length or have no rows. */
export function requireRows(...lengths: number[]): void {
  if (lengths[0] === 0) throw new RangeError("a metric needs at least one row");
  if (lengths.some((length) => length !== lengths[0])) {
    throw new RangeError(`columns of a metric differ in length: ${lengths.join(", ")}`);
  }
}
