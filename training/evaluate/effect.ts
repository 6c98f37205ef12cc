import { logScore } from "../predictor/statistics";
import { expectedLogs, type Forecasts } from "./evaluate";

/**
 * What knowing an input does to each post, in natural-log units: predicted, by how much it moves the forecast; and
 * observed, how far the score lies from the forecast without it. Each less its mean over all posts.
 * @param blind forecasts of the same posts, the input not given.
 */
export function effectsOf(forecasts: Forecasts, blind: Forecasts): [predicted: Float64Array, observed: Float64Array] {
  const without = expectedLogs(blind);
  return [
    centre(expectedLogs(forecasts).map((log, row) => log - without[row])),
    centre(without.map((log, row) => logScore(forecasts.scores[row]) - log)),
  ];
}

function centre(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
