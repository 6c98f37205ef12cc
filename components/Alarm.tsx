"use client";

import { type Failure, sayFailure } from "./failures";

/** What went wrong with the last act; the page goes on. */
export function Alarm({ failure }: { readonly failure: Failure }) {
  return (
    <div role="alert" className="mt-2">
      <p className="text-alarm">{sayFailure(failure)}</p>
      <p className="label [overflow-wrap:anywhere]">{failure.message}</p>
    </div>
  );
}
