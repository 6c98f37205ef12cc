import { orderBy } from "./order";
import { measure, requireRows, type Statistic } from "./statistic";

/** Bins of {@link expectedCalibrationError}. */
const BINS = 15;

/**
 * Expected calibration error over 15 bins of equal mass (Naeini et al. 2015, with adaptive bins as in Nixon et al. 2019):
 * rows sorted by predicted probability are cut into bins of (nearly) the same size; the mean, weighted by size, of
 * |mean prediction − share of positives|. Equal predictions stay in one bin. 0 is perfect.
 * @param probabilities predicted probability of the event.
 * @param labels 1 where it happened, else 0.
 */
export function expectedCalibrationError(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  return measure(calibrationStatistic(probabilities, labels));
}

/** {@link expectedCalibrationError}, for resampling. */
export function calibrationStatistic(probabilities: ArrayLike<number>, labels: ArrayLike<number>): Statistic {
  requireRows(probabilities.length, labels.length);
  const { rows, starts } = orderBy(probabilities);
  return {
    rows: rows.length,
    over(draws) {
      let total = 0;
      for (let i = 0; i < draws.length; i++) total += draws[i];
      let drawn = 0;
      let gaps = 0;
      let gap = 0;
      let bin = 1;
      for (let group = 0; group + 1 < starts.length; group++) {
        for (let i = starts[group]; i < starts[group + 1]; i++) {
          const row = rows[i];
          drawn += draws[row];
          gap += draws[row] * (probabilities[row] - labels[row]);
        }
        if (drawn * BINS < bin * total) continue;
        gaps += Math.abs(gap);
        gap = 0;
        bin = Math.floor((drawn * BINS) / total) + 1;
      }
      return gaps / total;
    },
  };
}
