import type { RunEntry, RunIndex } from "../../lib/release/run-index";
import type { StoredRun } from "./read";
import type { Measurement } from "./record";

/** Most points of one line: a page is not wider. */
const MOST_POINTS = 300;

/** The runs as the /runs page draws them. */
export function toIndex(runs: readonly StoredRun[]): RunIndex {
  return {
    runs: runs.map(({ record, measurements }) => {
      const { name, command, status, started, finished, commit, seed, config, summary } = record;
      return {
        ...{ name, command, status, started, finished, commit, seed, config, summary },
        backend: record.machine.backend,
        data: record.data.map((file) => file.name),
        curves: toCurves(measurements),
      };
    }),
  };
}

function toCurves(measurements: readonly Measurement[]): RunEntry["curves"] {
  const curves = new Map<string, RunEntry["curves"][number]>();
  for (const { phase, step, values } of measurements) {
    for (const [metric, value] of Object.entries(values)) {
      const key = `${phase}\n${metric}`;
      const curve = curves.get(key) ?? { phase, metric, points: [] };
      curve.points.push([step, value]);
      curves.set(key, curve);
    }
  }
  return Array.from(curves.values(), ({ points, ...curve }) => ({ ...curve, points: thin(points) }));
}

/** Every n-th point, and the last. */
function thin<T>(points: readonly T[]): T[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}
