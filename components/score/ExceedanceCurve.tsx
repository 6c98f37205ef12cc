"use client";

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { atLeast, type Bucket } from "../../lib/buckets";
import { sayNumber, sayShare } from "../phrases";

const TICKS = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000];
/** Points of the curve in each decade of the log axis. */
const PER_DECADE = 16;

/** P(score ≥ N) over N, on a log axis. Loaded only when asked for. */
export default function ExceedanceCurve({ buckets }: { readonly buckets: readonly Bucket[] }) {
  const end = (buckets.at(-1)?.from ?? 1) * 3;
  const count = Math.ceil(Math.log10(end) * PER_DECADE);
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const score = Math.max(1, Math.round(end ** (i / count)));
    return { score, share: atLeast(buckets, score) };
  }).filter(({ score }, i, all) => i === 0 || score !== all[i - 1].score);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--color-hair)" vertical={false} />
        <XAxis
          dataKey="score"
          type="number"
          scale="log"
          domain={[1, "dataMax"]}
          ticks={TICKS.filter((tick) => tick <= end)}
          tickFormatter={sayNumber}
          stroke="var(--color-soft)"
          tick={{ fontSize: 13 }}
        />
        <YAxis
          domain={[0, 1]}
          ticks={[0, 0.25, 0.5, 0.75, 1]}
          tickFormatter={(share: number) => `${share * 100}%`}
          stroke="var(--color-soft)"
          tick={{ fontSize: 13 }}
          width={48}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--color-ink)", strokeDasharray: "1 4" }}
          content={({ active, payload }) => {
            const point: unknown = active ? payload?.[0]?.payload : undefined;
            return isPoint(point) ? (
              <p className="label border border-soft bg-paper px-1 py-0.5 text-ink">
                {sayNumber(point.score)} or more: <b className="font-semibold">{sayShare(point.share)}</b>
              </p>
            ) : null;
          }}
        />
        <Area
          dataKey="share"
          type="monotone"
          stroke="var(--accent)"
          strokeWidth={2}
          fill="var(--fill)"
          fillOpacity={0.18}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}

function isPoint(value: unknown): value is { score: number; share: number } {
  return typeof value === "object" && value !== null && "score" in value && "share" in value;
}
