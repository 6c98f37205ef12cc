"use client";

import { CartesianGrid, ErrorBar, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from "recharts";

interface Point {
  readonly x: number;
  readonly y: number;
  /** Half lengths of the interval, below and above. */
  readonly spread?: readonly [number, number];
}

export interface Curve {
  readonly points: readonly Point[];
  readonly x: {
    readonly domain: [number, number] | ["auto", "auto"];
    readonly say: (x: number) => string;
    readonly log?: boolean;
  };
  readonly y: { readonly domain: [number, number] | ["auto", "auto"]; readonly say: (y: number) => string };
  /** Where a model without any skill lies. */
  readonly chance: readonly [Point, Point] | null;
  readonly dots: boolean;
}

/** A curve with, where known, the interval of each point, and the line of no skill. */
export default function LineCurve({ points, x, y, chance, dots }: Curve) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--color-hair)" />
        <XAxis
          dataKey="x"
          type="number"
          scale={x.log ? "log" : "linear"}
          domain={x.domain}
          tickFormatter={x.say}
          stroke="var(--color-soft)"
          tick={{ fontSize: 13 }}
        />
        <YAxis
          type="number"
          domain={y.domain}
          tickFormatter={y.say}
          stroke="var(--color-soft)"
          tick={{ fontSize: 13 }}
          width={52}
        />
        {chance !== null && (
          <ReferenceLine
            segment={[
              { x: chance[0].x, y: chance[0].y },
              { x: chance[1].x, y: chance[1].y },
            ]}
            stroke="var(--color-soft)"
            strokeDasharray="4 4"
          />
        )}
        <Line
          dataKey="y"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={dots ? { r: 3, fill: "var(--accent)" } : false}
          isAnimationActive={false}
        >
          {dots && <ErrorBar dataKey="spread" width={4} stroke="var(--color-soft)" direction="y" />}
        </Line>
      </LineChart>
    </ResponsiveContainer>
  );
}
