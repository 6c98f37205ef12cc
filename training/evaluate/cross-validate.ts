import { join } from "node:path";
import { UserError } from "../console/errors";
import { firstLine, literal, requireFile, withDuckDB } from "../data/duckdb";
import type { Metrics } from "./evaluate";
import type { Evaluation } from "./evaluation";
import { runTrials, type Trial, type TrialOptions, writeResults } from "./trials";

/** Folds at random, each held out once; or folds in time, each held out from a fit to all before it. */
export type Folding = { readonly folds: number } | { readonly rolling: number };

/** The mean over folds, and how far apart they lie. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation over folds (n − 1); null with one fold. */
  readonly deviation: number | null;
}

/** What `predictor cross-validate` found, written as `cross-validation.json`. */
export interface CrossValidation {
  readonly folds: readonly {
    readonly name: string;
    readonly train: Evaluation["train"];
    readonly test: Evaluation["test"];
    readonly full: Metrics;
    readonly titleOnly: Metrics;
  }[];
  readonly full: Readonly<Record<string, Spread>>;
  readonly titleOnly: Readonly<Record<string, Spread>>;
}

/**
 * Cross-validates a predictor's settings: k-fold (Stone 1974) where time does not matter, rolling origin (Tashman 2000)
 * where the future is what counts. Copies of a post, of one title, community and time, fall into one fold.
 * @throws UserError
 */
export async function crossValidate(folding: Folding, options: TrialOptions): Promise<CrossValidation> {
  const trials = await foldPosts(options.posts, folding);
  const evaluations = await runTrials(trials, options);
  const folds = evaluations.map(({ train, test, full, titleOnly }, i) => ({
    name: trials[i].name,
    train,
    test,
    full,
    titleOnly,
  }));
  const result: CrossValidation = {
    folds,
    full: summarise(folds.map(({ full }) => full)),
    titleOnly: summarise(folds.map(({ titleOnly }) => titleOnly)),
  };
  await writeResults(join(options.folder, "cross-validation.json"), result);
  return result;
}

/** One trial for each fold of a table. @throws UserError */
export async function foldPosts(posts: string, folding: Folding): Promise<Trial[]> {
  return "folds" in folding ? foldAtRandom(folding.folds) : foldInTime(posts, folding.rolling);
}

function foldAtRandom(count: number): Trial[] {
  const fold = `md5_number_lower(concat_ws(chr(10), title, community, epoch_ms(posted_at))) % ${count}`;
  return Array.from({ length: count }, (_, i) => ({
    name: `fold ${i + 1} of ${count}`,
    train: `${fold} <> ${i}`,
    test: `${fold} = ${i}`,
  }));
}

/** The posts in `count + 1` spans of time with as many posts each: the first is never tested on. */
async function foldInTime(posts: string, count: number): Promise<Trial[]> {
  await requireFile(posts);
  const shares = Array.from({ length: count }, (_, i) => (i + 1) / (count + 1));
  const starts = await withDuckDB(async (connection) => {
    try {
      const reader = await connection.runAndReadAll(
        `SELECT unnest(quantile_disc(epoch_ms(posted_at), [${shares.join(", ")}])) FROM read_parquet(${literal(posts)})`,
      );
      return reader.getRows().map(([start]) => new Date(Number(start)).toISOString());
    } catch (error) {
      throw new UserError(`${posts}: not a table of posts; make one with \`data import\` (${firstLine(error)})`);
    }
  });
  return starts.map((start, i) => {
    const from = `posted_at >= ${literal(start)}::TIMESTAMPTZ`;
    const until = i + 1 < count ? ` AND posted_at < ${literal(starts[i + 1])}::TIMESTAMPTZ` : "";
    return { name: `span ${i + 1} of ${count}`, train: `NOT ${from}`, test: `${from}${until}` };
  });
}

/** Each metric that all folds have. */
export function summarise(folds: readonly Metrics[]): Record<string, Spread> {
  const names = Object.keys(folds[0]).filter((name) => folds.every((metrics) => name in metrics));
  return Object.fromEntries(
    names.map((name) => {
      const values = folds.map((metrics) => metrics[name].value);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return [name, { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null }];
    }),
  );
}
