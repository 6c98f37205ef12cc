import type { Bucket, Distribution } from "../../../lib/buckets";
import { sayScore } from "../../phrases";
import { layOut } from "../geometry";

/** Pixels in which tick labels must have room: the axis of a narrow phone. */
const NARROW = 240;
const HEIGHT = 24;
const MIDDLE = HEIGHT / 2;

/** Place, words and span of all rows stand under each other; a phone sets the span below the words. */
export const ROW =
  "grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-2 gap-y-0.5 sm:grid-cols-[2.5rem_minmax(0,3fr)_minmax(0,2fr)]";

/** The ribbon's log axis, in percent of whatever width it has. */
export interface Scale {
  readonly xOf: (score: number) => string;
  readonly ticks: readonly { readonly x: string; readonly score: number }[];
}

/** @param buckets of any of the distributions: all have the same. */
export function toScale(buckets: readonly Bucket[]): Scale {
  const plot = layOut(buckets, buckets, NARROW, 0);
  const percent = (pixels: number): string => `${((pixels / NARROW) * 100).toFixed(2)}%`;
  return {
    xOf: (score) => percent(plot.xOf(score)),
    ticks: plot.ticks.map(({ x, score }) => ({ x: percent(x), score })),
  };
}

interface SpanProps {
  readonly distribution: Distribution;
  readonly scale: Scale;
  readonly isBest: boolean;
}

/** The 10–90 % span of a version and its median. The row's words say the same. */
export function Span({ distribution: { quantiles }, scale, isBest }: SpanProps) {
  const { p10, p50, p90 } = quantiles;
  return (
    <svg aria-hidden="true" width="100%" height={HEIGHT} className="col-start-2 block overflow-visible sm:col-start-3">
      {scale.ticks.map(({ x, score }) => (
        <line key={score} x1={x} x2={x} y1={0} y2={HEIGHT} className="stroke-hair" />
      ))}
      <line
        data-span=""
        x1={scale.xOf(p10)}
        x2={scale.xOf(p90)}
        y1={MIDDLE}
        y2={MIDDLE}
        strokeWidth={isBest ? 5 : 3}
        className={isBest ? "stroke-fill" : "stroke-soft"}
      />
      <circle data-median="" cx={scale.xOf(p50)} cy={MIDDLE} r={5} className="fill-ink stroke-paper" strokeWidth={2} />
    </svg>
  );
}

/** The axis that all spans share. */
export function Axis({ scale }: { readonly scale: Scale }) {
  return (
    <div className={ROW}>
      <svg aria-hidden="true" width="100%" height={22} className="col-start-2 block overflow-visible sm:col-start-3">
        <line x1="0" x2="100%" y1={0.5} y2={0.5} className="stroke-ink" />
        {scale.ticks.map(({ x, score }, i) => (
          <text key={score} x={x} y={16} textAnchor={i === 0 ? "start" : "middle"} className="fill-soft text-small">
            {sayScore(score)}
          </text>
        ))}
      </svg>
    </div>
  );
}
