import { type Command, Option } from "commander";
import { collect, wholeNumberFrom } from "../console/arguments";
import { UserError } from "../console/errors";
import { addExamples, formatTable, printResult } from "../console/output";
import { formatCount } from "../console/progress";
import { type CrossValidation, crossValidate, type Spread } from "../evaluate/cross-validate";
import { drawLearningCurve } from "../evaluate/learning-curve";
import { sweep } from "../evaluate/sweep";
import { DEVICES, type Device } from "../predictor/backend";
import { makeConfig, PRESETS, type PresetName, parseSettings } from "../predictor/config";

const parallel = () =>
  new Option("--parallel <n>", "fits that run at a time, each in a process of its own")
    .argParser(wholeNumberFrom(1, 64))
    .default(1);
const device = () => new Option("--device <name>", "what tfjs runs on").choices(DEVICES).default("auto");

interface CrossValidateFlags {
  readonly out: string;
  readonly folds?: number;
  readonly rolling?: number;
  readonly vectors: readonly string[];
  readonly preset: PresetName;
  readonly set: readonly string[];
  readonly like?: string;
  readonly parallel: number;
  readonly device: Device;
}

export function registerCrossValidate(predictor: Command): void {
  const command = predictor
    .command("cross-validate")
    .description("judge settings by several fits, each on posts held out from it; the same command resumes")
    .argument("<posts>", "table that `data import` or `data split` wrote")
    .requiredOption("--out <folder>", "folder for cross-validation.json and a folder of each fit")
    .addOption(
      new Option("--folds <n>", "hold out each of so many random parts once (default: 5)")
        .argParser(wholeNumberFrom(2, 100))
        .conflicts("rolling"),
    )
    .option(
      "--rolling <n>",
      "hold out so many spans of time, each from a fit to all before it",
      wholeNumberFrom(1, 100),
    )
    .option("--vectors <file>", "word vectors to build on, from `vectors train`; may be repeated", collect, [])
    .addOption(
      new Option("--preset <name>", "settings to start from").choices(Object.keys(PRESETS)).default("hacker-news"),
    )
    .option("--set <setting=value>", "change a setting, such as epochs=3; may be repeated", collect, [])
    .addOption(
      new Option("--like <folder>", "take settings, epochs and calibration from an earlier training").conflicts("set"),
    )
    .addOption(parallel())
    .addOption(device())
    .action(async (posts: string, flags: CrossValidateFlags) => {
      // Refused here, before the first fit refuses it.
      makeConfig(flags.preset, parseSettings(flags.set));
      const result = await crossValidate(
        flags.rolling === undefined ? { folds: flags.folds ?? 5 } : { rolling: flags.rolling },
        { posts, folder: flags.out, flags: toTrainFlags(flags), device: flags.device, parallel: flags.parallel },
      );
      printResult(command, result, tabulate(result));
    });
  addExamples(
    command,
    "predictor cross-validate posts.parquet --rolling 4 --vectors vectors.bin --out runs/rolling",
    "predictor cross-validate reddit.parquet --preset reddit --folds 5 --parallel 2 --out runs/folds",
  );
}

interface LearningCurveFlags {
  readonly vectors: readonly string[];
  readonly part: readonly number[];
  readonly seeds: number;
  readonly parallel: number;
  readonly device: Device;
}

export function registerLearningCurve(predictor: Command): void {
  const command = predictor
    .command("learning-curve")
    .description("train a judged predictor's settings on parts of its posts: whether more posts would help")
    .argument("<folder>", "folder that `predictor train` finished and `predictor evaluate` judged")
    .argument("<train>", "the table that it was trained on")
    .argument("<test>", "the table that it was judged on")
    .option("--vectors <file>", "the word vectors that it was built on; may be repeated", collect, [])
    .addOption(
      new Option("--part <n>", "train on one post in so many; may be repeated (default: 16, 8, 4 and 2)")
        .argParser(collectPart)
        .default([], " "),
    )
    .option("--seeds <n>", "samples of each size", wholeNumberFrom(1, 100), 1)
    .addOption(parallel())
    .addOption(device())
    .action(async (folder: string, posts: string, test: string, { part, ...flags }: LearningCurveFlags) => {
      const parts = part.length > 0 ? part : [16, 8, 4, 2];
      const points = await drawLearningCurve({ folder, posts, test, parts, ...flags });
      const rows = points.map((point) => [
        formatCount(point.posts),
        ...[point.log_loss, point.spearman, point.spearman_within_community, point.roc_auc_at_100].map(
          (value) => value?.toFixed(4) ?? "-",
        ),
      ]);
      const head = ["posts", "log loss", "spearman", "within community", "roc auc at 100"];
      printResult(command, { points }, formatTable([head, ...rows]));
    });
  addExamples(
    command,
    "predictor learning-curve runs/hacker-news-split train.parquet test.parquet --vectors vectors.bin",
    "predictor learning-curve runs/reddit-split train.parquet test.parquet --vectors vectors.bin --part 16 --part 4",
  );
}

interface SweepFlags extends CrossValidateFlags {
  readonly try: readonly string[];
  readonly trials: number;
  readonly seed: number;
}

export function registerSweep(predictor: Command): void {
  const command = predictor
    .command("sweep")
    .description("try combinations of settings, each on every fold, and rank them; the same command resumes")
    .argument("<posts>", "table that `data import` or `data split` wrote")
    .requiredOption("--out <folder>", "folder for sweep.json and a folder of each fit")
    .requiredOption("--try <setting=[values]>", "values to try for a setting; may be repeated", collect, [])
    .option("--trials <n>", "most combinations: a random sample, where there are more", wholeNumberFrom(1, 10_000), 20)
    .option("--seed <n>", "seed of that sample", wholeNumberFrom(0, 2 ** 31), 1)
    .addOption(
      new Option("--folds <n>", "judge on so many random parts, each held out once (default: 5)")
        .argParser(wholeNumberFrom(2, 100))
        .conflicts("rolling"),
    )
    .option("--rolling <n>", "judge on so many spans of time, each after all that is learnt", wholeNumberFrom(1, 100))
    .option("--vectors <file>", "word vectors to build on, from `vectors train`; may be repeated", collect, [])
    .addOption(
      new Option("--preset <name>", "settings to start from").choices(Object.keys(PRESETS)).default("hacker-news"),
    )
    .option("--set <setting=value>", "change a setting in all trials; may be repeated", collect, [])
    .addOption(parallel())
    .addOption(device())
    .action(async (posts: string, flags: SweepFlags) => {
      const space = parseSpace(flags.try);
      const fixed = parseSettings(flags.set);
      // Refused here, before the first fit refuses it.
      for (const [name, values] of Object.entries(space))
        for (const value of values) makeConfig(flags.preset, { ...fixed, [name]: value });
      const results = await sweep({
        space,
        trials: flags.trials,
        seed: flags.seed,
        folding: flags.rolling === undefined ? { folds: flags.folds ?? 5 } : { rolling: flags.rolling },
        ...{ posts, folder: flags.out, flags: toTrainFlags(flags), device: flags.device, parallel: flags.parallel },
      });
      const metrics = ["log_loss", "roc_auc_at_100", "spearman", "spearman_within_community"];
      const rows = results.map(({ name, full, titleOnly }) => [
        name,
        ...metrics.map((metric) => saySpread(full[metric])),
        saySpread(titleOnly.log_loss),
      ]);
      const head = ["settings", ...metrics.map((metric) => metric.replaceAll("_", " ")), "log loss, title alone"];
      printResult(command, { results }, formatTable([head, ...rows]));
    });
  addExamples(
    command,
    "predictor sweep posts.parquet --rolling 2 --try hidden=[64,128] --try learningRate=[0.005,0.015] --out runs/sweep",
    "predictor sweep reddit.parquet --preset reddit --folds 3 --try wordDropout=[0.3,0.5] --parallel 2 --out runs/sweep",
  );
}

/** @throws UserError for values that are not a list. */
function parseSpace(options: readonly string[]): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    Object.entries(parseSettings(options)).map(([name, values]) => {
      if (Array.isArray(values)) return [name, values];
      throw new UserError(`--try ${name}=${JSON.stringify(values)}: expected a list of values, such as ${name}=[1,2]`);
    }),
  );
}

function saySpread(spread: Spread | undefined): string {
  if (spread === undefined) return "-";
  return spread.deviation === null
    ? spread.mean.toFixed(4)
    : `${spread.mean.toFixed(4)} ± ${spread.deviation.toFixed(4)}`;
}

function toTrainFlags({ vectors, preset, set, like }: Omit<CrossValidateFlags, "out">): string[] {
  return [
    ...vectors.flatMap((path) => ["--vectors", path]),
    ...(like === undefined ? ["--preset", preset] : ["--like", like]),
    ...set.flatMap((setting) => ["--set", setting]),
  ];
}

/** Metrics as rows, folds as columns, and their mean with its spread at the end. */
function tabulate({ folds, full, titleOnly }: CrossValidation): string {
  const rows = (some: CrossValidation["full"], of: "full" | "titleOnly") =>
    Object.entries(some).map(([metric, { mean, deviation }]) => [
      metric.replaceAll("_", " "),
      ...folds.map((fold) => fold[of][metric].value.toFixed(3)),
      deviation === null ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${deviation.toFixed(3)}`,
    ]);
  const head = [...folds.map(({ name }) => name), "mean ± deviation"];
  return [
    formatTable([["", ...head], ...rows(full, "full")]),
    formatTable([["title alone", ...head], ...rows(titleOnly, "titleOnly")]),
  ].join("\n\n");
}

function collectPart(text: string, earlier: readonly number[]): number[] {
  return [...earlier, wholeNumberFrom(2, 10_000)(text)];
}
