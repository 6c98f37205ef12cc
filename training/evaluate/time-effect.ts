import { Z95 } from "../../lib/metrics/normal";
import { LEAST_CELL, timeEffectError } from "../../lib/metrics/time-effect";
import type { Evidence } from "../../lib/release/report";
import { logScore } from "../predictor/statistics";
import { effectsOf } from "./effect";
import { expectedLogs, type Forecasts } from "./evaluate";
import { groupRows } from "./rows";

const HOURS = 3;
const CELLS_PER_DAY = 24 / HOURS;
const RESAMPLES = 200;

/** Cell of a moment: from Monday on, three hours each, in UTC. */
export function timeCellOf(postedAt: number): number {
  const time = new Date(postedAt);
  return ((time.getUTCDay() + 6) % 7) * CELLS_PER_DAY + Math.floor(time.getUTCHours() / HOURS);
}

/** {@link timeEffectError} over the cells of the week. */
export function judgeTimeEffect(
  forecasts: Forecasts,
  postedAt: ArrayLike<number>,
  seed: number,
): Evidence["timeEffect"]["error"] {
  const expected = expectedLogs(forecasts);
  return timeEffectError(
    expected.map((log, row) => logScore(forecasts.scores[row]) - log),
    Int32Array.from(postedAt, timeCellOf),
    { seed, resamples: RESAMPLES },
  );
}

/**
 * The effect of each cell of the week: observed, the mean of what a post earned beyond its forecast without the time, and
 * predicted, the mean of what knowing the time adds to the forecast; each less its mean over all posts. Natural log.
 * @param timeless forecasts of the same posts, their time not given.
 */
export function mapTimeEffect(
  forecasts: Forecasts,
  timeless: Forecasts,
  postedAt: ArrayLike<number>,
): Evidence["timeEffect"]["cells"] {
  const [predicted, observed] = effectsOf(forecasts, timeless);
  return Array.from(groupRows(predicted.length, (row) => timeCellOf(postedAt[row])))
    .filter(([, { length }]) => length >= LEAST_CELL)
    .sort(([a], [b]) => a - b)
    .map(([cell, members]) => {
      const seen = Float64Array.from(members, (row) => observed[row]);
      const value = mean(seen);
      const squares = seen.reduce((sum, one) => sum + (one - value) ** 2, 0);
      const half = Z95 * Math.sqrt(squares / (seen.length - 1) / seen.length);
      return {
        weekday: Math.floor(cell / CELLS_PER_DAY),
        hour: (cell % CELLS_PER_DAY) * HOURS,
        posts: members.length,
        predicted: mean(Float64Array.from(members, (row) => predicted[row])),
        observed: { value, low: value - half, high: value + half },
      };
    });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
