"use client";

import type { PostingTime } from "../../lib/permalink";
import { Disclosure } from "../Disclosure";
import { sayMoment } from "../phrases";
import { useClock } from "../useClock";
import { Choice } from "./Choice";

const MINUTE = 60_000;

/** When it is posted: now, at a chosen moment of the reader's own clock, or any time. */
export function TimeControl({
  time,
  onContext,
}: {
  readonly time: PostingTime;
  readonly onContext: (change: { time: PostingTime }) => void;
}) {
  const minute = useClock(MINUTE);
  const now = minute === null ? "now" : `now, ${sayMoment(minute * MINUTE)}`;
  const value = time === "any" ? "any time" : time === "now" ? now : sayMoment(time);
  return (
    <Disclosure name="Time of posting" value={`${value}${time === "any" ? "" : " your time"}`}>
      <Choice name="time" label="Now" checked={time === "now"} onCheck={() => onContext({ time: "now" })} />
      <Choice name="time" label="Any time" checked={time === "any"} onCheck={() => onContext({ time: "any" })} />
      <label className="mt-1 block">
        <span className="label block">Or at, in {Intl.DateTimeFormat().resolvedOptions().timeZone}</span>
        <input
          type="datetime-local"
          className="field"
          min="1970-01-01T00:00"
          max="2099-12-31T23:59"
          defaultValue={toLocal(typeof time === "number" ? time : Date.now())}
          onChange={(event) => {
            const chosen = new Date(event.target.value).getTime();
            if (event.target.validity.valid && Number.isFinite(chosen)) onContext({ time: chosen });
          }}
        />
      </label>
    </Disclosure>
  );
}

/** A moment as `datetime-local` wants it: the reader's own clock, no zone. */
function toLocal(time: number): string {
  const date = new Date(time);
  return new Date(time - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
