import type { ScoredRewrite } from "../../../lib/advice/rewrites";
import type { Rewrites } from "../../../workers/advice/api";
import { sayScore } from "../../phrases";

/** What a rewrite gains: "about 1.2 times, +12 points". */
export function sayGain({ gain, points }: Pick<ScoredRewrite, "gain" | "points">): string {
  const factor = gain < 1.95 ? gain.toFixed(2).replace(/0$/, "") : gain.toFixed(1);
  const size = sayScore(points);
  return `about ${factor} times, ${size === "0" ? "less than a point" : `+${size} ${size === "1" ? "point" : "points"}`}`;
}

/** What kind of change it is, and on what it depends. */
export function sayKind({ kind, to, similarity }: Pick<ScoredRewrite, "kind" | "to" | "similarity">): string {
  switch (kind) {
    case "word":
      return similarity === null ? "the same in other words" : `another word, similarity ${similarity.toFixed(2)}`;
    case "shorter":
      return "a word less";
    case "capitals":
      return "other capitals";
    case "Show HN":
      return to.startsWith("Show HN") ? "only if you made it and others can try it" : "it then leaves Show HN";
    case "year":
      return to === "" ? "this year goes without saying" : "the year in the link, if it was written then";
    case "pdf":
      return "the link is to a PDF";
  }
}

/** Why there is nothing to choose from. @param widened that the forecast is, for want of known words. */
export function sayNone({ tried, least }: Pick<Rewrites, "tried" | "least">, widened: boolean): string {
  if (widened) return "Few known words here: the model cannot tell what would help.";
  if (tried === 0) return "There is nothing in it that could be said another way and stay the same.";
  const changes = tried === 1 ? "The 1 change tried does not lift" : `None of the ${tried} changes tried lifts`;
  return `No change that the model knows lifts this title. ${changes} it by ${Math.round((least - 1) * 100)}% or more, the least that it can tell.`;
}
