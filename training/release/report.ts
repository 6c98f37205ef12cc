import type { NoticeEvidence } from "../../lib/release/notice-evidence";
import { type LearningPoint, parseReport, REPORT_FORMAT, type Report } from "../../lib/release/report";
import type { Evaluation } from "../evaluate/evaluation";

/** More digits than any interval can carry. */
const DIGITS = 5;

interface Judged {
  readonly predictor: string;
  readonly label: string;
  readonly split: string;
  readonly caveats: readonly string[];
  readonly evaluation: Evaluation;
  /** Null where none was drawn. */
  readonly learningCurve: LearningPoint[] | null;
  /** Null where no sample tells. */
  readonly naturalOdds: NoticeEvidence | null;
}

/** The report of a predictor as its file, for the model page. */
export function encodeReport({
  predictor,
  label,
  split,
  caveats,
  evaluation,
  learningCurve,
  naturalOdds,
}: Judged): Uint8Array {
  const { test, train, training: _stamp, seed: _seed, ...evidence } = evaluation;
  const report: Report = {
    format: REPORT_FORMAT,
    predictor,
    label,
    created: new Date().toISOString(),
    data: { test, train, split, caveats: [...caveats] },
    ...evidence,
    ...(learningCurve === null ? {} : { learningCurve }),
    ...(naturalOdds === null ? {} : { naturalOdds }),
  };
  const json = `${JSON.stringify(report, shorten)}\n`;
  parseReport(json);
  return new TextEncoder().encode(json);
}

function shorten(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value;
}
