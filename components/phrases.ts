import type { Bucket } from "../lib/buckets";

/** Numbers as sentences say them: rounded to what a forecast can bear, never more exact than it is. */

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A score to two significant digits: 41, 410, 1,200. Below ten, the nearest whole point. */
export function sayScore(score: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(score, 1))) - 1);
  return whole.format(Math.round(score / unit) * unit);
}

/** An exact number: 1,000. */
export function sayNumber(count: number): string {
  return whole.format(count);
}

/** The scores of a bucket: "32–99 points", "1 point", "1,000 points or more". */
export function sayPoints({ from, to }: Bucket): string {
  if (to === null) return `${whole.format(from)} points or more`;
  const range = from === to ? whole.format(from) : `${whole.format(from)}–${whole.format(to)}`;
  return `${range} ${to === 1 ? "point" : "points"}`;
}

/** The bucket that the forecast favours. */
export function likeliest(buckets: readonly Bucket[]): Bucket {
  return buckets.reduce((best, bucket) => (bucket.probability > best.probability ? bucket : best));
}

const RARE = [12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500];

/** A probability as a natural frequency, which people read more truly than a percentage (Gigerenzer and Hoffrage 1995). */
export function sayFrequency(probability: number): string {
  if (probability >= 0.985) return "Nearly all";
  if (probability >= 0.925) return "About 19 in 20";
  if (probability >= 0.0915) return `About ${Math.min(9, Math.round(probability * 10))} in 10`;
  const last = RARE[RARE.length - 1];
  if (probability < 1 / (last * 1.3)) return `Fewer than 1 in ${last}`;
  const distance = (n: number): number => Math.abs(Math.log(n * probability));
  return `About 1 in ${RARE.reduce((best, n) => (distance(n) < distance(best) ? n : best))}`;
}

/** The verb that such a frequency takes: "3 in 10 reach", "1 in 10 reaches". */
export function sayReach(frequency: string): string {
  return frequency.includes(" 1 in ") ? "reaches" : "reach";
}

/** A share as a percentage; a small one is never called nothing, nor a large one all. */
export function sayShare(share: number): string {
  if (share > 0 && share < 0.005) return "under 1%";
  if (share < 1 && share > 0.995) return "over 99%";
  return `${Math.round(share * 100)}%`;
}

/** What a word does to the expected score: "+40%", "−12%"; empty when it hardly matters. */
export function sayEffect(effect: number): string {
  if (effect >= 1.95) return `×${effect.toFixed(1)}`;
  const percent = Math.round((effect - 1) * 100);
  if (Math.abs(percent) < 3) return "";
  return percent > 0 ? `+${percent}%` : `−${-percent}%`;
}

const factor = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** A ratio of expected scores: "×1.34", "×0.5". */
export function sayFactor(ratio: number): string {
  return `×${factor.format(ratio)}`;
}

/** A difference of expected scores: "about 12 points more", "about 1 point fewer", "less than a point more". */
export function sayDifference(points: number): string {
  const size = sayScore(Math.abs(points));
  const direction = points < 0 ? "fewer" : "more";
  return size === "0"
    ? `less than a point ${direction}`
    : `about ${size} ${size === "1" ? "point" : "points"} ${direction}`;
}

/** Bytes in the decimal units that people know from their network. */
export function sayBytes(bytes: number): string {
  if (bytes < 999_500) return `${Math.max(bytes > 0 ? 1 : 0, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Milliseconds: "3 ms", and "under 1 ms". */
export function sayDuration(milliseconds: number): string {
  return milliseconds < 1 ? "under 1 ms" : `${Math.round(milliseconds)} ms`;
}

/** A moment in the reader's own zone and a neutral order: "Fri 6 Nov, 9:00". */
export function sayMoment(time: number): string {
  const part = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat("en-GB", options).format(time);
  return `${part({ weekday: "short", day: "numeric", month: "short" }).replace(",", "")}, ${part({ hour: "numeric", minute: "2-digit" })}`;
}

/** The name of a community as readers write it. */
export function sayCommunity(label: string, community: string | null): string {
  return community === null ? label : `r/${community}`;
}
