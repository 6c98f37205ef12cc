import { writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Command } from "commander";
import { writeAtomically } from "../console/files";
import { addExamples, formatTable, printResult } from "../console/output";
import { formatSeconds } from "../console/progress";
import { toIndex } from "../runs/index-file";
import { listRuns, readRun, type StoredRun } from "../runs/read";
import type { RunRecord } from "../runs/record";

/** `runs list`, `show`, `compare` and `index`. */
export function registerRuns(program: Command): void {
  const runs = program.command("runs").description("look at the trainings on record");
  const list = runs
    .command("list")
    .description("all trainings below a folder, latest first")
    .argument("[folder]", "where they lie", "runs")
    .action(async (folder: string) => {
      const found = await listRuns(folder);
      printResult(
        list,
        found.map(({ record }) => record),
        found.length === 0 ? `no runs in ${folder}` : tabulate(found),
      );
    });
  addExamples(list, "runs list", "runs list runs/sweep --json");

  const show = runs
    .command("show")
    .description("one training: how it was made, and its metrics epoch by epoch")
    .argument("<folder>", "folder of the training")
    .action(async (folder: string) => {
      const run = await readRun(folder);
      printResult(show, run, describeRun(run));
    });
  addExamples(show, "runs show runs/hacker-news");

  const compare = runs
    .command("compare")
    .description("what differs between trainings: settings, data and metrics")
    .argument("<folders...>", "folders of the trainings")
    .action(async (folders: string[]) => {
      const found = await Promise.all(folders.map(readRun));
      const records = found.map(({ record }, i) => ({ ...record, name: nameOf(folders[i]) }));
      printResult(compare, records, contrast(records));
    });
  addExamples(compare, "runs compare runs/first runs/second");

  const index = runs
    .command("index")
    .description("write what the /runs page of `npm run dev` draws")
    .argument("[folder]", "where the trainings lie", "runs")
    .action(async (folder: string) => {
      const out = join(folder, "index.json");
      const made = toIndex(await listRuns(folder));
      await writeAtomically(out, (path) => writeFile(path, JSON.stringify(made)));
      printResult(index, { out, runs: made.runs.length }, `wrote ${out}: ${made.runs.length} runs`);
    });
  addExamples(index, "runs index runs");
}

function nameOf(folder: string): string {
  return basename(resolve(folder));
}

function tabulate(found: readonly StoredRun[]): string {
  const metrics = [...new Set(found.flatMap(({ record }) => Object.keys(record.summary)))];
  const rows = found.map(({ record }) => [
    record.name,
    record.started.slice(0, 16).replace("T", " "),
    record.status,
    lengthOf(record),
    ...metrics.map((name) => say(record.summary[name])),
  ]);
  return formatTable([["run", "started (UTC)", "status", "took", ...metrics.map(spell)], ...rows]);
}

function describeRun({ record, measurements }: StoredRun): string {
  const { machine } = record;
  const lines = [
    `${record.name}: ${record.status}${record.reason === null ? "" : ` (${record.reason})`}, started ${record.started}, took ${lengthOf(record)}`,
    `  ${record.command}`,
    `commit ${record.commit}, seed ${record.seed}, on ${machine.backend}: ${machine.cores} cores (${machine.processor}), Node ${machine.node}`,
    ...record.data.map(({ name, bytes, sha256 }) => `data ${name}, ${bytes} bytes, SHA-256 ${sha256.slice(0, 12)}…`),
    `settings ${Object.entries(record.config)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(" ")}`,
  ];
  const epochs = measurements.filter(({ epoch }) => epoch !== null);
  if (epochs.length > 0) {
    const names = [...new Set(epochs.flatMap(({ values }) => Object.keys(values)))];
    const rows = epochs.map(({ phase, epoch, values }) => [
      phase,
      String(epoch),
      ...names.map((name) => say(values[name])),
    ]);
    lines.push("", formatTable([["fit", "epoch", ...names.map(spell)], ...rows]));
  }
  const summary = Object.entries(record.summary);
  if (summary.length > 0) lines.push("", formatTable(summary.map(([name, value]) => [spell(name), say(value)])));
  return lines.join("\n");
}

/** Rows of what differs, a column a run; the metrics always. */
function contrast(records: readonly RunRecord[]): string {
  const facts = (record: RunRecord): Record<string, string> => ({
    status: record.status,
    took: lengthOf(record),
    commit: record.commit.slice(0, 8),
    seed: String(record.seed),
    data: record.data.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 8)}`).join(", "),
    ...Object.fromEntries(Object.entries(record.config).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  const all = records.map(facts);
  const differing = [...new Set(all.flatMap((each) => Object.keys(each)))].filter(
    (name) => new Set(all.map((each) => each[name])).size > 1,
  );
  const metrics = [...new Set(records.flatMap(({ summary }) => Object.keys(summary)))];
  return formatTable([
    ["", ...records.map(({ name }) => name)],
    ...differing.map((name) => [spell(name), ...all.map((each) => each[name] ?? "-")]),
    ...metrics.map((name) => [spell(name), ...records.map(({ summary }) => say(summary[name]))]),
  ]);
}

function lengthOf({ started, finished }: RunRecord): string {
  return finished === null ? "-" : formatSeconds((Date.parse(finished) - Date.parse(started)) / 1000);
}

function say(value: number | undefined): string {
  return value === undefined ? "-" : value.toPrecision(5);
}

function spell(name: string): string {
  return name.replaceAll("_", " ");
}
