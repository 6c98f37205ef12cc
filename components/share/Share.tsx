"use client";

import { lazy, Suspense } from "react";
import { Disclosure } from "../Disclosure";
import type { SharePanelProps } from "./SharePanel";

// The card's drawing comes when someone wants to share.
const SharePanel = lazy(() => import("./SharePanel"));

/** Everything to share beside the link: text, a card, an element for another page. */
export function Share(props: SharePanelProps) {
  return (
    <div className="label">
      <Disclosure name="Text, card and embedding" value="Share" align="end">
        <Suspense fallback={<p className="label">Fetching what it takes.</p>}>
          <SharePanel {...props} />
        </Suspense>
      </Disclosure>
    </div>
  );
}
