import { useEffect, useState } from "react";
import { type Failure, toFailure } from "./failures";

export interface Asked<T> {
  readonly value: T | null;
  readonly failure: Failure | null;
}

const NOTHING = { value: null, failure: null };

/**
 * The answer to the question that stands now; the last one stays until the next arrives. `ask` must be stable while the
 * question is the same; null asks nothing and shows nothing.
 */
export function useAnswer<T>(ask: (() => Promise<T>) | null): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>(NOTHING);
  useEffect(() => {
    if (ask === null) {
      setAsked(NOTHING);
      return;
    }
    let current = true;
    ask().then(
      (value) => current && setAsked({ value, failure: null }),
      (error) => current && setAsked({ value: null, failure: toFailure(error) }),
    );
    return () => {
      current = false;
    };
  }, [ask]);
  return asked;
}
