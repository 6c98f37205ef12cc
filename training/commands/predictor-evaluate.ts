import { type Command, Option } from "commander";
import { wholeNumberFrom } from "../console/arguments";
import { addExamples, printResult } from "../console/output";
import { judgeBaselines } from "../evaluate/baselines/judge";
import { judgePredictor } from "../evaluate/judge";
import { tabulateEvaluation, tabulateMetrics } from "../evaluate/tables";
import { DEVICES, type Device } from "../predictor/backend";
import { PRESETS, type PresetName } from "../predictor/config";

interface EvaluateFlags {
  readonly train?: string;
  readonly brief?: true;
  readonly seed: number;
  readonly device: Device;
}

/** `predictor evaluate` and `predictor baselines`. */
export function registerEvaluate(predictor: Command): void {
  const command = predictor
    .command("evaluate")
    .description(
      "judge a predictor on posts that it did not train on: metrics with bootstrap 95 % intervals, curves, and what each input adds",
    )
    .argument("<folder>", "folder that `predictor train` finished")
    .argument("<posts>", "table of held-out posts")
    .option(
      "--train <posts>",
      "the table that it trained on: fits the baselines beside it, and finds titles posted twice",
    )
    .option("--brief", "metrics alone, in a fraction of the time; a release needs the rest too")
    .option("--seed <n>", "seed of the bootstrap", wholeNumberFrom(0), 1)
    .addOption(new Option("--device <name>", "what tfjs runs on").choices(DEVICES).default("auto"))
    .action(async (folder: string, test: string, flags: EvaluateFlags) => {
      const { train = null, brief = false, ...rest } = flags;
      const evaluation = await judgePredictor({ folder, test, train, brief, ...rest });
      printResult(command, evaluation, tabulateEvaluation(evaluation));
    });
  addExamples(
    command,
    "predictor evaluate runs/hacker-news-split test.parquet --train train.parquet",
    "predictor evaluate runs/hacker-news-split test.parquet --json",
  );
}

export function registerBaselines(predictor: Command): void {
  const command = predictor
    .command("baselines")
    .description("fit the simple models that a predictor must beat, and judge them")
    .argument("<train>", "table of posts to fit them to")
    .argument("<test>", "table of held-out posts")
    .addOption(
      new Option("--preset <name>", "whose score buckets").choices(Object.keys(PRESETS)).default("hacker-news"),
    )
    .option("--seed <n>", "seed of the bootstrap", wholeNumberFrom(0), 1)
    .action(async (train: string, test: string, { preset, seed }: { preset: PresetName; seed: number }) => {
      const baselines = await judgeBaselines(train, test, PRESETS[preset].edges, seed);
      const models = Object.fromEntries(baselines.map(({ name, metrics }) => [name, metrics]));
      const times = baselines.map(
        ({ name, seconds }) => `${name.replaceAll("_", " ")}: fitted in ${seconds.toFixed(1)} s`,
      );
      printResult(command, { baselines }, [tabulateMetrics(models), ...times].join("\n"));
    });
  addExamples(
    command,
    "predictor baselines train.parquet test.parquet",
    "predictor baselines train.parquet test.parquet --json",
  );
}
