import type { ForecastInput } from "../../../lib/forecast";
import type { ScoreState } from "../../../lib/permalink";
import { SELF, siteOf } from "../../../lib/post";
import { sayMoment } from "../../phrases";

type Given = Pick<ScoreState, "community" | "site" | "author" | "time">;

/** An input as the page writes what was given for it. */
export function sayInput(input: ForecastInput, { community, site, author, time }: Given): string {
  const host = siteOf(site);
  return {
    community: `r/${community}`,
    site: host === SELF ? "text post" : (host ?? site),
    author: `by ${author.trim()}`,
    time: typeof time === "number" ? sayMoment(time) : "posted now",
  }[input];
}
