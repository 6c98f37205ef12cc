"use client";

import type { Progress } from "../workers/engine/api";

/** A hairline that grows with the bytes, under the masthead. Takes no room, so nothing moves when it goes. */
export function LoadingLine({ progress, busy }: { readonly progress: Progress | null; readonly busy: boolean }) {
  const share = progress === null || progress.total === 0 ? 0.02 : progress.loaded / progress.total;
  return (
    <div className="relative h-0" aria-hidden="true">
      {busy && (
        <div
          className="absolute inset-x-0 -top-[2px] h-[3px] origin-left bg-fill glide"
          ref={(line) => {
            // Through the object model: the export may hold no style attribute.
            if (line !== null) line.style.transform = `scaleX(${Math.max(0.02, share).toFixed(3)})`;
          }}
        />
      )}
    </div>
  );
}
