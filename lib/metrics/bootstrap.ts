import { createRandom } from "../random";
import { measure, type Statistic } from "./statistic";

/** A metric with its 95 % interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A metric of a sample, and of resamples of it. */
export interface Sampled {
  readonly value: number;
  readonly resampled: Float64Array;
}

/** What 95 % leaves on each side. */
const TAIL = 0.025;

/** {@link resample}, as intervals. */
export function bootstrap<Name extends string>(
  statistics: Readonly<Record<Name, Statistic>>,
  options: ResampleOptions,
): Record<Name, Interval> {
  const sampled = Object.entries<Sampled>(resample(statistics, options));
  return Object.fromEntries(sampled.map(([name, metric]) => [name, toInterval(metric)])) as Record<Name, Interval>;
}

export interface ResampleOptions {
  readonly resamples: number;
  readonly seed: number;
}

/**
 * The bootstrap (Efron 1979) of several metrics of the same rows: rows are drawn with replacement, as many as there are,
 * and every metric sees the same draws. Deterministic in `seed`: metrics of as many rows that are resampled apart, with
 * the same seed, see the same draws too. A metric that cannot be computed (one class only) is NaN.
 * @throws RangeError when the metrics are of different numbers of rows.
 */
export function resample<Name extends string>(
  statistics: Readonly<Record<Name, Statistic>>,
  options: ResampleOptions,
): Record<Name, Sampled> {
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
    names.map((name, i) => [name, { value: measure(statistics[name]), resampled: values[i] }]),
  ) as Record<Name, Sampled>;
}

/**
 * Percentile interval of 95 %, centred on the value, since copies of a row push some metrics one way (calibration error
 * grows, ranks tie). Resamples in which the metric could not be computed are left out.
 */
export function toInterval({ value, resampled }: Sampled): Interval {
  const sorted = resampled.filter(Number.isFinite).sort();
  if (Number.isNaN(value) || sorted.length === 0) return { value, low: value, high: value };
  const shift = value - sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
  return { value, low: percentile(sorted, TAIL) + shift, high: percentile(sorted, 1 - TAIL) + shift };
}

/**
 * One metric less another of the same rows, in pairs: where both saw the same draws, what makes a sample easy for both
 * cancels, and small differences show.
 * @throws RangeError when they were not resampled alike.
 */
export function difference(a: Sampled, b: Sampled): Sampled {
  if (a.resampled.length !== b.resampled.length) throw new RangeError("metrics of different resamples");
  return { value: a.value - b.value, resampled: a.resampled.map((value, i) => value - b.resampled[i]) };
}

/** Linear interpolation between the neighbours in sorted values. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
