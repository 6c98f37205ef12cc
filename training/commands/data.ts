import { type Command, Option } from "commander";
import { addExamples, printResult } from "../console/output";
import { formatCount, note } from "../console/progress";
import { parseColumnOptions } from "../data/columns";
import { type ImportResult, importPosts, type Site } from "../data/import";

interface ImportFlags {
  readonly as: Site;
  readonly out: string;
  readonly column: readonly string[];
  readonly timezone: string;
}

/** `data import`. */
export function registerData(program: Command): void {
  const data = program.command("data").description("bring posts into one typed table");
  const command = data
    .command("import")
    .description("read CSV, NDJSON or Parquet files of posts into one Parquet table")
    .argument("<files...>", "files of posts; .gz is read too")
    .addOption(
      new Option("--as <site>", "whose posts they are").choices(["hacker-news", "reddit"]).makeOptionMandatory(),
    )
    .requiredOption("--out <file>", "Parquet file to write; rows not understood go to <file>.rejects.ndjson beside it")
    .option("--column <meaning=name>", "a column's name where it is not a usual one; may be repeated", collect, [])
    .option("--timezone <zone>", "zone of times that name none, such as America/New_York", "UTC")
    .action(async (files: string[], flags: ImportFlags) => {
      const columns = parseColumnOptions(flags.column);
      const options = { files, as: flags.as, out: flags.out, columns, timeZone: flags.timezone };
      const result = await importPosts(options, note);
      printResult(command, result, describeImport(result));
    });
  addExamples(
    command,
    "data import stories.parquet --as hacker-news --out posts.parquet",
    "data import 2016.csv 2017.ndjson --as hacker-news --column title=headline --timezone America/New_York --out posts.parquet",
    "data import top.parquet --as reddit --out reddit.parquet --json",
  );
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
  if (result.rejects !== null) lines.push(`not understood: ${formatCount(result.rejected)}, see ${result.rejects}`);
  return lines.join("\n");
}

function collect(value: string, values: readonly string[]): string[] {
  return [...values, value];
}
