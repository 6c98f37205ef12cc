import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = (...args: string[]) => promisify(execFile)(process.execPath, ["--import", "tsx", "bench/run.ts", ...args]);

test("a part prints its percentiles and the machine as JSON", async () => {
  const { stdout } = await run("neighbours", "--json", "--release", "test/bench/no-release");
  const { machine, parts } = JSON.parse(stdout);
  expect(machine).toMatchObject({ cores: expect.any(Number), node: process.versions.node });
  expect(Object.keys(parts)).toEqual(["neighbours"]);
  const [{ name, unit, samples, p50, p95 }] = parts.neighbours;
  expect([name, unit, samples]).toEqual(["top 20 of 50,000 × 100", "ms", 500]);
  expect(p50).toBeGreaterThan(0);
  expect(p95).toBeGreaterThanOrEqual(p50);
}, 60_000);

test("a part that is not there is answered with those that are", async () => {
  await expect(run("speed")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /'speed'.*page, lighthouse, many, feed, word2vec, data, predictor, score, neighbours, feedback/,
    ),
  });
}, 30_000);
