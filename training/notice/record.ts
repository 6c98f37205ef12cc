import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { noticeModel } from "../../lib/predictor/notice";
import { noticeEvidence } from "../../lib/release/notice-evidence";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";

const FILE = "notice.json";

const record = v.object({ model: noticeModel, evidence: noticeEvidence });
/** What `predictor notice` writes, as `notice.json` beside the predictor. */
export type NoticeRecord = v.InferOutput<typeof record>;

export async function writeNotice(folder: string, made: NoticeRecord): Promise<void> {
  await writeAtomically(join(folder, FILE), (path) => writeFile(path, `${JSON.stringify(made, null, 2)}\n`));
}

/**
 * What `predictor notice` found for the predictor in this folder; null where it was not run.
 * @param buckets of the predictor.
 * @throws UserError when the record is damaged or of another predictor.
 */
export async function readNotice(folder: string, buckets: number): Promise<NoticeRecord | null> {
  const path = join(folder, FILE);
  if (!existsSync(path)) return null;
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), record), await readFile(path, "utf8"));
  if (!result.success || result.output.model.unnoticed.length !== buckets) {
    throw new UserError(`${path}: not of this predictor; make it again with \`predictor notice\`, or remove it`);
  }
  return result.output;
}
