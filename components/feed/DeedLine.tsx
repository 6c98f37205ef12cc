"use client";

import type { OpenFeed } from "./useFeedView";

/** What the reader did last, at the foot of the screen, with the way back. */
export function DeedLine({ deed, undo }: Pick<OpenFeed, "deed" | "undo">) {
  if (deed === null) return null;
  const { title, accepted, undone } = deed;
  return (
    <div className="sticky bottom-0 z-10 -mx-1 flex items-baseline justify-between gap-2 border-t border-soft bg-paper px-1 py-1">
      <p role="status" className="label min-w-0 truncate">
        {undone ? "Taken back" : accepted ? "Accepted" : "Rejected"}: <span className="text-ink">{title}</span>
      </p>
      {!undone && (
        <button type="button" className="label shrink-0 py-0.5" onClick={undo}>
          <span className="quiet">Undo</span>
        </button>
      )}
    </div>
  );
}
