import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import type { Forecast } from "../../../lib/forecast";
import type { Rewrites } from "../../../workers/advice/api";
import type { Progress } from "../../../workers/engine/api";
import { type Failure, toFailure } from "../../failures";
import { type Context, givenContext } from "../../givenContext";
import type { EngineView } from "../../useEngine";

const MINUTE = 60_000;

export interface RewritesView {
  /** Of the latest title that has been answered; null before the first. */
  readonly found: Rewrites | null;
  /** Bytes of the word vectors, while they are on their way. */
  readonly progress: Progress | null;
  readonly failure: Failure | null;
  readonly retry: () => void;
  readonly fetchVectors: () => void;
}

/**
 * Asks for rewrites of every title that has been forecast. Word vectors that are on this device are taken along; others
 * only when the reader asks for them.
 */
export function useRewrites(
  { engine, manifest }: EngineView,
  context: Context,
  forecast: Forecast | null,
): RewritesView {
  const [found, setFound] = useState<Rewrites | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [wanted, setWanted] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // The forecast is what is waited for; it follows every change of these.
  const given = useRef({ context, manifest });
  given.current = { context, manifest };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks again, and so do vectors that have come
  useEffect(() => {
    const { context, manifest } = given.current;
    const inputs = manifest?.predictors[context.predictor]?.inputs;
    if (engine === null || forecast === null || inputs === undefined) return;
    let current = true;
    engine
      .rewrites({
        ...givenContext(context, inputs, Math.floor(Date.now() / MINUTE)),
        title: forecast.title,
        link: inputs.includes("site") ? context.site : "",
      })
      .then((answer) => {
        if (!current || answer === null) return;
        startTransition(() => {
          setFound(answer);
          setFailure(null);
        });
      })
      .catch((error) => current && setFailure(toFailure(error)));
    return () => {
      current = false;
    };
  }, [engine, forecast, attempt]);

  const fetching = wanted || found?.vectors === "kept";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry fetches again
  useEffect(() => {
    if (engine === null || !fetching) return;
    let current = true;
    engine
      .loadVectors((bytes) => current && setProgress(bytes))
      .then(() => current && setAttempt((count) => count + 1))
      .catch((error) => current && setFailure(toFailure(error)))
      .finally(() => current && setProgress(null));
    return () => {
      current = false;
    };
  }, [engine, fetching, failure === null]);

  const retry = useCallback(() => {
    setFailure(null);
    setAttempt((count) => count + 1);
  }, []);
  const fetchVectors = useCallback(() => setWanted(true), []);
  return { found, progress, failure, retry, fetchVectors };
}
