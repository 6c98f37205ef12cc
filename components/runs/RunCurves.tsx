"use client";

import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { RunEntry } from "../../lib/release/run-index";

const COLOURS = ["var(--accent)", "var(--color-cool)", "var(--color-ink)", "var(--color-alarm)", "var(--color-soft)"];
/** Beside the colour, for those who do not see it. */
const DASHES = ["", "6 3", "2 3", "8 3 2 3"];

/** One chart for each metric, one line for each fit of each run. */
export default function RunCurves({ runs }: { readonly runs: readonly RunEntry[] }) {
  const metrics = [...new Set(runs.flatMap(({ curves }) => curves.map(({ metric }) => metric)))];
  return (
    <div className="mt-4 grid gap-4 lg:grid-cols-2">
      {metrics.map((metric) => (
        <section key={metric} aria-label={metric}>
          <h2 className="caps text-soft">{metric.replaceAll("_", " ")}</h2>
          <div className="h-[16rem]">
            <ResponsiveContainer width="100%" height="100%">
              <LineChart margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
                <CartesianGrid stroke="var(--color-hair)" vertical={false} />
                <XAxis
                  dataKey="step"
                  type="number"
                  domain={["dataMin", "dataMax"]}
                  stroke="var(--color-soft)"
                  tick={{ fontSize: 13 }}
                />
                <YAxis domain={["auto", "auto"]} stroke="var(--color-soft)" tick={{ fontSize: 13 }} width={56} />
                <Tooltip isAnimationActive={false} />
                <Legend wrapperStyle={{ fontSize: 13 }} />
                {linesOf(runs, metric).map(({ name, points }, i) => (
                  <Line
                    key={name}
                    name={name}
                    data={points}
                    dataKey="value"
                    stroke={COLOURS[i % COLOURS.length]}
                    strokeDasharray={DASHES[i % DASHES.length]}
                    dot={points.length < 20}
                    isAnimationActive={false}
                  />
                ))}
              </LineChart>
            </ResponsiveContainer>
          </div>
        </section>
      ))}
    </div>
  );
}

function linesOf(runs: readonly RunEntry[], metric: string) {
  return runs.flatMap((run) =>
    run.curves
      .filter((curve) => curve.metric === metric)
      .map(({ phase, points }) => ({
        name: phase === "" ? run.name : `${run.name}, ${phase}`,
        points: points.map(([step, value]) => ({ step, value })),
      })),
  );
}
