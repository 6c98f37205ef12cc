import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { LearningPoint } from "../../lib/release/report";
import { UserError } from "../console/errors";
import { readTrainingRecord } from "../predictor/training-record";
import { stampInput } from "../stamp";
import { type Evaluation, readEvaluation, writeLearningCurve } from "./evaluation";
import { runTrials, type Trial, type TrialOptions } from "./trials";

export interface LearningCurveOptions extends Omit<TrialOptions, "folder" | "flags"> {
  /** Folder of the judged predictor that was trained on all of `posts`. */
  readonly folder: string;
  /** Table that it was judged on. */
  readonly test: string;
  readonly vectors: readonly string[];
  /** Train on one post in so many, for each. */
  readonly parts: readonly number[];
  /** How many such samples of each size. */
  readonly seeds: number;
}

/**
 * Trains the predictor's settings, with its epochs and calibration, on random parts of its posts and judges each on the
 * same held-out posts; the predictor itself is the last point. Written as `learning-curve.json` beside it.
 * @throws UserError
 */
export async function drawLearningCurve(options: LearningCurveOptions): Promise<LearningPoint[]> {
  const { folder, posts, test, vectors, parts, seeds, ...rest } = options;
  const [record, whole] = [await readTrainingRecord(folder), await readEvaluation(folder)];
  const [trained, tested] = [await stampInput(posts), await stampInput(test)];
  if (trained.sha256 !== record.data.sha256)
    throw new UserError(`${posts}: not the posts that ${folder} was trained on`);
  if (tested.sha256 !== whole.test.sha256)
    throw new UserError(
      `${test}: not the posts that ${folder} was judged on; run \`predictor evaluate\` on them first`,
    );

  const work = join(folder, "learning-curve.work");
  const runs = parts.flatMap((part) => Array.from({ length: seeds }, (_, i) => ({ part, seed: i + 1 })));
  const flags = ["--like", folder, ...vectors.flatMap((path) => ["--vectors", path])];
  const trials = runs.map(({ part, seed }) => takePart(part, seed, test));
  const evaluations = await runTrials(trials, { ...rest, posts, folder: work, flags });
  const points = [
    ...evaluations.map((evaluation, i) => toPoint(evaluation, runs[i].seed)),
    toPoint(whole, record.config.seed),
  ].sort((a, b) => a.posts - b.posts);
  await writeLearningCurve(folder, points);
  await rm(work, { recursive: true, force: true });
  return points;
}

/** One post in so many, others for another seed. */
function takePart(part: number, seed: number, test: string): Trial {
  const number = `md5_number_lower(concat_ws(chr(10), '${seed}', title, community, epoch_ms(posted_at)))`;
  return { name: `1 in ${part}, sample ${seed}`, train: `${number} % ${part} = 0`, test: { table: test } };
}

function toPoint({ train, full }: Evaluation, seed: number): LearningPoint {
  return {
    posts: train.posts,
    seed,
    log_loss: full.log_loss.value,
    spearman: full.spearman?.value ?? null,
    spearman_within_community: full.spearman_within_community?.value ?? null,
    roc_auc_at_100: full.roc_auc_at_100?.value ?? null,
  };
}
