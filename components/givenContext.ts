import type { PostingTime, ScoreState } from "../lib/permalink";
import { siteOf } from "../lib/post";
import type { VersionsRequest } from "../workers/engine/api";

const MINUTE = 60_000;

export type Context = Pick<ScoreState, "predictor" | "community" | "site" | "author" | "time">;

/**
 * What the engine is told of a post beside its title. What the predictor does not take is not given to it.
 * @param inputs that the predictor takes.
 * @param minute now, in whole minutes since the epoch; null while that is not known.
 */
export function givenContext(
  { predictor, community, site, author, time }: Context,
  inputs: readonly string[],
  minute: number | null,
): Omit<VersionsRequest, "titles"> {
  return {
    predictor,
    community: inputs.includes("community") ? community : null,
    site: inputs.includes("site") ? siteOf(site) : null,
    author: inputs.includes("author") ? author.trim() || null : null,
    postedAt: inputs.includes("time") ? momentOf(time, minute) : null,
  };
}

function momentOf(time: PostingTime, minute: number | null): number | null {
  if (time === "any") return null;
  if (time !== "now") return time;
  return minute === null ? null : minute * MINUTE;
}
