"use client";

import { useRef } from "react";
import type { TrackRecord as Kept } from "../../workers/feed/api";
import { sayNumber, sayShare } from "../phrases";
import { useWidth } from "../useWidth";

/** Clicks before a curve says anything. */
const FEWEST = 10;
/** Clicks for which a change of taste is told. */
const NEWS = 20;
const HEIGHT = 72;

/** How well the model has known the reader so far: as a sentence, then as a curve. */
export function TrackRecord({ record }: { readonly record: Kept }) {
  const { clicks, right, guessed, drifts } = record;
  if (clicks === 0) {
    return <Invitation />;
  }
  const drift = drifts.at(-1);
  return (
    <div className="grid items-end gap-x-8 gap-y-2 lg:grid-cols-[3fr_2fr]">
      <div>
        <p className="sentence" data-record="">
          After <b>{clicks === 1 ? "1 click" : `${sayNumber(clicks)} clicks`}</b>: right <b>{sayNumber(right)}</b> of{" "}
          {sayNumber(clicks)} times before you told it.{" "}
          <span className="text-soft">Guessing would have been right {sayTimes(guessed)}.</span>
        </p>
        {drift !== undefined && clicks - drift < NEWS && (
          <p role="status" className="label mt-1 text-ink">
            Your taste seems to have changed around click {sayNumber(drift)}: what you clicked before counts less now.
          </p>
        )}
      </div>
      {clicks >= FEWEST && <Curve record={record} />}
    </div>
  );
}

/** What this page is for. */
export function Invitation() {
  return (
    <p className="sentence">
      Accept what you would read, reject the rest: the page re-ranks <b>with every click</b>.{" "}
      <span className="text-soft">It learns your taste in this browser, and tells no one.</span>
    </p>
  );
}

function sayTimes(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${sayNumber(count)} times`;
}

function Curve({ record: { curve, right, guessed, clicks, drifts } }: { readonly record: Kept }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 320);
  const first = curve[0].clicks;
  const x = (at: number): number => ((at - first) / Math.max(1, clicks - first)) * width;
  const y = (share: number): number => 2 + (1 - share) * (HEIGHT - 4);
  const line = (of: "right" | "guessed"): string =>
    curve.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.clicks).toFixed(1)} ${y(point[of]).toFixed(1)}`).join("");
  return (
    <figure>
      <div ref={box}>
        <svg
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role="img"
          aria-label={`Share of clicks foretold, over ${clicks} clicks: now ${sayShare(right / clicks)}, by guessing ${sayShare(guessed / clicks)}`}
        >
          {[0, 0.5, 1].map((share) => (
            <line key={share} x1={0} x2={width} y1={y(share)} y2={y(share)} stroke="var(--color-hair)" />
          ))}
          {drifts.map((at) => (
            <line key={at} x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} stroke="var(--color-ink)" strokeDasharray="1 4" />
          ))}
          <path d={line("guessed")} fill="none" stroke="var(--color-soft)" strokeWidth={1.5} strokeDasharray="4 3" />
          <path d={line("right")} fill="none" stroke="var(--accent)" strokeWidth={2} />
        </svg>
      </div>
      <figcaption className="label flex flex-wrap justify-between gap-x-2">
        <span>
          Foretold <b className="font-semibold text-accent">{sayShare(right / clicks)}</b>
        </span>
        <span>dashed: guessing {sayShare(guessed / clicks)}</span>
      </figcaption>
    </figure>
  );
}
