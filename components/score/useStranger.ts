import { useCallback } from "react";
import { useAnswer } from "../useAnswer";
import type { EngineView } from "../useEngine";

/** Whether a community is one that the predictor does not know; false while that is not settled. */
export function useStranger({ engine, ready }: EngineView, predictor: string, community: string | null): boolean {
  const ask = useCallback(
    async () => (await engine?.communities(predictor, community ?? "", 1))?.[0] !== community,
    [engine, predictor, community],
  );
  return useAnswer(ready && community !== null ? ask : null).value ?? false;
}
