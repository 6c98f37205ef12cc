import { Argument, Command } from "commander";
import { numberFrom, wholeNumberFrom } from "../training/console/arguments";
import { runProgram } from "../training/console/main";
import { data } from "./data";
import { feed } from "./feed";
import { feedback } from "./feedback";
import { lighthouse } from "./lighthouse";
import { describeMachine, formatMachine } from "./machine";
import { many } from "./many";
import { formatMeasures, type Measure, type Options, type Part } from "./measure";
import { neighbours } from "./neighbours";
import { page } from "./page";
import { predictor } from "./predictor";
import { score } from "./score";
import { word2vec } from "./word2vec";

const PARTS: Readonly<Record<string, Part>> = {
  page,
  lighthouse,
  many,
  feed,
  word2vec,
  data,
  predictor,
  score,
  neighbours,
  feedback,
};

/** Sizes may be fractions. */
function collectSizes(text: string, earlier: readonly number[] = []): number[] {
  return [...earlier, numberFrom(0.01)(text)];
}

const summaries = Object.entries(PARTS).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`);

const program = new Command("bench")
  .description("Measures how fast this Titlecast is on this machine. Nothing passes or fails.")
  .addArgument(new Argument("[parts...]", "what to measure (default: all)").choices(Object.keys(PARTS)))
  .option("--json", "machine-readable results on standard output")
  .option("--release <folder>", "folder with current.json beside its releases", "public/models")
  .option("--site <folder>", "built site to open; built where absent", "out")
  .option("--corpus <files...>", "texts to train vectors on, a sentence a line (default: two made from a seed)")
  .option("--epochs <n>", "times to go through them", wholeNumberFrom(1, 100), 1)
  .option("--similarity <files...>", "judge the vectors by files of lines `word word score`")
  .option("--analogies <file>", "judge them by lines `a b c d` under lines of `: section`")
  .option("--train <posts>", "table of posts to fit predictors to")
  .option("--test <posts>", "table of later posts to judge them by")
  .option("--vectors <files...>", "word vectors for Titlecast's to build on")
  .option("--rows-from <posts>", "CSV, NDJSON or Parquet whose rows the data files are made of")
  .option("--gigabytes <sizes...>", "sizes of these files (default: 0.05)", collectSizes)
  .addHelpText("after", `\nParts:\n${summaries.join("\n")}`)
  .action(async (names: string[], { json, ...options }: Options & { json?: true }) => {
    const machine = describeMachine();
    if (!json) console.log(`${formatMachine(machine)}\n`);
    const results: Record<string, Measure[]> = {};
    for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
      results[name] = await PARTS[name].measure(options);
      if (!json) console.log(`${name}: ${PARTS[name].about}\n${formatMeasures(results[name])}\n`);
    }
    if (json) console.log(JSON.stringify({ machine, parts: results }));
  });

await runProgram(program, process.argv.slice(2));
