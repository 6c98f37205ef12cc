import { orderBy } from "./order";
import { measure, requireRows, type Statistic } from "./statistic";

/**
 * Lift of the top share: how many times more frequent positives are among the `share` of rows with the highest scores
 * than among all. Rows tied at the border count in proportion. NaN without positives.
 * @param labels 1 for positive, 0 for negative.
 * @param share above 0, up to 1.
 */
export function topLift(scores: ArrayLike<number>, labels: ArrayLike<number>, share: number): number {
  return measure(topLiftStatistic(scores, labels, share));
}

/** {@link topLift}, for resampling. */
export function topLiftStatistic(scores: ArrayLike<number>, labels: ArrayLike<number>, share: number): Statistic {
  requireRows(scores.length, labels.length);
  const { rows, starts } = orderBy(scores);
  return {
    rows: rows.length,
    over(draws) {
      let drawn = 0;
      let positives = 0;
      for (let i = 0; i < draws.length; i++) {
        drawn += draws[i];
        if (labels[i] > 0) positives += draws[i];
      }
      const wanted = share * drawn;
      let taken = 0;
      let found = 0;
      for (let group = starts.length - 2; group >= 0 && taken < wanted; group--) {
        let tied = 0;
        let tiedPositives = 0;
        for (let i = starts[group]; i < starts[group + 1]; i++) {
          tied += draws[rows[i]];
          if (labels[rows[i]] > 0) tiedPositives += draws[rows[i]];
        }
        if (tied === 0) continue;
        const part = Math.min(1, (wanted - taken) / tied);
        taken += part * tied;
        found += part * tiedPositives;
      }
      return found / taken / (positives / drawn);
    },
  };
}
