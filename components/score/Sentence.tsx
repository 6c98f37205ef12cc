"use client";

import { memo, useEffect, useState } from "react";
import { atLeast } from "../../lib/buckets";
import { DEFAULT_AT_LEAST } from "../../lib/permalink";
import { likeliest, sayFrequency, sayPoints, sayReach, sayScore, sayShare } from "../phrases";
import type { Outlook } from "./outlook";

const LADDER = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10_000];
const REACH_MAX = 1_000_000;

interface Props {
  readonly outlook: Outlook;
  /** Whom it is compared with: "Hacker News", "r/programming", "all Hacker News submissions". */
  readonly others: string;
  readonly reach: number;
  readonly onReach: (score: number) => void;
}

/** The forecast in words first, in natural frequencies; the chosen N is set inside the sentence itself. */
export const Sentence = memo(function Sentence({ outlook, others, reach, onReach }: Props) {
  const { buckets, made, quantiles } = outlook;
  const frequency = sayFrequency(atLeast(buckets, reach));
  return (
    <>
      <p id="sentence" className="sentence">
        {made === null ? (
          <>
            Half of all posts here stay under <b>{sayScore(quantiles.p50)} points</b>.{" "}
          </>
        ) : (
          <>
            Most likely <b>{sayPoints(likeliest(buckets))}</b>.{" "}
          </>
        )}
        <span className="inline-block">
          <b>{frequency}</b> {made !== null && <span className="max-sm:hidden">such posts </span>}
          {sayReach(frequency)} <ReachField reach={reach} onReach={onReach} />
        </span>
      </p>
      <p id="range" className="label mt-1 flex flex-wrap gap-x-2">
        {made !== null && (
          <span>
            Expect about <b className="font-semibold text-ink">{sayScore(made.expected)}</b>
          </span>
        )}
        <span>
          8 in 10 land between{" "}
          <b className="font-semibold text-ink">
            {sayScore(quantiles.p10)} and {sayScore(quantiles.p90)}
          </b>
        </span>
        {made !== null && (
          <span>
            Ahead of <b className="font-semibold text-ink">{sayShare(made.percentile)}</b> of {others}
          </span>
        )}
      </p>
    </>
  );
});

/** N, as a number inside the sentence. Arrow keys climb a ladder of round numbers. */
function ReachField({ reach, onReach }: Pick<Props, "reach" | "onReach">) {
  const [typed, setTyped] = useState(String(reach));
  useEffect(() => setTyped(String(reach)), [reach]);
  const type = (text: string): void => {
    const digits = text.replace(/\D/g, "").slice(0, 7);
    setTyped(digits);
    const score = Number(digits);
    if (score >= 1 && score <= REACH_MAX) onReach(score);
  };
  return (
    <span className="whitespace-nowrap">
      <input
        type="text"
        inputMode="numeric"
        aria-label="Points to reach"
        title="Any number of points; arrow keys change it"
        value={typed}
        size={Math.max(2, typed.length)}
        className="reach"
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(String(reach))}
        onKeyDown={(event) => {
          if (event.key === "Escape") onReach(DEFAULT_AT_LEAST);
          if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
          event.preventDefault();
          const next = event.key === "ArrowUp" ? LADDER.find((n) => n > reach) : LADDER.findLast((n) => n < reach);
          if (next !== undefined) onReach(next);
        }}
      />
      .
    </span>
  );
}
