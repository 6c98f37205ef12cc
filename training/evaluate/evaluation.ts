import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { evidence, type LearningPoint, learningCurve, postTable } from "../../lib/release/report";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";

const schema = v.object({
  /** Held-out posts, and those that the predictor was trained on. */
  test: postTable,
  train: postTable,
  /** Stamp of the training that was judged. */
  training: v.string(),
  seed: v.number(),
  ...evidence.entries,
});

/** What `predictor evaluate` found, written as `evaluation.json` beside the predictor. */
export type Evaluation = v.InferOutput<typeof schema>;

/** Writes `evaluation.json` into the folder. @throws UserError */
export async function writeEvaluation(folder: string, evaluation: Evaluation): Promise<void> {
  await writeJson(join(folder, "evaluation.json"), evaluation);
}

/** Reads what {@link writeEvaluation} wrote. @throws UserError when the folder holds none, or one of an earlier version. */
export async function readEvaluation(folder: string): Promise<Evaluation> {
  const path = join(folder, "evaluation.json");
  const text = await readFile(path, "utf8").catch(() => {
    throw new UserError(`${path}: no such file; run \`predictor evaluate ${folder}\` first`);
  });
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? "top";
  throw new UserError(`${path}, ${where}: ${issue.message}; run \`predictor evaluate ${folder}\` again`);
}

/** Writes `learning-curve.json` into the folder. @throws UserError */
export async function writeLearningCurve(folder: string, points: readonly LearningPoint[]): Promise<void> {
  await writeJson(join(folder, "learning-curve.json"), points);
}

/** Reads what {@link writeLearningCurve} wrote; null where the folder holds none. @throws UserError */
export async function readLearningCurve(folder: string): Promise<LearningPoint[] | null> {
  const path = join(folder, "learning-curve.json");
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), learningCurve), text);
  if (result.success) return result.output;
  throw new UserError(`${path}: ${result.issues[0].message}; run \`predictor learning-curve\` again`);
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeAtomically(path, (temporary) => writeFile(temporary, `${JSON.stringify(value, null, 2)}\n`));
}
