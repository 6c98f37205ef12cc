"use client";

import { type KeyboardEvent, memo, useId, useRef, useState } from "react";
import { atLeast, type Bucket } from "../../lib/buckets";
import { sayNumber, sayPoints, sayScore, sayShare } from "../phrases";
import { useWidth } from "../useWidth";
import { layOut } from "./geometry";

const HEIGHT = 208;
/** Below the bars: where the span lies, and the ticks' baseline. */
const SPAN_BELOW = 11;
const TICKS_BELOW = 34;

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
  /** Of the bars, in pixels. */
  readonly height?: number;
}

/** The forecast as bars over a log axis. The part that reaches N is full, the rest pale; a bar tells its share. */
export const Ribbon = memo(function Ribbon(props: Props) {
  const { buckets, usual, usualName, quantiles, own, reach, onReach, height = HEIGHT } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 640);
  const [pointed, setPointed] = useState<number | null>(null);
  const [stop, setStop] = useState(0);
  const title = useId();
  const spanY = height + SPAN_BELOW;
  const ticksY = height + TICKS_BELOW;
  const plot = layOut(buckets, usual, width, height);
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
            <span className="min-w-0 truncate">Share by points</span>
            <span className="shrink-0">
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
        height={ticksY + 8}
        viewBox={`0 0 ${width} ${ticksY + 8}`}
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
              <rect x={bar.x - 1} y={0} width={bar.width + 2} height={height} fill="transparent" />
              <g
                className={`bar glide ${own ? "" : "opacity-65"}`}
                style={{ transform: `scaleY(${bar.height.toFixed(4)})` }}
              >
                <rect x={bar.x} y={0} width={split - bar.x} height={height} className={`${fill} opacity-35`} />
                <rect x={split} y={0} width={bar.x + bar.width - split} height={height} className={fill} />
              </g>
              {pointed === i && <path d={`M${bar.x} ${height}h${bar.width}`} className="stroke-ink" strokeWidth={3} />}
            </g>
          );
        })}
        <g className="pointer-events-none">
          <path d={plot.usual} fill="none" className="stroke-soft" strokeWidth={1.5} strokeLinejoin="round" />
          <path d={`M0 ${height}.5H${width}`} className="stroke-ink" />
          <path
            d={`M${plot.xOf(quantiles.p10)} ${spanY}H${plot.xOf(quantiles.p90)}m0 -4v8M${plot.xOf(quantiles.p10)} ${spanY - 4}v8`}
            className="stroke-ink"
            strokeWidth={1.5}
            fill="none"
          />
          <circle cx={plot.xOf(quantiles.p50)} cy={spanY} r={4.5} className="fill-ink stroke-paper" strokeWidth={2} />
          <Reach x={plot.xOf(reach)} width={width} height={height} reach={reach} share={atLeast(buckets, reach)} />
          {plot.ticks.map(({ x, score }) => (
            <text key={score} x={x} y={ticksY} textAnchor={x < 8 ? "start" : "middle"} className="fill-soft text-small">
              {sayScore(score)}
            </text>
          ))}
        </g>
      </svg>
    </div>
  );
});

/** The line at N, with the share beyond it. It turns its label inwards near the right edge. */
function Reach({
  x,
  width,
  height,
  reach,
  share,
}: Readonly<Record<"x" | "width" | "height" | "reach" | "share", number>>) {
  const inwards = x > width - 110;
  return (
    <>
      <path
        d={`M${x} 0V${height}`}
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
