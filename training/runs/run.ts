import { appendFile, mkdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, totalmem } from "node:os";
import { basename, join } from "node:path";
import { writeAtomically } from "../console/files";
import { METRICS_FILE, RUN_FILE, readRun } from "./read";
import type { Ending, Measurement, RunRecord, RunStart } from "./record";
import { openTensorBoard } from "./tensorboard";
import { type OpenTracker, shield, type Tracker } from "./tracker";
import { openWandb } from "./wandb";

/** A training on record. */
export interface Run {
  log(measurement: Omit<Measurement, "time">): void;
  /** Settles everything; a second call does nothing. Never throws. */
  finish(ending: Ending): Promise<void>;
}

const TRACKERS: readonly OpenTracker[] = [openTensorBoard, openWandb];

/**
 * Begins the record of a training in its folder: `run.json`, `metrics.ndjson` and TensorBoard's event files, and
 * whatever other trackers are wanted. What an earlier run left under these names is replaced, unless it was the same
 * training and was broken off: then its measurements go on.
 */
export async function startRun(folder: string, start: RunStart): Promise<Run> {
  const { backend, ...told } = start;
  const resumes = await wasBrokenOff(folder, start);
  const record: RunRecord = {
    ...told,
    name: basename(folder),
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model.trim() ?? "unknown",
      memory: totalmem(),
      node: process.versions.node,
      backend,
    },
    started: new Date().toISOString(),
    finished: null,
    status: "running",
    reason: null,
    summary: {},
  };
  await mkdir(folder, { recursive: true });
  if (!resumes) await rm(join(folder, METRICS_FILE), { force: true });
  await writeRecord(folder, record);
  const trackers = [keepFiles(folder, record), ...TRACKERS.map((open) => open(record, folder, resumes))]
    .filter((tracker) => tracker !== null)
    .map((tracker) => shield(tracker));
  let over = false;
  return {
    log(measurement) {
      for (const tracker of trackers) tracker.log({ ...measurement, time: Date.now() });
    },
    async finish(ending) {
      if (over) return;
      over = true;
      await Promise.all(trackers.map((tracker) => tracker.finish(ending)));
    },
  };
}

/** Adds to the metrics of a training on record that came to its end; where there is none, nothing happens. */
export async function addToSummary(folder: string, values: RunRecord["summary"]): Promise<void> {
  const run = await readRun(folder).catch(() => null);
  if (run === null || run.record.status !== "finished") return;
  await writeRecord(folder, { ...run.record, summary: { ...run.record.summary, ...values } });
}

/** Whether the folder's run learnt from the same posts with the same settings, and did not come to its end. */
async function wasBrokenOff(folder: string, start: RunStart): Promise<boolean> {
  const earlier = await readRun(folder).catch(() => null);
  const identity = ({ config, seed, data }: Pick<RunStart, "config" | "seed" | "data">) =>
    JSON.stringify([config, seed, data]);
  return earlier !== null && earlier.record.status !== "finished" && identity(earlier.record) === identity(start);
}

function keepFiles(folder: string, record: RunRecord): Tracker {
  return {
    name: "the run's own files",
    log: (measurement) => appendFile(join(folder, METRICS_FILE), `${JSON.stringify(measurement)}\n`),
    finish: (ending) => writeRecord(folder, { ...record, ...ending, finished: new Date().toISOString() }),
  };
}

async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await writeAtomically(join(folder, RUN_FILE), (path) => writeFile(path, `${JSON.stringify(record, null, 2)}\n`));
}
