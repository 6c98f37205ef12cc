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

/** Rows of about the same predicted probability. */
export interface ReliabilityBin {
  readonly rows: number;
  /** Mean predicted probability. */
  readonly predicted: number;
  /** Share of positives. */
  readonly observed: number;
}

/** The bins of {@link expectedCalibrationError}, ascending: the points of a reliability diagram. */
export function reliabilityBins(probabilities: ArrayLike<number>, labels: ArrayLike<number>): ReliabilityBin[] {
  requireRows(probabilities.length, labels.length);
  const { rows, starts } = orderBy(probabilities);
  const bins: ReliabilityBin[] = [];
  let from = 0;
  for (let group = 1; group < starts.length; group++) {
    const to = starts[group];
    if (to * BINS < (Math.floor((from * BINS) / rows.length) + 1) * rows.length) continue;
    let predicted = 0;
    let observed = 0;
    for (let i = from; i < to; i++) {
      predicted += probabilities[rows[i]];
      observed += labels[rows[i]];
    }
    bins.push({ rows: to - from, predicted: predicted / (to - from), observed: observed / (to - from) });
    from = to;
  }
  return bins;
}
