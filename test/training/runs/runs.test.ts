import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseRunIndex } from "../../../lib/release/run-index";
import { toIndex } from "../../../training/runs/index-file";
import { listRuns, readRun } from "../../../training/runs/read";
import { startRun } from "../../../training/runs/run";
import { titlecast } from "../../support/cli";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "titlecast-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const START = {
  command: "predictor train posts.parquet --out runs/a",
  config: { epochs: 2, learningRate: 0.01 },
  seed: 1,
  commit: "0123456789abcdef",
  data: [{ name: "posts.parquet", bytes: 10, sha256: "ab".repeat(32) }],
  backend: "wasm",
};

async function makeRun(name: string, change: Partial<typeof START> = {}, log_loss = 1.5) {
  const run = await startRun(join(folder, name), { ...START, ...change });
  for (let step = 1; step <= 4; step++) {
    run.log({ phase: "search", step, epoch: step % 2 === 0 ? step / 2 : null, values: { loss: 2 - step / 10 } });
  }
  await run.finish({ status: "finished", reason: null, summary: { log_loss } });
}

test("a run is on record from its first moment to its end", async () => {
  const run = await startRun(join(folder, "a"), START);
  expect((await readRun(join(folder, "a"))).record).toMatchObject({
    command: START.command,
    config: START.config,
    data: START.data,
    status: "running",
    finished: null,
  });
  run.log({ phase: "", step: 1, epoch: 1, values: { loss: 1 } });
  await run.finish({ status: "interrupted", reason: null, summary: {} });
  await run.finish({ status: "finished", reason: null, summary: {} });
  const { record, measurements } = await readRun(join(folder, "a"));
  expect(record.status).toBe("interrupted");
  expect(record.machine.backend).toBe("wasm");
  expect(measurements).toMatchObject([{ step: 1, values: { loss: 1 } }]);
});

test("a run that was broken off goes on with its measurements; another, or a finished one, begins anew", async () => {
  for (const [seed, status, lines] of [
    [1, "interrupted", 1],
    [1, "interrupted", 2],
    [2, "interrupted", 1],
    [2, "finished", 2],
    [2, "finished", 1],
  ] as const) {
    const run = await startRun(join(folder, "a"), { ...START, seed });
    run.log({ phase: "", step: 1, epoch: null, values: { loss: 1 } });
    await run.finish({ status, reason: null, summary: {} });
    expect((await readRun(join(folder, "a"))).measurements).toHaveLength(lines);
  }
});

test("a line that a killed run left half-written is left out", async () => {
  await makeRun("a");
  appendFileSync(join(folder, "a", "metrics.ndjson"), '{"phase":"search","st');
  expect((await readRun(join(folder, "a"))).measurements).toHaveLength(4);
});

test("a damaged record is told by file and field", async () => {
  await makeRun("a");
  const path = join(folder, "a", "run.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"status": "finished"', '"status": "half"'));
  await expect(readRun(join(folder, "a"))).rejects.toThrow(/run\.json: not the record of a run \(status: /);
  await expect(readRun(join(folder, "b"))).rejects.toThrow(/no such file; expected the folder of a training/);
});

test("the index of a folder is what the page reads, with lines no longer than it can draw", async () => {
  const run = await startRun(join(folder, "long"), START);
  for (let step = 0; step < 1000; step++) run.log({ phase: "", step, epoch: null, values: { loss: step } });
  await run.finish({ status: "finished", reason: null, summary: { log_loss: 1 } });
  await makeRun("sweep/trial-1");
  const index = parseRunIndex(JSON.stringify(toIndex(await listRuns(folder))));
  expect(index.runs.map(({ name }) => name)).toEqual(["sweep/trial-1", "long"]);
  const [{ points }] = index.runs[1].curves;
  expect(points.length).toBeLessThanOrEqual(301);
  expect([points[0], points.at(-1)]).toEqual([
    [0, 0],
    [999, 999],
  ]);
});

test("list, show and compare tell what people look for", async () => {
  await makeRun("first");
  await makeRun("second", { config: { epochs: 3, learningRate: 0.01 } }, 1.25);
  const [first, second] = ["first", "second"].map((name) => join(folder, name));
  const [list, show, compare, missing] = await Promise.all([
    titlecast("runs", "list", folder),
    titlecast("runs", "show", first),
    titlecast("runs", "compare", first, second),
    titlecast("runs", "list", join(folder, "nowhere")),
  ]);
  expect(list.stdout).toMatch(
    /run +started \(UTC\) +status +took +log loss\nsecond .* finished .* 1\.2500\nfirst .* finished .* 1\.5000/,
  );
  expect(show.stdout).toContain("predictor train posts.parquet --out runs/a");
  expect(show.stdout).toMatch(/search +1 +1\.8000\nsearch +2 +1\.6000/);
  expect(compare.stdout).toMatch(/epochs +2 +3\n/);
  expect(compare.stdout).toMatch(/log loss +1\.5000 +1\.2500/);
  expect(compare.stdout).not.toContain("learningRate");
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(/^error: .*nowhere: no such folder/);
}, 30_000);
