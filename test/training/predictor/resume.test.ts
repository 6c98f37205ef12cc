import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRun } from "../../../training/runs/read";
import { TITLECAST, titlecast, titlecastJson } from "../../support/cli";
import { makeInteractionCsv } from "../../support/interaction";

let folder: string;
let unbroken: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-resume-"));
  await writeFile(join(folder, "posts.csv"), makeInteractionCsv({ posts: 1000, seed: 1 }));
  const posts = join(folder, "posts.parquet");
  await titlecastJson("data", "import", join(folder, "posts.csv"), "--as", "hacker-news", "--out", posts);
  await titlecastJson(...train("unbroken"));
  unbroken = await readFile(join(folder, "unbroken", "predictor.bin"));
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

/** A training of two networks for three epochs each, into a folder of this name. */
function train(name: string, ...more: string[]): string[] {
  const settings = ["epochs=3", "patience=3", "members=2", "bigramRows=64", "batch=32"].flatMap((setting) => [
    "--set",
    setting,
  ]);
  const paths = [join(folder, "posts.parquet"), "--out", join(folder, name)];
  return ["predictor", "train", ...paths, "--preset", "tiny", "--device", "wasm", "--seed", "5", ...settings, ...more];
}

/** Sends a signal as soon as standard error says `when`. @returns the exit code, null when the signal ended it. */
async function interrupt(args: readonly string[], when: RegExp, signal: "SIGKILL" | "SIGINT"): Promise<number | null> {
  const child = spawn(process.execPath, [...TITLECAST, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "exit");
  let said = "";
  for await (const text of child.stderr) {
    said += text;
    if (when.test(said) && !child.killed) child.kill(signal);
  }
  expect(said).not.toContain("wrote");
  return (await ended)[0];
}

/** Files that every training leaves on record of itself. */
const RECORD = ["events.out.tfevents", "metrics.ndjson", "run.json"];

/** Names in a training's folder, sorted; those of TensorBoard's files without their time and host. */
async function filesOf(name: string): Promise<string[]> {
  const files = await readdir(join(folder, name));
  return [...new Set(files.map((file) => file.replace(/(?<=tfevents).*/, "")))].sort();
}

it("a training is on record: what it was made from, each epoch's losses, how it ended", async () => {
  const { record, measurements } = await readRun(join(folder, "unbroken"));
  expect(record).toMatchObject({
    status: "finished",
    seed: 5,
    config: { epochs: 3, members: 2 },
    summary: { posts: 1000 },
  });
  expect(record.command).toContain("predictor train");
  expect(record.data[0]).toMatchObject({ name: "posts.parquet", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const epochs = measurements.filter(({ epoch }) => epoch !== null);
  expect(epochs.filter(({ phase }) => phase === "search 1 of 2").map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  const last = epochs.findLast(({ phase }) => phase === "search 1 of 2");
  expect(last?.values.loss).toBeLessThan(epochs[0].values.loss);
  expect(epochs.map(({ values }) => values.log_loss)).toContain(record.summary.log_loss);
});

it("a training that is done is not done again", async () => {
  const { code, stdout, stderr } = await titlecast(...train("unbroken"));
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("is up to date") });
  expect(stderr).not.toContain("epoch");
  expect(stdout).toContain("predictor.bin");
  expect(Buffer.compare(await readFile(join(folder, "unbroken", "predictor.bin")), unbroken)).toBe(0);
});

describe("a training that is broken off", { timeout: 120_000 }, () => {
  it("goes on in the network and epoch where it was, to the very same predictor", async () => {
    const name = "killed";
    const when = /search 2 of 2, epoch 2 of 3/;
    expect(await interrupt(train(name), when, "SIGKILL")).toBeNull();
    expect(await readdir(join(folder, name))).not.toContain("predictor.bin");
    const { code, stderr } = await titlecast(...train(name));
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/search 2 of 2: resuming after epoch [12]\n/),
    });
    expect(Buffer.compare(await readFile(join(folder, name, "predictor.bin")), unbroken)).toBe(0);
    expect(
      (await readdir(join(folder, name))).filter((file) => file.endsWith(".checkpoint") && !file.startsWith(".")),
    ).toEqual([]);
  });

  it("by Ctrl-C leaves whole checkpoints and nothing else, which another config leaves aside", async () => {
    expect(await interrupt(train("interrupted"), /search 1 of 2, epoch 2 of 3/, "SIGINT")).toBe(130);
    expect(await filesOf("interrupted")).toEqual([...RECORD, "search-1.checkpoint"]);
    const { record } = await readRun(join(folder, "interrupted"));
    expect(record).toMatchObject({ status: "interrupted", finished: expect.any(String) });
    const { code, stderr } = await titlecast(...train("interrupted", "--set", "learningRate=0.02"));
    expect(code).toBe(0);
    expect(stderr).not.toContain("resuming");
    expect(await filesOf("interrupted")).toEqual(["predictor.bin", "training.json", ...RECORD].sort());
    expect(Buffer.compare(await readFile(join(folder, "interrupted", "predictor.bin")), unbroken)).not.toBe(0);
  });
});
