import { atLeast, type Bucket, quantile } from "../../lib/buckets";
import type { Forecast } from "../../lib/forecast";
import type { Progress } from "../../workers/engine/api";
import { likeliest, sayBytes, sayFrequency, sayNumber, sayPoints, sayReach } from "../phrases";

/** What the sentence and the ribbon show: a title's forecast, or the community's own distribution while none is typed. */
export interface Outlook {
  readonly buckets: readonly Bucket[];
  /** The community's own distribution. */
  readonly usual: readonly Bucket[];
  readonly made: { readonly expected: number; readonly percentile: number } | null;
  readonly quantiles: Forecast["quantiles"];
}

/** @param usual how real posts of the community spread; null while that is not known. */
export function toOutlook(forecast: Forecast | null, usual: readonly Bucket[] | null): Outlook | null {
  if (forecast !== null) return { ...forecast, made: forecast };
  if (usual === null) return null;
  const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => quantile(usual, share));
  return { buckets: usual, usual, made: null, quantiles: { p10, p50, p90 } };
}

/**
 * The line under the sentence: bytes on their way, or why this forecast is less than it could be.
 * @param stranger a subreddit that the model has never seen.
 */
export function noteOn(
  progress: Progress | null,
  ready: boolean,
  forecast: Forecast | null,
  stranger: string | null,
): string {
  if (!ready) {
    if (progress === null || progress.total === 0) return "Fetching the model. You can type already.";
    return `Fetching the model: ${sayBytes(progress.loaded)} of ${sayBytes(progress.total)}. You can type already.`;
  }
  if (forecast?.widened) {
    return "Few known words here, or not English: this forecast is wider than usual.";
  }
  return stranger === null
    ? ""
    : `The model has never seen r/${stranger}, so this is the forecast for Reddit at large.`;
}

/** The forecast for a screen reader. */
export function announce(forecast: Forecast, reach: number): string {
  const wide = forecast.widened ? " Wider than usual: few of its words are known." : "";
  const frequency = sayFrequency(atLeast(forecast.buckets, reach));
  return `Most likely ${sayPoints(likeliest(forecast.buckets))}. ${frequency} ${sayReach(frequency)} ${sayNumber(reach)}.${wide}`;
}
