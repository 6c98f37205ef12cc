import * as v from "valibot";

const stamp = v.object({ name: v.string(), bytes: v.number(), sha256: v.string() });

/** `run.json`: one training, as it began and as it ended. */
export const runRecord = v.object({
  /** Where its records lie, and what it is called in lists. */
  name: v.string(),
  /** As it was typed, after `npm run titlecast --`. */
  command: v.string(),
  config: v.record(v.string(), v.unknown()),
  seed: v.number(),
  commit: v.string(),
  /** Files that it learns from. */
  data: v.array(stamp),
  machine: v.object({
    cores: v.number(),
    processor: v.string(),
    memory: v.number(),
    node: v.string(),
    backend: v.string(),
  }),
  started: v.string(),
  /** Null while it runs, and for one that was killed. */
  finished: v.nullable(v.string()),
  status: v.picklist(["running", "finished", "failed", "interrupted"]),
  /** Why it failed, where it did. */
  reason: v.nullable(v.string()),
  /** Metrics at its end. */
  summary: v.record(v.string(), v.number()),
});
export type RunRecord = v.InferOutput<typeof runRecord>;

/** What a training says of itself when it begins. */
export type RunStart = Pick<RunRecord, "command" | "config" | "seed" | "commit" | "data"> & {
  readonly backend: string;
};

/** One line of `metrics.ndjson`. */
export const measurement = v.object({
  /** Which of a training's fits: `search 1 of 3`; empty where there is one. */
  phase: v.string(),
  /** Batches (or other units of work) since the phase began. */
  step: v.number(),
  /** Epoch that ended with this step, or null within one. */
  epoch: v.nullable(v.number()),
  /** Milliseconds since the epoch. */
  time: v.number(),
  values: v.record(v.string(), v.number()),
});
export type Measurement = v.InferOutput<typeof measurement>;

export type Ending = Pick<RunRecord, "status" | "reason" | "summary">;
