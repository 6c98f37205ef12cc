import type { HourAdvice } from "../../../lib/advice/hours";
import { sayFactor, sayScore } from "../../phrases";
import { sayHour } from "./hours";

/** Below this ratio one hour is not worth naming over another. */
const HARDLY = 1.05;

/** "about 48 points, ×1.12 of the median hour" */
export function sayStanding(score: number, median: number): string {
  const points = sayScore(score);
  return `about ${points} ${points === "1" ? "point" : "points"}, ${sayFactor(score / median)} of the median hour`;
}

/**
 * The best hours in words, beside the chosen one, or beside the median hour where none is chosen.
 * @param name what the chosen one is called: "this hour".
 */
export function sayBest(
  { best, median, telling }: HourAdvice,
  scores: readonly number[],
  chosen: number | null,
  name: string,
): string {
  const [first, second, third] = best.map(sayHour);
  const named = `${telling === false ? "Best, if any" : "Best"}: ${first}, ${second} and ${third}`;
  if (chosen !== null && best.includes(chosen)) return `${named}; ${name} is among them.`;
  const other = chosen === null ? "the median hour" : name;
  const ratio = scores[best[0]] / (chosen === null ? median : scores[chosen]);
  return ratio < HARDLY
    ? `${named}: hardly better than ${other}.`
    : `${named}: about ${ratio.toFixed(1)} times ${other}.`;
}

/** How far apart the hours lie, and whether the model can tell. @param error as the advice was given it. */
export function saySpread({ spread, telling }: HourAdvice, error: number | null): string {
  const apart = `Good hours lie about ${sayExcess(spread)} above bad ones`;
  if (error === null || telling === null) return `${apart}; how far that is off was not measured.`;
  return telling
    ? `${apart}, give or take ${sayExcess(error)}.`
    : `${apart}, and the model is off by about ${sayExcess(error)} at any hour: they differ by less than it can tell.`;
}

/** What a difference of logarithms is as a percentage; never nothing. */
function sayExcess(logarithm: number): string {
  return `${Math.max(1, Math.round(Math.expm1(logarithm) * 100))}%`;
}
