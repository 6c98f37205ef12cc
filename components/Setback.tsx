"use client";

import { type Failure, sayFailure } from "./failures";

/** An error where the answer would stand, with the one thing to do about it. */
export function Setback({ failure, retry }: { readonly failure: Failure; readonly retry: () => void }) {
  return (
    <div role="alert">
      <p className="sentence text-alarm">{sayFailure(failure)}</p>
      <p className="label mt-1 flex flex-wrap gap-x-2">
        <button type="button" className="link" onClick={retry}>
          Try again
        </button>
        <span className="[overflow-wrap:anywhere]">{failure.message}</span>
      </p>
    </div>
  );
}
