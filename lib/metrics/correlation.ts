import { type Order, orderBy } from "./order";
import { measure, requireRows, type Statistic } from "./statistic";

/**
 * Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing the mean of their ranks.
 * NaN when either column is constant.
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return measure(spearmanStatistic(a, b));
}

/** {@link spearman}, for resampling. */
export function spearmanStatistic(a: ArrayLike<number>, b: ArrayLike<number>): Statistic {
  requireRows(a.length, b.length);
  const orderA = orderBy(a);
  const orderB = orderBy(b);
  const ranksA = new Float64Array(a.length);
  const ranksB = new Float64Array(b.length);
  return {
    rows: a.length,
    over(draws) {
      const drawn = rank(orderA, draws, ranksA);
      rank(orderB, draws, ranksB);
      // Ranks of any sample have this mean, ties or not.
      const mean = (drawn + 1) / 2;
      let covariance = 0;
      let varianceA = 0;
      let varianceB = 0;
      for (let i = 0; i < draws.length; i++) {
        const x = ranksA[i] - mean;
        const y = ranksB[i] - mean;
        covariance += draws[i] * x * y;
        varianceA += draws[i] * x * x;
        varianceB += draws[i] * y * y;
      }
      return covariance / Math.sqrt(varianceA * varianceB);
    },
  };
}

/** Writes the mean rank (from 1) of every row in the resample and returns how many rows were drawn. */
function rank({ rows, starts }: Order, draws: Uint16Array, ranks: Float64Array): number {
  let below = 0;
  for (let group = 0; group + 1 < starts.length; group++) {
    let tied = 0;
    for (let i = starts[group]; i < starts[group + 1]; i++) tied += draws[rows[i]];
    const mean = below + (tied + 1) / 2;
    for (let i = starts[group]; i < starts[group + 1]; i++) ranks[rows[i]] = mean;
    below += tied;
  }
  return below;
}

/**
 * Spearman's correlation within groups: computed in each group of at least `minimum` rows, then averaged, weighted by
 * the groups' rows. A group in which either column is constant has no order to find and is left out. NaN when no
 * group remains.
 * @param groups group of each row, any integer; negative for "in no group".
 */
export function groupedSpearman(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  groups: ArrayLike<number>,
  minimum: number,
): number {
  return measure(groupedSpearmanStatistic(a, b, groups, minimum));
}

/** {@link groupedSpearman}, for resampling; which groups are large enough is settled on the sample itself. */
export function groupedSpearmanStatistic(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  groups: ArrayLike<number>,
  minimum: number,
): Statistic {
  requireRows(a.length, b.length, groups.length);
  const members = new Map<number, number[]>();
  for (let i = 0; i < groups.length; i++) {
    if (groups[i] < 0) continue;
    const group = members.get(groups[i]);
    if (group) group.push(i);
    else members.set(groups[i], [i]);
  }
  const parts = [...members.values()]
    .filter((rows) => rows.length >= minimum)
    .map((rows) => ({
      rows: Uint32Array.from(rows),
      draws: new Uint16Array(rows.length),
      statistic: spearmanStatistic(
        Float64Array.from(rows, (row) => a[row]),
        Float64Array.from(rows, (row) => b[row]),
      ),
    }));
  return {
    rows: a.length,
    over(draws) {
      let sum = 0;
      let weights = 0;
      for (const part of parts) {
        let drawn = 0;
        for (let i = 0; i < part.rows.length; i++) drawn += part.draws[i] = draws[part.rows[i]];
        const correlation = part.statistic.over(part.draws);
        if (Number.isNaN(correlation)) continue;
        sum += drawn * correlation;
        weights += drawn;
      }
      return sum / weights;
    },
  };
}
