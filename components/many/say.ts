import type { Bucket } from "../../lib/buckets";
import { cleanText } from "../../lib/permalink";
import type { ListView, OpenedList, ScoredList } from "../../workers/many/api";
import { sayFrequency, sayNumber, sayPoints, sayScore } from "../phrases";
import type { Source } from "./deskState";

const NAME_MAX = 80;

/** What a list is called, as far as it fits a line or two. */
export function sayName({ name }: Source): string {
  return cleanText(name ?? "", NAME_MAX) || "The pasted list";
}

export function sayRows(count: number): string {
  return count === 1 ? "1 row" : `${sayNumber(count)} rows`;
}

export function sayTitles(count: number): string {
  return count === 1 ? "1 title" : `${sayNumber(count)} titles`;
}

/** The rows that are shown: "all 12 titles", "these 3 titles", "this title". */
export function sayShown({ count, scored }: Pick<ListView, "count" | "scored">): string {
  if (count === 1) return "this title";
  return `${count === scored ? "all" : "these"} ${sayTitles(count)}`;
}

/** A column's name, or its place where it has none. */
export function sayColumn(names: readonly string[], column: number): string {
  return names[column] || `Column ${column + 1}`;
}

/** What a reader should know of how a list was read; empty when there is nothing. */
export function sayReading({ isCut, rows, encoding }: OpenedList): string {
  return [
    isCut &&
      `It holds more than is scored at once: these are its first ${sayNumber(rows)} rows. Split it for the rest.`,
    encoding !== "utf-8" && "It is in UTF-16, and was read as such.",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The scores of a bucket in little room: "32–99", "1,000+". */
export function sayRange(bucket: Bucket): string {
  return bucket.to === null ? `${sayNumber(bucket.from)}+` : sayPoints(bucket).replace(/ points?$/, "");
}

/** How the forecasts spread; null where there are none. */
export function saySpread({ quartiles, aboveMedian }: ScoredList, community: string): string | null {
  if (quartiles === null) return null;
  const [low, , high] = quartiles.map(sayScore);
  const middle = low === high ? `at about ${low} points` : `between ${low} and ${high} points`;
  const frequency = sayFrequency(aboveMedian);
  const verb = frequency.includes(" 1 in ") ? "beats" : "beat";
  return `Half of them are expected ${middle}. ${frequency} ${verb} the middle of real ${community} posts.`;
}
