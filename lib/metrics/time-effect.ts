import { bootstrap, type Interval, type ResampleOptions } from "./bootstrap";
import type { Statistic } from "./statistic";

/** Cells of fewer rows say too little. */
export const LEAST_CELL = 20;

/**
 * How far the predicted effect of the posting time lies from the observed one: a typical cell's error, in natural-log units.
 *
 * With y the log score, m what is expected of it with everything given and m₀ without the time, the observed effect of a
 * cell is the mean of r = y − m₀ there, the predicted one the mean of t = m − m₀, each less its mean over all rows. Their
 * difference d is then the cell's mean of y − m less that of all rows: m₀ drops out. Chance alone makes d² as large as
 * its sampling variance, so
 *
 *     error² = mean over cells of (d² − v),   v = s²/n − 2 s²/N + Σ n_k s_k² / N²
 *
 * with s² the variance of y − m within the cell, n its rows, and N all rows: Var(ē_c − ē) of independent rows. Below zero, the
 * error is zero: no more than chance. Each cell counts the same, as it does to who looks at a map of them; cells of fewer
 * than {@link LEAST_CELL} rows are left out.
 * @param residuals y − m of each row.
 * @param cells cell of each row, from 0.
 * @returns null where fewer than two cells have enough rows.
 */
export function timeEffectError(
  residuals: ArrayLike<number>,
  cells: ArrayLike<number>,
  options: ResampleOptions,
): Interval | null {
  const statistic = squaredCellError(residuals, cells);
  if (statistic === null) return null;
  const { value, low, high } = bootstrap({ squared: statistic }, options).squared;
  const root = (square: number) => Math.sqrt(Math.max(0, square));
  return { value: root(value), low: root(low), high: root(high) };
}

/** Error² of {@link timeEffectError}, which may be below zero: its mean over samples is the truth. Null as there. */
export function squaredCellError(residuals: ArrayLike<number>, cells: ArrayLike<number>): Statistic | null {
  const sizes: number[] = [];
  for (let i = 0; i < cells.length; i++) sizes[cells[i]] = (sizes[cells[i]] ?? 0) + 1;
  const kept = sizes.map((size) => size >= LEAST_CELL);
  if (kept.filter(Boolean).length < 2) return null;
  return {
    rows: residuals.length,
    over(draws) {
      const rows = new Float64Array(sizes.length);
      const sums = new Float64Array(sizes.length);
      const squares = new Float64Array(sizes.length);
      for (let i = 0; i < draws.length; i++) {
        const cell = cells[i];
        rows[cell] += draws[i];
        sums[cell] += draws[i] * residuals[i];
        squares[cell] += draws[i] * residuals[i] ** 2;
      }
      const usable = Array.from(kept.keys()).filter((cell) => kept[cell] && rows[cell] > 1);
      const total = usable.reduce((sum, cell) => sum + rows[cell], 0);
      const mean = usable.reduce((sum, cell) => sum + sums[cell], 0) / total;
      const variances = rows.map((n, cell) => (squares[cell] - sums[cell] ** 2 / n) / (n - 1));
      const shared = usable.reduce((sum, cell) => sum + rows[cell] * variances[cell], 0) / total ** 2;
      const errors = usable.map((cell) => {
        const sampling = variances[cell] * (1 / rows[cell] - 2 / total) + shared;
        return (sums[cell] / rows[cell] - mean) ** 2 - sampling;
      });
      return errors.reduce((sum, error) => sum + error, 0) / errors.length;
    },
  };
}
