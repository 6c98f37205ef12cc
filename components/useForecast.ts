import { useCallback, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { Forecast } from "../lib/forecast";
import type { ScoreState } from "../lib/permalink";
import { type Failure, toFailure } from "./failures";
import { givenContext } from "./givenContext";
import { useClock } from "./useClock";
import type { EngineView } from "./useEngine";

const MINUTE = 60_000;

export interface Answer {
  /** Of the latest title that has been answered; null before the first. */
  readonly forecast: Forecast | null;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/**
 * Asks for a forecast at every change, with no delay: the engine drops what is overtaken. What the predictor does not take
 * is not given to it.
 * @param times other times to post it at, in milliseconds since the epoch; stable while they are the same.
 */
export function useForecast(
  { engine, manifest, ready }: EngineView,
  state: ScoreState,
  times: readonly number[],
): Answer {
  const [forecast, setForecast] = useState<Forecast | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { title, predictor, community, site, author, time } = state;
  const minute = useClock(MINUTE, time === "now");
  const inputs = manifest?.predictors[predictor]?.inputs;

  // A layout effect runs within the key's own event: the worker has the title before the page is painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks again
  useLayoutEffect(() => {
    if (engine === null || !ready || inputs === undefined) return;
    let current = true;
    engine
      .forecast({
        ...givenContext({ predictor, community, site, author, time }, inputs, minute),
        title,
        times: inputs.includes("time") ? times : [],
      })
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
  }, [engine, ready, title, predictor, inputs, community, site, author, time, minute, times, attempt]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { forecast, failure, retry };
}
