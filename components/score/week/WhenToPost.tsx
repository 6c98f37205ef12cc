"use client";

import { memo, useCallback, useEffect, useMemo, useState } from "react";
import { adviseHours } from "../../../lib/advice/hours";
import type { PostingTime } from "../../../lib/permalink";
import { useAfterPaint } from "../../useAfterPaint";
import { EffectScale } from "../EffectScale";
import { firstWeekday, hourAt, sayHour } from "./hours";
import type { Week } from "./useWeek";
import { CELL_TINT, WeekGrid } from "./WeekGrid";
import { sayBest, saySpread, sayStanding } from "./words";

/** Factors at which the tint may be full: the smallest that holds every hour, so that small differences look small. */
const FULL = [1.25, 1.5, 2, 3, 5, 10];
const NONE: readonly number[] = [];

interface Props {
  /** Null until the page lives. */
  readonly week: Week | null;
  /** Expected score at each of its times; empty while no forecast tells. */
  readonly scores: readonly number[];
  readonly time: PostingTime;
  /** How far the predicted effect of an hour lies from the observed one, in natural-log units; null where not measured. */
  readonly error: number | null;
  readonly onTime: (time: PostingTime) => void;
}

/** The week to come, each hour tinted by what the forecast would be then. A cell sets the time. */
export const WhenToPost = memo(function WhenToPost({ week, scores, time, error, onTime }: Props) {
  // The sentence comes first.
  const settled = useAfterPaint(scores);
  const advice = useMemo(() => (settled.length === 0 ? null : adviseHours(settled, error)), [settled, error]);
  const [pointed, setPointed] = useState<number | null>(null);
  const chosen = time === "any" ? null : time === "now" ? (week?.present ?? null) : hourAt(time);
  const choose = useCallback(
    (place: number) => {
      if (week !== null) onTime(place === week.present ? "now" : week.times[place]);
    },
    [week, onTime],
  );
  const told = pointed ?? chosen;
  const full = advice === null ? FULL[0] : fullFor(settled, advice.median);

  return (
    <section aria-labelledby="when" className="min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-2">
        <h2 id="when" className="caps text-soft">
          When to post
        </h2>
        <p className="label">
          {week !== null && Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ")}
        </p>
      </div>
      <p className="label mt-1 min-h-[2.5rem] text-ink sm:min-h-[1.25rem]">
        {advice !== null && told !== null && (
          <>
            <b className="font-semibold">{sayHour(told)}</b>
            {told === chosen && (time === "now" ? ", now" : ", chosen")}: {sayStanding(settled[told], advice.median)}
          </>
        )}
      </p>
      <WeekGrid
        scores={advice === null ? null : settled}
        median={advice?.median ?? 1}
        best={advice?.best ?? NONE}
        chosen={chosen}
        full={full}
        firstDay={useFirstDay()}
        onPoint={setPointed}
        onChoose={choose}
      />
      <div className="mt-1 flex flex-wrap gap-x-3">
        <EffectScale low="worse" high="better" full={full} tint={CELL_TINT} />
        <p className="label">Dot: best three. Frame: chosen.</p>
      </div>
      <div className="label mt-1 min-h-[6.25rem] max-w-[68ch] sm:min-h-[3.75rem]">
        {advice !== null && (
          <>
            <p className="text-ink">
              {sayBest(advice, settled, chosen, time === "now" ? "this hour" : "the chosen hour")}
            </p>
            <p>{saySpread(advice, error)} Who posts when is mixed into it: moving one post may not move its score.</p>
          </>
        )}
      </div>
    </section>
  );
});

function fullFor(scores: readonly number[], median: number): number {
  const farthest = Math.max(...scores.map((score) => Math.max(score / median, median / score)));
  return FULL.find((factor) => factor >= farthest) ?? FULL[FULL.length - 1];
}

/** Monday until the page lives, so that the export suits everyone. */
function useFirstDay(): number {
  const [day, setDay] = useState(0);
  useEffect(() => setDay(firstWeekday(navigator.language)), []);
  return day;
}
