import { parseReport, REPORT_FORMAT, type Report } from "../../lib/release/report";
import { type Evaluation, readLearningCurve } from "../evaluate/evaluation";

/** More digits than any interval can carry. */
const DIGITS = 5;

interface Judged {
  readonly predictor: string;
  readonly label: string;
  readonly split: string;
  readonly caveats: readonly string[];
  readonly evaluation: Evaluation;
  /** Folder of the fit that was evaluated, with its learning curve where one was drawn. */
  readonly folder: string;
}

/** The report of a predictor as its file, for the model page. @throws UserError */
export async function encodeReport({
  predictor,
  label,
  split,
  caveats,
  evaluation,
  folder,
}: Judged): Promise<Uint8Array> {
  const { test, train, seed: _seed, ...evidence } = evaluation;
  const learningCurve = await readLearningCurve(folder);
  const report: Report = {
    format: REPORT_FORMAT,
    predictor,
    label,
    created: new Date().toISOString(),
    data: { test, train, split, caveats: [...caveats] },
    ...evidence,
    ...(learningCurve === null ? {} : { learningCurve }),
  };
  const json = `${JSON.stringify(report, shorten)}\n`;
  parseReport(json);
  return new TextEncoder().encode(json);
}

function shorten(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value;
}
