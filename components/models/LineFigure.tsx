"use client";

import { Suspense, useRef } from "react";
import { lazily } from "../lazily";
import { useNear } from "../useNear";
import type { Curve } from "./LineCurve";

// Recharts comes with the first figure that is near, not with the page.
const LineCurve = lazily(() => import("./LineCurve"));

interface Props extends Curve {
  /** The figure in words. */
  readonly label: string;
}

/** A curve, drawn when the reader comes near. */
export function LineFigure({ label, ...curve }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  return (
    <div ref={frame} role="img" aria-label={label} className="h-[15rem]">
      {near && (
        <Suspense>
          <LineCurve {...curve} />
        </Suspense>
      )}
    </div>
  );
}
