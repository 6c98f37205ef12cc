import { atLeast } from "../../lib/buckets";
import type { Forecast } from "../../lib/forecast";
import { formatTable } from "../console/output";
import { formatCount } from "../console/progress";

const BAR_WIDTH = 30;

/** A forecast as a few lines of text. */
export function describeForecast(forecast: Forecast, caveats: readonly string[]): string {
  const { buckets, expected, quantiles, tokens } = forecast;
  const most = Math.max(...buckets.map(({ probability }) => probability));
  const bars = buckets.map(({ from, to, probability }) => [
    to === null ? `${formatCount(from)} and more` : `${formatCount(from)}–${formatCount(to)}`,
    formatShare(probability),
    "█".repeat(Math.round((BAR_WIDTH * probability) / most)).padEnd(BAR_WIDTH),
  ]);
  const effects = tokens.map(({ text, known, effect }) =>
    known ? `${text} ×${effect.toFixed(2)}` : `${text} (unknown)`,
  );
  return [
    forecast.title,
    "",
    `expected score ${formatScore(expected)}; in 8 of 10 cases between ${formatScore(quantiles.p10)} and ${formatScore(quantiles.p90)}`,
    [10, 100, 1000].map((mark) => `at least ${formatCount(mark)}: ${formatShare(atLeast(buckets, mark))}`).join(", "),
    `above ${formatShare(forecast.percentile)} of such posts`,
    "",
    formatTable(bars),
    "",
    `words: ${effects.join(", ") || "none"}`,
    ...(forecast.widened
      ? ["few of these words are known, or they are not English: the forecast is wider for it"]
      : []),
    `${forecast.predictor} of release ${forecast.release}`,
    ...caveats,
  ].join("\n");
}

function formatScore(score: number): string {
  return formatCount(Math.round(score));
}

function formatShare(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
