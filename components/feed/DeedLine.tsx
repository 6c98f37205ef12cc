"use client";

import type { Deed, OpenFeed } from "./useFeedView";

/** What the reader did last, at the foot of the screen, with the way back. */
export function DeedLine({ deed, undo }: Pick<OpenFeed, "deed" | "undo">) {
  if (deed === null) return null;
  return (
    <div className="sticky bottom-0 z-10 -mx-1 flex items-baseline justify-between gap-2 border-t border-soft bg-paper px-1 py-1">
      <p className="label min-w-0 truncate">
        {sayDeed(deed)}: <span className="text-ink">{deed.title}</span>
      </p>
      {!deed.undone && (
        <button type="button" className="label shrink-0 py-0.5" onClick={undo}>
          <span className="quiet">Undo</span>
        </button>
      )}
    </div>
  );
}

export function sayDeed({ accepted, undone }: Deed): string {
  if (undone) return "Taken back";
  return accepted ? "Accepted" : "Rejected";
}
