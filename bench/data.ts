import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import * as v from "valibot";
import { createRandom } from "../lib/random";
import { UserError } from "../training/console/errors";
import { note } from "../training/console/progress";
import { literal } from "../training/data/duckdb";
import { readBatches } from "../training/predictor/batches";
import { makeConfig } from "../training/predictor/config";
import { openExamples } from "../training/predictor/prepare";
import { runTitlecast } from "./command";
import { writeCsv } from "./data-rows";
import { describeMiddle, type Measure, type Options, type Part } from "./measure";
import { withScratch } from "./scratch";
import { type Watched, watchTitlecast } from "./watch";

const GIGABYTE = 1e9;
/** Size of the file that is made where none is asked for. */
const SMALL = 0.05;
/** Seconds for which a fit is watched, and its examples are read without it. */
const FIT = 40;
const READING = 10;

/** From a CSV to the examples of a fit, of any size. */
export const data: Part = {
  about: "import, split and training's reading of a CSV of any size: rates, and the most memory that each held",
  measure: (options) =>
    withScratch(async (folder): Promise<Measure[]> => {
      const posts = options.rowsFrom === undefined ? null : await importRows(options.rowsFrom, folder);
      const measures: Measure[] = [];
      for (const size of options.gigabytes ?? [SMALL])
        measures.push(...(await measureSize(posts, size, options, folder)));
      return measures;
    }),
};

const imported = v.object({ read: v.number(), kept: v.number() });

async function importRows(file: string, folder: string): Promise<string> {
  const out = join(folder, "rows.parquet");
  await runTitlecast("data", "import", file, "--as", "hacker-news", "--out", out);
  return out;
}

async function measureSize(posts: string | null, size: number, options: Options, folder: string): Promise<Measure[]> {
  const [csv, copy, table, train, test] = ["csv", "copy.parquet", "parquet", "train.parquet", "test.parquet"].map(
    (ending) => join(folder, `posts.${ending}`),
  );
  note(`data: making ${size} GB`);
  await writeCsv(posts, csv, size * GIGABYTE);
  const megabytes = (await stat(csv)).size / 1e6;
  const name = `${size} GB`;

  note(`data: ${name}, DuckDB's COPY`);
  const copying = await copyToParquet(csv, copy);
  await rm(copy);
  note(`data: ${name}, data import`);
  const importing = await watchTitlecast(["data", "import", csv, "--as", "hacker-news", "--out", table]);
  // Told as it goes: what follows may take an hour for a large file.
  const rate = (megabytes / importing.seconds).toFixed(0);
  note(
    `data: ${name}, imported at ${rate} MB/s (${(copying / importing.seconds).toFixed(2)} of COPY), ${told(importing)}`,
  );
  const { read, kept } = v.parse(v.pipe(v.string(), v.parseJson(), imported), importing.stdout);
  await rm(csv);
  note(`data: ${name}, data split`);
  const splitting = await watchTitlecast(["data", "split", table, "--tenth", "9", "--train", train, "--test", test]);
  note(`data: ${name}, split in ${splitting.seconds.toFixed(0)} s, ${told(splitting)}`);
  await rm(table);
  const { training, fitting, reading } = await measureTraining(train, options, folder, name);
  await Promise.all([train, test].map((path) => rm(path)));

  const rows = `${read.toLocaleString("en-US")} rows, ${kept.toLocaleString("en-US")} kept`;
  const one = (what: string, unit: string, value: number, meaning: string) =>
    describeMiddle(`${name}: ${what}`, unit, [value], meaning);
  return [
    one("data import", "MB/s", megabytes / importing.seconds, `${rows}; starting and cleaning included`),
    one("COPY … TO PARQUET", "MB/s", megabytes / copying, "DuckDB of its own, in the same run"),
    one("data import ÷ COPY", "×", copying / importing.seconds, "1 where cleaning costs nothing"),
    one("data import", "MiB", importing.mebibytes, "most memory held, by the whole family of processes"),
    one("data split", "rows/s", kept / splitting.seconds, "both sides written"),
    one("data split", "MiB", splitting.mebibytes, "most memory held"),
    one("predictor train", "rows/s", fitting, "that the fit consumes, as it says itself"),
    one("training reader", "rows/s", reading, "shuffled, after dropout, with no fit to wait for"),
    one("reader ÷ fit", "×", reading / fitting, "above 1 the fit never waits"),
    one("predictor train", "MiB", training.mebibytes, "most memory held, counting and encoding included"),
  ];
}

/** DuckDB as it comes. @returns seconds */
async function copyToParquet(csv: string, out: string): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const started = performance.now();
  await connection.run(`COPY (FROM ${literal(csv)}) TO ${literal(out)} (FORMAT parquet)`);
  const seconds = (performance.now() - started) / 1000;
  connection.closeSync();
  instance.closeSync();
  return seconds;
}

/** Trains until it is known how fast, and reads what the training would have gone on with. */
async function measureTraining(posts: string, { vectors = [] }: Options, folder: string, name: string) {
  const out = join(folder, "fit");
  const given = vectors.flatMap((path) => ["--vectors", path]);
  const settings = ["members=1", "epochs=1"].flatMap((setting) => ["--set", setting]);
  note(`data: ${name}, predictor train`);
  let fitting = 0;
  let since = 0;
  const training = await watchTitlecast(["predictor", "train", posts, "--out", out, ...given, ...settings], (text) => {
    const rate = /search, epoch 1 of 1: (?:\d+ %, ([\d,]+) posts\/s|([\d,]+) posts in ([\d.]+) s)/.exec(text);
    if (rate === null) return false;
    fitting = rate[1] === undefined ? toNumber(rate[2]) / Number(rate[3]) : toNumber(rate[1]);
    since ||= performance.now();
    return rate[1] === undefined || performance.now() - since > FIT * 1000;
  });
  if (fitting === 0) throw new UserError("the training ended before it told its rate; choose more --gigabytes");
  const config = makeConfig("hacker-news", { members: 1, epochs: 1 });
  const kept = await openExamples(`${out}.work`, "search", config);
  if (kept === null)
    throw new UserError("the training ended before its examples could be read; choose more --gigabytes");
  const started = performance.now();
  let done = 0;
  for await (const batch of readBatches(kept, config, createRandom(1))) {
    done += batch.posts;
    if (performance.now() - started > READING * 1000) break;
  }
  const reading = (1000 * done) / (performance.now() - started);
  await Promise.all([out, `${out}.work`].map((path) => rm(path, { recursive: true, force: true })));
  return { training, fitting, reading };
}

function told({ mebibytes }: Watched): string {
  return `${Math.round(mebibytes)} MiB at most`;
}

function toNumber(text: string): number {
  return Number(text.replaceAll(",", ""));
}
