import { useCallback, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { Forecast } from "../lib/forecast";
import type { ScoreState } from "../lib/permalink";
import { siteOf } from "../lib/post";
import { type Failure, toFailure } from "./failures";
import type { EngineView } from "./useEngine";

const MINUTE = 60_000;

export interface Answer {
  /** Of the latest title that has been answered; null before the first. */
  readonly forecast: Forecast | null;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** Asks for a forecast at every change, with no delay: the engine drops what is overtaken. */
export function useForecast({ engine, ready }: EngineView, state: ScoreState): Answer {
  const [forecast, setForecast] = useState<Forecast | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { title, predictor, community, site, author, time } = state;
  const clock = useClock(time === "now");

  // A layout effect runs within the key's own event: the worker has the title before the page is painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks again
  useLayoutEffect(() => {
    if (engine === null || !ready) return;
    let current = true;
    const postedAt = time === "any" ? null : time === "now" ? clock * MINUTE : time;
    engine
      .forecast({ predictor, title, community, site: siteOf(site), author: author.trim() || null, postedAt, times: [] })
      .then((answer) => {
        if (answer === null) return;
        // Painted in this frame rather than when React next finds time.
        flushSync(() => {
          setForecast(answer);
          setFailure(null);
        });
      })
      .catch((error) => current && setFailure(toFailure(error)));
    return () => {
      current = false;
    };
  }, [engine, ready, title, predictor, community, site, author, time, clock, attempt]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { forecast, failure, retry };
}

/** Minutes since the epoch, following the clock while `running`. */
function useClock(running: boolean): number {
  const [minute, setMinute] = useState(() => Math.floor(Date.now() / MINUTE));
  useLayoutEffect(() => {
    if (!running) return;
    const tick = (): void => setMinute(Math.floor(Date.now() / MINUTE));
    tick();
    const timer = setInterval(tick, MINUTE / 4);
    return () => clearInterval(timer);
  }, [running]);
  return minute;
}
