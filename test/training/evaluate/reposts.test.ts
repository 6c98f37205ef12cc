import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { literal, withDuckDB } from "../../../training/data/duckdb";
import { judgeReposts } from "../../../training/evaluate/reposts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-reposts-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Row {
  readonly title: string;
  readonly day: number;
  readonly score: number;
  readonly community?: string;
}

let tables = 0;
/** Writes a table of posts as `data import` does, in the columns that matter here. */
async function write(rows: readonly Row[]): Promise<string> {
  const path = join(folder, `${tables++}.parquet`);
  const lines = rows.map(({ title, day, score, community = null }) =>
    JSON.stringify({
      title,
      community,
      score,
      posted_at: new Date(Date.UTC(2016, 0, 1) + day * 86_400_000).toISOString(),
    }),
  );
  await writeFile(`${path}.ndjson`, lines.join("\n"));
  const columns = "{title: 'VARCHAR', community: 'VARCHAR', score: 'INTEGER', posted_at: 'TIMESTAMPTZ'}";
  await withDuckDB((connection) =>
    connection.run(
      `COPY (SELECT * FROM read_json(${literal(`${path}.ndjson`)}, columns = ${columns}, format = 'newline_delimited'))
       TO ${literal(path)} (FORMAT parquet)`,
    ),
  );
  return path;
}

describe("judgeReposts", () => {
  it("finds the share of a score that is the title's, and its root as the ceiling", async () => {
    const random = createRandom(1);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    // Half of the variance is the title's: the ranks of normal variables that correlate at 0.5 do so at 0.483.
    const rows = Array.from({ length: 3000 }, (_, i) => {
      const worth = normal();
      const score = () => Math.round(Math.exp(5 + worth + normal()));
      return [
        { title: `The tale number ${i}`, day: i % 500, score: score() },
        { title: `the tale: number ${i}!`, day: (i % 500) + 90 + (i % 100), score: score() },
      ];
    });
    const found = await judgeReposts(
      [await write(rows.map(([first]) => first)), await write(rows.map(([, second]) => second))],
      1,
    );
    expect(found).toMatchObject({ pairs: 3000, titles: 3000, days: 90 });
    expect(found?.spearman.value).toBeCloseTo((6 / Math.PI) * Math.asin(0.25), 1);
    expect(found?.spearman.low).toBeLessThan(0.483);
    expect(found?.spearman.high).toBeGreaterThan(0.483);
    expect(found?.ceiling.value).toBeCloseTo(Math.sqrt(found?.spearman.value ?? 0), 12);
  });

  it("pairs a post with the first one at least 90 days younger, in the same community alone", async () => {
    const rows = Array.from({ length: 40 }, (_, i): Row[] => [
      // 0, 100 and 200 make two pairs; 50 and 150 come too soon after the one before.
      ...[0, 50, 100, 150, 200].map((day) => ({ title: `thrice ${i}`, day, score: day + i, community: "a" })),
      { title: `elsewhere ${i}`, day: 0, score: i, community: "a" },
      { title: `elsewhere ${i}`, day: 300, score: i, community: "b" },
      { title: `soon ${i}`, day: 0, score: i, community: "a" },
      { title: `soon ${i}`, day: 89, score: i, community: "a" },
      { title: "?!", day: 4 * i, score: i, community: "a" },
    ]).flat();
    expect(await judgeReposts([await write(rows)], 1)).toMatchObject({ pairs: 80, titles: 40 });
  });

  it("compares ranks within a community: one that votes more makes no title better", async () => {
    const random = createRandom(2);
    const rows = Array.from({ length: 600 }, (_, i): Row[] =>
      [0, 200].map((day) => ({
        title: `luck ${i}`,
        day,
        score: Math.floor(random() * 1000) + (i % 2) * 100_000,
        community: i % 2 === 0 ? "quiet" : "loud",
      })),
    ).flat();
    const found = await judgeReposts([await write(rows)], 1);
    expect(found?.pairs).toBe(600);
    expect(Math.abs(found?.spearman.value ?? 1)).toBeLessThan(0.12);
  });

  it("says nothing where too few titles were posted twice", async () => {
    const rows = Array.from({ length: 29 }, (_, i): Row[] =>
      [0, 100].map((day) => ({ title: `twice ${i}`, day, score: i })),
    ).flat();
    expect(await judgeReposts([await write(rows)], 1)).toBeNull();
  });
});
