import type { Command } from "commander";
import { wholeNumberFrom } from "../console/arguments";
import { addExamples, formatTable, printResult } from "../console/output";
import { formatCount } from "../console/progress";
import { fitNotice } from "../notice/fit";
import type { NoticeRecord } from "../notice/record";

interface NoticeFlags {
  readonly noticed: string;
  readonly check?: string;
  readonly seed: number;
}

/** `predictor notice`. */
export function registerNotice(predictor: Command): void {
  const command = predictor
    .command("notice")
    .description("learn how often a submission is noticed at all, from a sample that leaves none out")
    .argument("<folder>", "folder that `predictor train` finished; notice.json is written into it")
    .argument("<sample>", "table of all submissions of some days")
    .requiredOption("--noticed <posts>", "table of noticed posts that covers those days, such as the training posts")
    .option("--check <posts>", "table of other submissions, to hold the spread of scores against")
    .option("--seed <n>", "seed of folds and bootstrap", wholeNumberFrom(0), 1)
    .action(async (folder: string, sample: string, flags: NoticeFlags) => {
      const record = await fitNotice({ folder, sample, ...flags, check: flags.check ?? null });
      printResult(command, record, summarise(record, folder));
    });
  addExamples(command, "predictor notice runs/hacker-news week.parquet --noticed posts.parquet --check random.parquet");
}

function summarise({ model, evidence }: NoticeRecord, folder: string): string {
  const { rocAuc, logLoss, logLossOfShare, check } = evidence;
  const say = ({ value, low, high }: typeof rocAuc) => [value, low, high].map((x) => x.toFixed(3)).join(" ");
  const lines = [
    `wrote ${folder}/notice.json: ${formatCount(model.noticed)} of ${formatCount(model.stories)} submissions ` +
      `of ${model.from} to ${model.to} were noticed`,
    formatTable([
      ["cross-validated", "value, 95 % interval"],
      ["ROC AUC", say(rocAuc)],
      ["log loss", say(logLoss)],
      ["log loss of the share of all", say(logLossOfShare)],
    ]),
  ];
  if (check !== null) {
    const row = (name: string, shares: readonly number[]) => [name, ...shares.map((x) => `${(x * 100).toFixed(2)} %`)];
    lines.push(
      `${formatCount(check.posts)} submissions of ${check.from} to ${check.to}, share in each bucket:`,
      formatTable([row("forecast", check.predicted), row("true", check.observed)]),
    );
  }
  return lines.join("\n");
}
