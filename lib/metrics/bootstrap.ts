import { createRandom } from "../random";
import { measure, type Statistic } from "./statistic";

/** A metric with its 95 % interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What 95 % leaves on each side. */
const TAIL = 0.025;

/**
 * Bootstrap 95 % intervals (Efron 1979, percentile method) of several metrics of the same rows: rows are drawn with
 * replacement, as many as there are, and every metric sees the same draws. The percentiles are centred on the value,
 * since copies of a row push some metrics one way (calibration error grows, ranks tie). Deterministic in `seed`.
 * A metric that cannot be computed (one class only) has NaN throughout; resamples where that happens are left out.
 * @throws RangeError when the metrics are of different numbers of rows.
 */
export function bootstrap<Name extends string>(
  statistics: Readonly<Record<Name, Statistic>>,
  options: { readonly resamples: number; readonly seed: number },
): Record<Name, Interval> {
  const names = Object.keys(statistics) as Name[];
  const rows = statistics[names[0]].rows;
  if (names.some((name) => statistics[name].rows !== rows)) throw new RangeError("metrics of different rows");

  const values = names.map(() => new Float64Array(options.resamples));
  const draws = new Uint16Array(rows);
  const random = createRandom(options.seed);
  for (let sample = 0; sample < options.resamples; sample++) {
    draws.fill(0);
    for (let i = 0; i < rows; i++) draws[Math.floor(random() * rows)]++;
    names.forEach((name, i) => {
      values[i][sample] = statistics[name].over(draws);
    });
  }
  return Object.fromEntries(
    names.map((name, i) => [name, centre(measure(statistics[name]), values[i].filter(Number.isFinite).sort())]),
  ) as Record<Name, Interval>;
}

function centre(value: number, resampled: Float64Array): Interval {
  if (Number.isNaN(value) || resampled.length === 0) return { value, low: value, high: value };
  const shift = value - resampled.reduce((sum, one) => sum + one, 0) / resampled.length;
  return { value, low: percentile(resampled, TAIL) + shift, high: percentile(resampled, 1 - TAIL) + shift };
}

/** Linear interpolation between the neighbours in sorted values. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
