import { orderBy } from "./order";
import { measure, requireRows, type Statistic } from "./statistic";

/**
 * Area under the ROC curve: the chance that a random positive ranks above a random negative, ties counting half
 * (Hanley and McNeil 1982, the Mann–Whitney U statistic). NaN when only one class is present.
 * @param scores higher means more likely positive.
 * @param labels 1 for positive, 0 for negative.
 */
export function rocAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  return measure(rocAucStatistic(scores, labels));
}

/** {@link rocAuc}, for resampling. */
export function rocAucStatistic(scores: ArrayLike<number>, labels: ArrayLike<number>): Statistic {
  requireRows(scores.length, labels.length);
  const { rows, starts } = orderBy(scores);
  return {
    rows: rows.length,
    over(draws) {
      let wins = 0;
      let negatives = 0;
      let positives = 0;
      for (let group = 0; group + 1 < starts.length; group++) {
        let tiedNegatives = 0;
        let tiedPositives = 0;
        for (let i = starts[group]; i < starts[group + 1]; i++) {
          if (labels[rows[i]] > 0) tiedPositives += draws[rows[i]];
          else tiedNegatives += draws[rows[i]];
        }
        wins += tiedPositives * (negatives + tiedNegatives / 2);
        negatives += tiedNegatives;
        positives += tiedPositives;
      }
      return wins / (positives * negatives);
    },
  };
}

/**
 * The ROC curve: for each limit, the share of negatives and of positives that lie above it, from [0, 0] to [1, 1]. NaN
 * when only one class is present.
 */
export function rocCurve(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): [negatives: number, positives: number][] {
  requireRows(scores.length, labels.length);
  const { rows, starts } = orderBy(scores);
  const positives = rows.reduce((sum, row) => sum + (labels[row] > 0 ? 1 : 0), 0);
  const curve: [number, number][] = [[0, 0]];
  let found = 0;
  for (let group = starts.length - 2; group >= 0; group--) {
    for (let i = starts[group]; i < starts[group + 1]; i++) if (labels[rows[i]] > 0) found++;
    const taken = rows.length - starts[group];
    curve.push([(taken - found) / (rows.length - positives), found / positives]);
  }
  return curve;
}
