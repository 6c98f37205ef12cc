import { twoSidedP } from "./normal";
import { orderBy } from "./order";
import { requireRows } from "./statistic";

/** Two areas under the ROC curve of the same rows, compared. */
export interface RocComparison {
  /** First area less second. */
  readonly difference: number;
  readonly standardError: number;
  /** Chance of a difference at least this large if there were none; NaN where the two never differ, or with fewer than two of a class. */
  readonly p: number;
}

/**
 * Tests whether two forecasts of the same rows differ in ROC AUC (DeLong, DeLong and Clarke-Pearson 1988): each row's
 * share in an area is the part of the other class that it is on the right side of; the areas' covariance is that of the
 * shares. By ranks, in n log n (Sun and Xu 2014).
 * @param a,b higher means more likely positive.
 * @param labels 1 for positive, 0 for negative.
 */
export function compareRocAuc(a: ArrayLike<number>, b: ArrayLike<number>, labels: ArrayLike<number>): RocComparison {
  requireRows(a.length, b.length, labels.length);
  const [first, second] = [placements(a, labels), placements(b, labels)];
  const difference = mean(first.positives) - mean(second.positives);
  const variance =
    varianceOfDifference(first.positives, second.positives) + varianceOfDifference(first.negatives, second.negatives);
  const standardError = Math.sqrt(variance);
  const p = standardError > 0 ? twoSidedP(difference / standardError) : Number.NaN;
  return { difference, standardError, p };
}

/** For each positive the share of negatives below it, for each negative the share of positives above it; ties count half. */
function placements(scores: ArrayLike<number>, labels: ArrayLike<number>) {
  const { rows, starts } = orderBy(scores);
  const count = rows.reduce((sum, row) => sum + (labels[row] > 0 ? 1 : 0), 0);
  const shares = new Float64Array(rows.length);
  let below = { positives: 0, negatives: 0 };
  for (let group = 0; group + 1 < starts.length; group++) {
    const tied = rows.subarray(starts[group], starts[group + 1]);
    const positives = tied.reduce((sum, row) => sum + (labels[row] > 0 ? 1 : 0), 0);
    const negatives = tied.length - positives;
    for (const row of tied) {
      shares[row] =
        labels[row] > 0
          ? (below.negatives + negatives / 2) / (rows.length - count)
          : 1 - (below.positives + positives / 2) / count;
    }
    below = { positives: below.positives + positives, negatives: below.negatives + negatives };
  }
  return {
    positives: shares.filter((_, row) => labels[row] > 0),
    negatives: shares.filter((_, row) => labels[row] <= 0),
  };
}

/** Variance of the mean of `a − b`. */
function varianceOfDifference(a: Float64Array, b: Float64Array): number {
  const differences = a.map((value, i) => value - b[i]);
  const centre = mean(differences);
  const squares = differences.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return squares / (differences.length - 1) / differences.length;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
