import * as v from "valibot";

/** What the page of runs draws: `index.json` in the folder of trainings. */
const run = v.object({
  name: v.string(),
  command: v.string(),
  status: v.string(),
  started: v.string(),
  finished: v.nullable(v.string()),
  commit: v.string(),
  seed: v.number(),
  backend: v.string(),
  config: v.record(v.string(), v.unknown()),
  data: v.array(v.string()),
  summary: v.record(v.string(), v.number()),
  /** One line for each metric of each fit: `points` are [step, value]. */
  curves: v.array(
    v.object({ phase: v.string(), metric: v.string(), points: v.array(v.tuple([v.number(), v.number()])) }),
  ),
});
const runIndex = v.object({ runs: v.array(run) });

export type RunEntry = v.InferOutput<typeof run>;
export type RunIndex = v.InferOutput<typeof runIndex>;

/** Parses an index. @throws Error naming the field that is wrong. */
export function parseRunIndex(json: string): RunIndex {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), runIndex), json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`index.json, ${v.getDotPath(issue) ?? "top"}: ${issue.message}`);
}
