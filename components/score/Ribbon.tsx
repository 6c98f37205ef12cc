"use client";

import { type KeyboardEvent, memo, useId, useRef, useState } from "react";
import { atLeast, type Bucket } from "../../lib/buckets";
import { sayNumber, sayPoints, sayScore, sayShare } from "../phrases";
import { useWidth } from "../useWidth";
import { layOut } from "./geometry";

const HEIGHT = 208;
const SPAN_Y = HEIGHT + 11;
const TICKS_Y = HEIGHT + 34;

interface Props {
  readonly buckets: readonly Bucket[];
  /** The community's own distribution, drawn as an outline behind. */
  readonly usual: readonly Bucket[];
  readonly usualName: string;
  readonly quantiles: { readonly p10: number; readonly p50: number; readonly p90: number };
  /** True for a title's forecast; the community's own distribution is drawn without colour. */
  readonly own: boolean;
  readonly reach: number;
  readonly onReach: (score: number) => void;
}

/** The forecast as bars over a log axis. The part that reaches N is full, the rest pale; a bar tells its share. */
export const Ribbon = memo(function Ribbon({ buckets, usual, usualName, quantiles, own, reach, onReach }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 640);
  const [pointed, setPointed] = useState<number | null>(null);
  const [stop, setStop] = useState(0);
  const title = useId();
  const plot = layOut(buckets, usual, width, HEIGHT);
  const fill = own ? "fill-fill" : "fill-soft";
  const spot = pointed === null ? null : buckets[pointed];

  const walk = (event: KeyboardEvent<SVGGElement>): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -buckets.length, End: buckets.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(buckets.length - 1, Math.max(0, stop + step));
    setStop(next);
    frame.current?.querySelectorAll<SVGGElement>("[data-bar]")[next]?.focus();
  };

  return (
    <div ref={frame} onPointerLeave={() => setPointed(null)}>
      <p id={title} className="label flex h-5 justify-between gap-2 overflow-hidden whitespace-nowrap">
        {spot === null ? (
          <>
            <span>Share by points</span>
            <span>
              <span aria-hidden="true" className="mr-1 inline-block w-2 border-t-2 border-soft align-middle" />
              {usualName}
            </span>
          </>
        ) : (
          <span className="text-ink">
            <b className="font-semibold">{sayPoints(spot)}</b>: {sayShare(spot.probability)}, usually{" "}
            {sayShare(usual[pointed ?? 0]?.probability ?? 0)}
          </span>
        )}
      </p>
      <svg
        role="toolbar"
        aria-labelledby={title}
        width="100%"
        height={TICKS_Y + 8}
        viewBox={`0 0 ${width} ${TICKS_Y + 8}`}
        className="block touch-pan-y overflow-visible"
      >
        {plot.bars.map((bar, i) => {
          const bucket = buckets[i];
          const from = Math.max(1, bucket.from);
          const split = Math.min(bar.x + bar.width, Math.max(bar.x, plot.xOf(reach)));
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside a drawing
            <g
              key={bucket.from}
              data-bar=""
              role="button"
              tabIndex={i === stop ? 0 : -1}
              aria-label={`${sayPoints(bucket)}: ${sayShare(bucket.probability)}. Ask for at least ${sayNumber(from)}`}
              className="cursor-pointer outline-offset-0"
              onPointerEnter={() => setPointed(i)}
              onFocus={() => {
                setStop(i);
                setPointed(i);
              }}
              onBlur={() => setPointed(null)}
              onClick={() => onReach(from)}
              onKeyDown={(event) => {
                walk(event);
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                onReach(from);
              }}
            >
              <rect x={bar.x - 1} y={0} width={bar.width + 2} height={HEIGHT} fill="transparent" />
              <g
                className={`bar glide ${own ? "" : "opacity-65"}`}
                style={{ transform: `scaleY(${bar.height.toFixed(4)})` }}
              >
                <rect x={bar.x} y={0} width={split - bar.x} height={HEIGHT} className={`${fill} opacity-35`} />
                <rect x={split} y={0} width={bar.x + bar.width - split} height={HEIGHT} className={fill} />
              </g>
              {pointed === i && <path d={`M${bar.x} ${HEIGHT}h${bar.width}`} className="stroke-ink" strokeWidth={3} />}
            </g>
          );
        })}
        <g className="pointer-events-none">
          <path d={plot.usual} fill="none" className="stroke-soft" strokeWidth={1.5} strokeLinejoin="round" />
          <path d={`M0 ${HEIGHT}.5H${width}`} className="stroke-ink" />
          <path
            d={`M${plot.xOf(quantiles.p10)} ${SPAN_Y}H${plot.xOf(quantiles.p90)}m0 -4v8M${plot.xOf(quantiles.p10)} ${SPAN_Y - 4}v8`}
            className="stroke-ink"
            strokeWidth={1.5}
            fill="none"
          />
          <circle cx={plot.xOf(quantiles.p50)} cy={SPAN_Y} r={4.5} className="fill-ink stroke-paper" strokeWidth={2} />
          <Reach x={plot.xOf(reach)} width={width} reach={reach} share={atLeast(buckets, reach)} />
          {plot.ticks.map(({ x, score }) => (
            <text
              key={score}
              x={x}
              y={TICKS_Y}
              textAnchor={x < 8 ? "start" : "middle"}
              className="fill-soft text-small"
            >
              {sayScore(score)}
            </text>
          ))}
        </g>
      </svg>
    </div>
  );
});

/** The line at N, with the share beyond it. It turns its label inwards near the right edge. */
function Reach({ x, width, reach, share }: { x: number; width: number; reach: number; share: number }) {
  const inwards = x > width - 110;
  return (
    <>
      <path
        d={`M${x} 0V${HEIGHT}`}
        className="stroke-ink"
        strokeDasharray="1 4"
        strokeLinecap="round"
        strokeWidth={1.5}
      />
      <text
        x={inwards ? x - 8 : x + 8}
        y={12}
        textAnchor={inwards ? "end" : "start"}
        className="fill-ink stroke-paper text-small font-semibold [paint-order:stroke]"
        strokeWidth={4}
      >
        {sayNumber(reach)}+ · {sayShare(share)}
      </text>
    </>
  );
}
