import { type Bucket, limits } from "../../lib/buckets";

/** Log width of half a decade, the usual bucket: a bar of that width is as tall as its share. */
const HALF_DECADE = Math.log(10) / 2;
/** Narrowest bar, in log units: a bucket of the single score 0 has no width on a log axis. */
const NARROWEST = HALF_DECADE / 2;
/** Share that fills the height, unless a bar is taller. Fixed, so that a change of height is a change of the forecast. */
const FULL = 0.45;
const GAP = 2;
/** Room that one tick label needs, in pixels. */
const TICK_ROOM = 40;

interface Bar {
  readonly x: number;
  readonly width: number;
  /** Share of the plot's height, 0 to 1. */
  readonly height: number;
}

export interface Plot {
  readonly bars: readonly Bar[];
  /** Outline of the usual distribution, as an SVG path. */
  readonly usual: string;
  readonly ticks: readonly { readonly x: number; readonly score: number }[];
  /** Pixels of a score on the axis, kept inside it. */
  readonly xOf: (score: number) => number;
}

/** Lays buckets out on a log axis `width` pixels wide. A bar's area, not its height, is its share. */
export function layOut(buckets: readonly Bucket[], usual: readonly Bucket[], width: number, height: number): Plot {
  const spans = buckets.map((bucket) => {
    const [low, high] = limits(bucket).map(Math.log);
    return { low, span: Math.max(high - low, NARROWEST) };
  });
  const total = spans.reduce((sum, { span }) => sum + span, 0);
  const starts = spans.map((_, i) => spans.slice(0, i).reduce((sum, { span }) => sum + span, 0));
  const pixels = (units: number): number => (units / total) * width;

  const density = (probability: number, i: number): number => (probability * HALF_DECADE) / spans[i].span;
  const tallest = Math.max(
    FULL,
    ...buckets.map(({ probability }, i) => density(probability, i)),
    ...usual.map(({ probability }, i) => density(probability, i)),
  );

  const xOf = (score: number): number => {
    const at = Math.log(Math.max(score, 1));
    const i = Math.max(
      0,
      spans.findLastIndex(({ low }) => at >= low),
    );
    return pixels(starts[i] + Math.min(at - spans[i].low, spans[i].span));
  };

  const edges = buckets.map(({ from }, i) => ({ x: pixels(starts[i]), score: from }));
  const every = (step: number): typeof edges => edges.filter((_, i) => i % step === 0);
  const fits = (step: number): boolean =>
    every(step).every(({ x }, i, chosen) => i === 0 || x - chosen[i - 1].x >= TICK_ROOM);
  // Every edge, or every second, or every third: a gap in the labels must not look like one in the scale.
  const step = edges.findIndex((_, i) => fits(i + 1)) + 1;

  return {
    bars: buckets.map(({ probability }, i) => ({
      x: pixels(starts[i]) + GAP / 2,
      width: pixels(spans[i].span) - GAP,
      height: density(probability, i) / tallest,
    })),
    usual: usual
      .map(({ probability }, i) => {
        const y = ((1 - density(probability, i) / tallest) * height).toFixed(1);
        return `${i === 0 ? "M" : "L"}${pixels(starts[i]).toFixed(1)} ${y}H${pixels(starts[i] + spans[i].span).toFixed(1)}`;
      })
      .join(""),
    ticks: every(step),
    xOf,
  };
}
