import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import * as v from "valibot";
import { UserError } from "../console/errors";
import { type Measurement, measurement, type RunRecord, runRecord } from "./record";

export const RUN_FILE = "run.json";
export const METRICS_FILE = "metrics.ndjson";

/** A run on record. `name` is its folder, from where it was looked for. */
export interface StoredRun {
  readonly record: RunRecord;
  readonly measurements: readonly Measurement[];
}

/** Depth to which folders are searched: a sweep keeps its trials in folders of its own. */
const DEPTH = 3;

/** All runs below a folder, latest first. @throws UserError when there is no such folder. */
export async function listRuns(folder: string): Promise<StoredRun[]> {
  const runs: StoredRun[] = [];
  for (const path of await findRecords(folder, DEPTH)) {
    const run = await readRun(dirname(path));
    runs.push({ ...run, record: { ...run.record, name: relative(folder, dirname(path)) || run.record.name } });
  }
  return runs.sort((a, b) => (a.record.started < b.record.started ? 1 : -1));
}

/** @throws UserError when the folder holds no run, or a damaged one. */
export async function readRun(folder: string): Promise<StoredRun> {
  const path = join(folder, RUN_FILE);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new UserError(`${path}: no such file; expected the folder of a training, such as runs/hacker-news`);
  }
  const record = v.safeParse(v.pipe(v.string(), v.parseJson(), runRecord), text);
  if (!record.success) {
    const [issue] = record.issues;
    throw new UserError(`${path}: not the record of a run (${v.getDotPath(issue) ?? "top"}: ${issue.message})`);
  }
  const lines = await readFile(join(folder, METRICS_FILE), "utf8").catch(() => "");
  return { record: record.output, measurements: lines.split("\n").flatMap(parseLine) };
}

/** A line of a run that was killed while writing may be cut off: it is left out. */
function parseLine(line: string): Measurement[] {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), measurement), line);
  return result.success ? [result.output] : [];
}

async function findRecords(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new UserError(`${folder}: no such folder; trainings write their records into the folder given with --out`);
  });
  const found = entries.filter((entry) => entry.isFile() && entry.name === RUN_FILE).map(() => join(folder, RUN_FILE));
  if (depth === 0) return found;
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
  const below = await Promise.all(folders.map(({ name }) => findRecords(join(folder, name), depth - 1)));
  return [...found, ...below.flat()];
}
