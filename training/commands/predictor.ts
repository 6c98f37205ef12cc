import { type Command, Option } from "commander";
import { collect, numberFrom, parseDate, wholeNumberFrom } from "../console/arguments";
import { addExamples, printResult } from "../console/output";
import { formatCount } from "../console/progress";
import { DEVICES, type Device } from "../predictor/backend";
import { makeConfig, PRESETS, type PresetName, parseSettings } from "../predictor/config";
import { type Plan, trainPredictor } from "../predictor/train";
import { readTrainingRecord, type TrainingRecord } from "../predictor/training-record";
import { registerBaselines, registerEvaluate } from "./predictor-evaluate";
import { registerNotice } from "./predictor-notice";
import { registerCrossValidate, registerLearningCurve, registerSweep } from "./predictor-trials";

interface TrainFlags {
  readonly out: string;
  readonly vectors: readonly string[];
  readonly preset: PresetName;
  readonly set: readonly string[];
  readonly seed?: number;
  readonly validateFrom?: Date;
  readonly validateShare?: number;
  readonly like?: string;
  readonly device: Device;
}

/** `predictor train`, and all that judges it. */
export function registerPredictor(program: Command): void {
  const predictor = program.command("predictor").description("train predictors of score buckets, and judge them");
  registerTrain(predictor);
  registerEvaluate(predictor);
  registerBaselines(predictor);
  registerCrossValidate(predictor);
  registerLearningCurve(predictor);
  registerSweep(predictor);
  registerNotice(predictor);
}

function registerTrain(predictor: Command): void {
  const command = predictor
    .command("train")
    .description("train a predictor on a table of posts; the same command resumes after an interruption")
    .argument("<posts>", "table that `data import` or `data split` wrote")
    .requiredOption("--out <folder>", "folder for predictor.bin, training.json and checkpoints")
    .option("--vectors <file>", "word vectors to build on, from `vectors train`; may be repeated", collect, [])
    .addOption(
      new Option("--preset <name>", "settings to start from").choices(Object.keys(PRESETS)).default("hacker-news"),
    )
    .option("--set <setting=value>", "change a setting, such as epochs=3; may be repeated", collect, [])
    .option("--seed <n>", "seed of the random numbers", wholeNumberFrom(0, 2 ** 31))
    .addOption(
      new Option("--validate-from <date>", "choose epochs and calibration on posts from this moment on (UTC)")
        .argParser(parseDate)
        .conflicts(["validateShare", "like"]),
    )
    .addOption(
      new Option("--validate-share <x>", "choose them on a random share of the posts instead")
        .argParser(numberFrom(0.001, 0.5))
        .conflicts("like"),
    )
    .option("--like <folder>", "take settings, epochs and calibration from an earlier training")
    .addOption(new Option("--device <name>", "what tfjs runs on").choices(DEVICES).default("auto"))
    .action(async (posts: string, flags: TrainFlags) => {
      const like = flags.like === undefined ? null : await readTrainingRecord(flags.like);
      const record = await trainPredictor({
        posts,
        vectors: flags.vectors,
        out: flags.out,
        preset: like === null ? flags.preset : (like.preset as PresetName),
        config: like?.config ?? makeConfig(flags.preset, changesOf(flags)),
        plan: planOf(flags, like),
        device: flags.device,
      });
      printResult(command, record, summarise(record, flags.out));
    });
  addExamples(
    command,
    "predictor train train.parquet --vectors vectors.bin --validate-from 2019-01-01 --out runs/hacker-news-split",
    "predictor train posts.parquet --vectors vectors.bin --like runs/hacker-news-split --out runs/hacker-news",
    "predictor train reddit.parquet --preset reddit --validate-share 0.03 --set epochs=2 --out runs/reddit",
  );
}

function changesOf(flags: TrainFlags): Record<string, unknown> {
  return { ...parseSettings(flags.set), ...(flags.seed === undefined ? {} : { seed: flags.seed }) };
}

function planOf(flags: TrainFlags, like: TrainingRecord | null): Plan {
  if (like !== null) return { like };
  return flags.validateFrom === undefined ? { share: flags.validateShare ?? 0.1 } : { from: flags.validateFrom };
}

function summarise(record: TrainingRecord, out: string): string {
  const last = record.search[record.epochs - 1];
  const chosen =
    last === undefined ? "" : `, validation log loss ${last.full?.toFixed(4)} (title alone ${last.title?.toFixed(4)})`;
  return `wrote ${out}/predictor.bin: ${formatCount(record.posts)} posts, ${record.epochs} epochs${chosen}`;
}
