import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { chooseSettings, type SweepResult } from "../../../training/evaluate/sweep";
import { titlecast, titlecastJson } from "../../support/cli";

/** Posts whose score a single word decides, of two that look alike: only a table of words can tell. */
function makeWordCsv(posts: number): string {
  const random = createRandom(1);
  const lines = Array.from({ length: posts }, (_, i) => {
    const good = random() < 0.5;
    const time = new Date(Date.UTC(2020, 0, 1) + i * 3_600_000).toISOString();
    return `A ${good ? "good" : "evil"} title,${Math.round(Math.exp((good ? 5 : 2) + random()))},${time}`;
  });
  return ["title,score,time", ...lines].join("\n");
}

let folder: string;
let posts: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-sweep-"));
  posts = join(folder, "posts.parquet");
  await writeFile(join(folder, "posts.csv"), makeWordCsv(1500));
  await titlecastJson("data", "import", join(folder, "posts.csv"), "--as", "hacker-news", "--out", posts);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const SPACE = { hidden: [8, 16, 32], epochs: [1, 2], learningRate: [0.1, 0.01] };

it("tries every combination once where they are few", () => {
  const all = chooseSettings(SPACE, 100, 1);
  expect(new Set(all.map((settings) => JSON.stringify(settings))).size).toBe(12);
  expect(all).toContainEqual({ hidden: 16, epochs: 2, learningRate: 0.1 });
});

it("tries a sample, no combination twice, where they are many", () => {
  const wide = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`s${i}`, [1, 2, 3, 4]]));
  for (const space of [SPACE, wide]) {
    const [some, same, other] = [chooseSettings(space, 7, 1), chooseSettings(space, 7, 1), chooseSettings(space, 7, 2)];
    expect(new Set(some.map((settings) => JSON.stringify(settings))).size).toBe(7);
    expect(some).toEqual(same);
    expect(some).not.toEqual(other);
  }
});

it("ranks a setting that learns above one that cannot, and keeps each fit on record", {
  timeout: 180_000,
}, async () => {
  const out = join(folder, "sweep");
  const settings = ["members=1", "bigramRows=64", "batch=64", "patience=9", "epochs=8"].flatMap((one) => [
    "--set",
    one,
  ]);
  const { results } = await titlecastJson<{ results: SweepResult[] }>(
    ...["predictor", "sweep", posts, "--out", out, "--preset", "tiny", "--rolling", "1", "--parallel", "2"],
    ...["--try", "tableLearningRate=[0.000001,0.01]", ...settings, "--device", "wasm"],
  );
  expect(results.map(({ settings }) => settings)).toEqual([
    { tableLearningRate: 0.01 },
    { tableLearningRate: 0.000001 },
  ]);
  expect(results[0].full.log_loss.mean).toBeLessThan(results[1].full.log_loss.mean);
  expect(await readdir(out)).toContain("sweep.json");
  const { stdout } = await titlecast("runs", "list", out);
  expect(stdout.match(/finished/g)).toHaveLength(2);
});

it("refuses what is no list and what is no setting before anything is trained", { timeout: 60_000 }, async () => {
  const refuse = async (...tried: string[]) =>
    (await titlecast("predictor", "sweep", posts, "--out", join(folder, "x"), ...tried)).stderr;
  expect(await refuse("--try", "hidden=64")).toMatch(/expected a list of values, such as hidden=\[1,2\]/);
  expect(await refuse("--try", "hiden=[64]")).toMatch(/unknown setting "hiden"/);
  expect(await refuse("--try", "hidden=[64,-1]")).toMatch(/setting "hidden"/);
  expect(await readdir(folder)).not.toContain("x");
});
