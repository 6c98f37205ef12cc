"use client";

import type { Odds } from "../../lib/permalink";
import { Disclosure } from "../Disclosure";
import { Choice } from "./Choice";

/** Whether the forecast is of stories that are noticed, as those that it learnt from were, or of any submission. */
export function OddsControl({
  odds,
  onContext,
}: {
  readonly odds: Odds;
  readonly onContext: (change: { odds: Odds }) => void;
}) {
  return (
    <Disclosure name="Forecast for" value={odds === "any" ? "any submission" : "if it is noticed"}>
      <Choice
        name="odds"
        label="If it is noticed: two comments or more"
        checked={odds === "noticed"}
        onCheck={() => onContext({ odds: "noticed" })}
      />
      <Choice
        name="odds"
        label="Any submission, noticed or not"
        checked={odds === "any"}
        onCheck={() => onContext({ odds: "any" })}
      />
    </Disclosure>
  );
}
