import { useMemo } from "react";
import { useClock } from "../../useClock";
import { hourAt, weekHours } from "./hours";

/** Hours begin on a quarter of an hour everywhere. */
const QUARTER = 900_000;

export interface Week {
  /** When each hour comes next, by its place. */
  readonly times: readonly number[];
  /** Place of the present hour. */
  readonly present: number;
}

/** The week to come on the reader's clock; null until the page lives. */
export function useWeek(): Week | null {
  const quarter = useClock(QUARTER);
  return useMemo(() => {
    if (quarter === null) return null;
    const now = quarter * QUARTER;
    return { times: weekHours(now), present: hourAt(now) };
  }, [quarter]);
}
