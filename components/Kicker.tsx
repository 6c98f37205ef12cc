"use client";

import type { ReactNode } from "react";

interface Props {
  readonly heading: ReactNode;
  /** Release that made the link, and the one that is shown; null while either is unknown. */
  readonly made: string | null;
  readonly current: string | null;
  readonly onUpdate: () => void;
  /** What stands at the line's right end. */
  readonly children: ReactNode;
}

/** The small line above the headline. A link that another release made says so here, and nothing moves. */
export function Kicker({ heading, made, current, onUpdate, children }: Props) {
  const old = made !== null && current !== null && made !== current;
  return (
    <div className="relative flex items-baseline justify-between gap-2 pt-3 sm:pt-5">
      <div className="label min-h-[2.5rem] sm:min-h-[1.25rem]">
        <h1 className={old ? "sr-only" : "caps"}>{heading}</h1>
        {old && (
          <p role="status" className="text-ink">
            <span className="max-sm:hidden">This link was made with release {made}; the</span>
            <span className="sm:hidden">Made with {made};</span> numbers are now from {current}.{" "}
            <button type="button" className="link" onClick={onUpdate}>
              Update it
            </button>
          </p>
        )}
      </div>
      {/* A phone has no room for both. */}
      <div className={`flex shrink-0 items-baseline gap-2 ${old ? "max-sm:hidden" : ""}`}>{children}</div>
    </div>
  );
}
