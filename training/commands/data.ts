import { type Command, InvalidArgumentError, Option } from "commander";
import { collect, parseDate } from "../console/arguments";
import { addExamples, printResult } from "../console/output";
import { formatCount, startProgress } from "../console/progress";
import type { Site } from "../data/clean";
import { parseColumnOptions } from "../data/columns";
import { type ImportOptions, type ImportResult, importPosts } from "../data/import";
import { selectTable } from "../data/postgres";
import { GROUPS, type Group, splitPosts } from "../data/split";
import { registerProfile } from "./data-profile";

interface ImportFlags {
  readonly as: Site;
  readonly out: string;
  readonly column: readonly string[];
  readonly timezone: string;
  readonly format?: "csv" | "ndjson";
  readonly table?: string;
  readonly query?: string;
  readonly param: readonly string[];
}

interface SplitFlags {
  readonly from?: Date;
  readonly tenth?: number;
  readonly by?: Group;
  readonly train: string;
  readonly test: string;
}

/** `data import` and `data split`. */
export function registerData(program: Command): void {
  const data = program.command("data").description("bring posts into one typed table, and divide it");
  registerImport(data);
  registerSplit(data);
  registerProfile(data);
}

function registerImport(data: Command): void {
  const command = data
    .command("import")
    .description("read posts from files, globs, a pipe or PostgreSQL, of any size, into one Parquet table")
    .argument("<sources...>", "CSV, NDJSON or Parquet files (.gz is read too), globs in quotes, - or postgres://…")
    .addOption(
      new Option("--as <site>", "whose posts they are").choices(["hacker-news", "reddit"]).makeOptionMandatory(),
    )
    .requiredOption("--out <file>", "Parquet file to write; rows not understood go to <file>.rejects.ndjson beside it")
    .option("--column <meaning=name>", "a column's name where it is not a usual one; may be repeated", collect, [])
    .option("--timezone <zone>", "zone of times that name none, such as America/New_York", "UTC")
    .addOption(new Option("--format <name>", "what standard input (-) holds").choices(["csv", "ndjson"]))
    .option("--table <name>", "table to read from PostgreSQL, such as public.posts")
    .addOption(
      new Option("--query <sql>", "statement to read instead, with $1, $2 … for each --param").conflicts("table"),
    )
    .option("--param <value>", "value for the query; may be repeated", collect, [])
    .action(async (files: string[], flags: ImportFlags) => {
      const columns = parseColumnOptions(flags.column);
      const { as, out, format, timezone: timeZone } = flags;
      const options = { files, as, out, columns, timeZone, format, query: queryOf(flags) };
      const result = await importPosts(options, startProgress);
      printResult(command, result, describeImport(result));
    });
  addExamples(
    command,
    "data import stories.parquet --as hacker-news --out posts.parquet",
    "data import 2016.csv 2017.ndjson --as hacker-news --column title=headline --timezone America/New_York --out posts.parquet",
    'data import "lake/*/*.parquet" --as reddit --out reddit.parquet --json',
    "data import - --format ndjson --as reddit --out reddit.parquet < dump.ndjson",
    "data import postgres://me@localhost/site --table public.stories --as hacker-news --out posts.parquet",
    "data import postgres://me@db.example.com/site?sslmode=verify-full --as hacker-news --out posts.parquet \\\n" +
      "      --query 'SELECT title, url, score, created_at FROM stories WHERE created_at >= $1' --param 2024-01-01",
  );
  command.addHelpText("after", "\nThe password of a server is best given as PGPASSWORD in the environment.");
}

function queryOf({ table, query, param }: ImportFlags): ImportOptions["query"] {
  if (query !== undefined) return { query, parameters: param };
  return table === undefined ? undefined : { query: selectTable(table), parameters: [] };
}

function registerSplit(data: Command): void {
  const command = data
    .command("split")
    .description("divide a table of any size into posts to train on and posts held out")
    .argument("<file>", "table that `data import` wrote")
    .addOption(
      new Option("--from <date>", "hold out posts from this moment on (UTC)").argParser(parseDate).conflicts("tenth"),
    )
    .addOption(new Option("--tenth <0-9>", "hold out this stable random tenth instead").argParser(parseTenth))
    .addOption(
      new Option("--by <group>", "with --tenth: keep all posts of one of these on one side")
        .choices(GROUPS)
        .conflicts("from"),
    )
    .requiredOption("--train <file>", "Parquet file for the posts to train on")
    .requiredOption("--test <file>", "Parquet file for the posts held out")
    .action(async (file: string, flags: SplitFlags) => {
      const { from, tenth, by } = flags;
      if (from === undefined && tenth === undefined) command.error("error: give --from or --tenth");
      const division = from === undefined ? { tenth: tenth ?? 9, by } : { from };
      const result = await splitPosts(file, division, flags.train, flags.test, startProgress);
      const lines = [result.train, result.test].map((side) => `${formatCount(side.posts)} posts in ${side.file}`);
      printResult(command, result, lines.join("\n"));
    });
  addExamples(
    command,
    "data split posts.parquet --from 2019-07-01 --train train.parquet --test test.parquet",
    "data split reddit.parquet --tenth 9 --train reddit-train.parquet --test reddit-test.parquet",
    "data split posts.parquet --tenth 0 --by author --train train.parquet --test strangers.parquet",
  );
}

function parseTenth(value: string): number {
  if (!/^[0-9]$/.test(value)) throw new InvalidArgumentError("expected a digit from 0 to 9");
  return Number(value);
}

function describeImport(result: ImportResult): string {
  const dropped = Object.entries(result.dropped)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${formatCount(count)} ${reason.replace("_", " ")}`);
  const lines = [
    `kept ${formatCount(result.kept)} of ${formatCount(result.read)} posts in ${result.out}`,
    `dropped: ${dropped.join(", ") || "none"}`,
  ];
  if (result.from !== null) lines.push(`posted ${result.from} to ${result.to}`);
  lines.push(`times without a zone were taken to be in ${result.timeZone}`);
  if (result.rejects !== null) lines.push(`not understood: ${formatCount(result.rejected)}, see ${result.rejects}`);
  return lines.join("\n");
}
