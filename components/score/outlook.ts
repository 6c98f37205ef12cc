import { atLeast, type Bucket, toDistribution } from "../../lib/buckets";
import type { Forecast } from "../../lib/forecast";
import type { NoticeChance, NoticeModel } from "../../lib/predictor/notice";
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
  const { buckets, quantiles } = toDistribution(usual);
  return { buckets, usual, made: null, quantiles };
}

/**
 * The line under the sentence: bytes on their way, or why this forecast is less than it could be.
 * @param stranger a subreddit that the model has never seen.
 * @param sample where the chance of being noticed comes from, if the forecast is of any submission.
 */
export function noteOn(
  progress: Progress | null,
  ready: boolean,
  forecast: Forecast | null,
  stranger: string | null,
  sample: NoticeModel | undefined,
): string {
  if (!ready) {
    if (progress === null || progress.total === 0) return "Fetching the model. You can type already.";
    return `Fetching the model: ${sayBytes(progress.loaded)} of ${sayBytes(progress.total)}. You can type already.`;
  }
  if (forecast?.widened) {
    return "Few known words here, or not English: this forecast is wider than usual.";
  }
  if (stranger !== null) {
    return `The model has never seen r/${stranger}, so this is the forecast for Reddit at large.`;
  }
  const notice = forecast?.submission?.notice;
  return sample === undefined || notice === undefined ? "" : sayNotice(notice, sample);
}

/** How often such a submission is noticed, and how little that is known from. */
function sayNotice({ chance, low, high }: NoticeChance, { stories, from }: NoticeModel): string {
  const range = `${Math.round(low * 100)} to ${Math.round(high * 100)} in 100`;
  const when = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" }).format(Date.parse(from));
  return (
    `${sayFrequency(chance)} like it ${chance < 0.0915 || Math.round(chance * 10) === 1 ? "is" : "are"} noticed at all: ${range}, by a sample of ${sayNumber(stories)} stories of ${when}. ` +
    "Effects and hours below are of those that are noticed."
  );
}

/** The forecast for a screen reader. */
export function announce({ buckets, widened }: Pick<Forecast, "buckets" | "widened">, reach: number): string {
  const wide = widened ? " Wider than usual: few of its words are known." : "";
  const frequency = sayFrequency(atLeast(buckets, reach));
  return `Most likely ${sayPoints(likeliest(buckets))}. ${frequency} ${sayReach(frequency)} ${sayNumber(reach)}.${wide}`;
}
