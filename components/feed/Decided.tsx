"use client";

import type { FeedView } from "../../workers/feed/api";
import { sayNumber } from "../phrases";
import type { OpenFeed } from "./useFeedView";

interface Props extends Pick<FeedView, "decided" | "judged">, Pick<OpenFeed, "decide" | "moreDecided"> {}

/** Posts that have a decision, the latest first; each can be changed. */
export function Decided({ decided, judged, decide, moreDecided }: Props) {
  if (decided.length === 0) return null;
  return (
    <section aria-labelledby="decided" className="mt-5">
      <h2 id="decided" className="caps text-soft">
        Decided
      </h2>
      <ol aria-label="Decided posts" className="mt-1">
        {decided.map(({ candidate: { id, title }, accepted }) => (
          <li key={id} className="flex items-baseline justify-between gap-2 border-b border-hair py-1">
            <span
              dir="auto"
              className={`min-w-0 font-serif text-[1.125rem] leading-3 [overflow-wrap:anywhere] ${accepted ? "" : "text-soft"}`}
            >
              {title}
            </span>
            <span className="label shrink-0 text-right">
              {accepted ? "accepted" : "rejected"}{" "}
              <button type="button" className="py-0.5 pl-1" onClick={() => decide(id, title, !accepted)}>
                <span className="quiet">
                  {accepted ? "reject" : "accept"}
                  <span className="sr-only"> instead: {title}</span>
                </span>
              </button>
            </span>
          </li>
        ))}
      </ol>
      {judged > decided.length && (
        <p className="mt-1">
          <button type="button" className="label py-0.5" onClick={moreDecided}>
            <span className="quiet">Show more of {sayNumber(judged)}</span>
          </button>
        </p>
      )}
    </section>
  );
}
