import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inParallel, runCommand } from "../console/children";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { formatCount, note } from "../console/progress";
import { firstLine, literal, requireFile, withDuckDB } from "../data/duckdb";
import { readTrainingRecord } from "../predictor/training-record";
import { stampInput } from "../stamp";
import { type Evaluation, readEvaluation } from "./evaluation";

/** A fit on some of the posts of a table, judged on others. */
export interface Trial {
  readonly name: string;
  /** SQL conditions on the columns of the table. */
  readonly train: string;
  /** A condition on the same table, or another table. */
  readonly test: string | { readonly table: string };
  /** Flags of `predictor train` for this trial alone. */
  readonly flags?: readonly string[];
}

export interface TrialOptions {
  /** Table of posts that trials choose from. */
  readonly posts: string;
  /** Folder in which each trial has one of its own. */
  readonly folder: string;
  /** Flags of `predictor train`, beside the table and `--out`. */
  readonly flags: readonly string[];
  readonly device: string;
  /** Trials that run at a time, each in a process of its own. */
  readonly parallel: number;
}

/**
 * Trains and judges a predictor for each trial. A trial that was finished by an earlier run on the same posts and settings
 * is not repeated, and one that was interrupted goes on.
 * @returns their evaluations, in order. @throws UserError
 */
export async function runTrials(trials: readonly Trial[], options: TrialOptions): Promise<Evaluation[]> {
  let finished = 0;
  return inParallel(trials, options.parallel, async (trial) => {
    const evaluation = await runTrial(trial, options);
    const { log_loss, spearman } = evaluation.full;
    const found = [
      `log loss ${log_loss.value.toFixed(4)}`,
      ...(spearman ? [`Spearman ${spearman.value.toFixed(3)}`] : []),
    ];
    note(`${trial.name}: ${found.join(", ")} (${++finished} of ${trials.length})`);
    return evaluation;
  });
}

async function runTrial(
  { name, train, test, flags: own = [] }: Trial,
  { posts, folder, flags, device, parallel: _ }: TrialOptions,
) {
  const out = join(folder, name.replace(/[^a-z0-9]+/g, "-"));
  const trainTable = `${out}.train.parquet`;
  const testTable = typeof test === "string" ? `${out}.test.parquet` : test.table;
  const rows = await writePosts(posts, train, trainTable);
  if (typeof test === "string") await writePosts(posts, test, testTable);
  note(`${name}: training on ${formatCount(rows)} posts`);
  await runCommand(name, ["predictor", "train", trainTable, ...flags, ...own, "--device", device, "--out", out]);
  if (!(await isJudged(out, testTable))) {
    await runCommand(name, ["predictor", "evaluate", out, testTable, "--brief", "--device", device]);
  }
  await rm(trainTable);
  if (typeof test === "string") await rm(testTable);
  return readEvaluation(out);
}

/** Whether the folder's evaluation is of its own training and these posts. */
async function isJudged(folder: string, test: string): Promise<boolean> {
  const evaluation = await readEvaluation(folder).catch(() => null);
  if (evaluation === null) return false;
  const [record, stamp] = [await readTrainingRecord(folder), await stampInput(test)];
  return evaluation.training === record.stamp && evaluation.test.sha256 === stamp.sha256;
}

/** Writes the posts that a condition takes as a table of their own, in their order, so that its bytes are the same each time. */
async function writePosts(posts: string, condition: string, path: string): Promise<number> {
  await requireFile(posts);
  const rows = await writeAtomically(path, (temporary) =>
    withDuckDB(async (connection) => {
      const select = `SELECT * FROM read_parquet(${literal(posts)}) WHERE ${condition}`;
      try {
        return (await connection.run(`COPY (${select}) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd)`))
          .rowsChanged;
      } catch (error) {
        throw new UserError(`${posts}: not a table of posts; make one with \`data import\` (${firstLine(error)})`);
      }
    }),
  );
  if (rows > 0) return rows;
  await rm(path);
  throw new UserError(`${posts}: too few posts for so many parts; choose fewer`);
}

/** Writes a trial's table of results for people and programs. @throws UserError */
export async function writeResults(path: string, results: unknown): Promise<void> {
  await writeAtomically(path, (temporary) => writeFile(temporary, `${JSON.stringify(results, null, 2)}\n`));
}
