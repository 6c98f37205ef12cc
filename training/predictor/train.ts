import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeModel, type Model } from "../../lib/predictor/model";
import { createRandom } from "../../lib/random";
import { decodeVectors, type VectorTable } from "../../lib/vectors/table";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { formatCount, note } from "../console/progress";
import { type PostTable, readPosts } from "../data/posts";
import { readGitCommit, stampInput } from "../stamp";
import { averageModels } from "./average";
import { type Device, startBackend } from "./backend";
import { type Calibration, calibrate } from "./calibrate";
import type { PredictorConfig, PresetName } from "./config";
import { bestEpoch, type Fitted, runFit } from "./fit";
import { type EpochRecord, readTrainingRecord, type TrainingRecord } from "./training-record";
import { calibrateOn } from "./validate";

export interface TrainOptions {
  readonly posts: string;
  readonly vectors: string | null;
  readonly out: string;
  readonly preset: PresetName;
  readonly config: PredictorConfig;
  /** Where epochs and calibration come from. */
  readonly plan: Plan;
  readonly device: Device;
}

/** Hold back the latest posts, or a random share, to choose epochs and calibration on; or take them from an earlier fit. */
export type Plan = { readonly from: Date } | { readonly share: number } | { readonly like: TrainingRecord };

interface Choice {
  readonly epochs: number;
  readonly calibration: Calibration;
  readonly search: readonly EpochRecord[];
}

/** Fits the members of one averaged network. */
type FitMembers = (phase: string, rows: Int32Array, held: Int32Array, epochs: number) => Promise<Fitted[]>;

const FEWEST_POSTS = 100;

/**
 * Trains a predictor: a fit on all but the validation posts chooses the number of epochs and the calibration, then a fit
 * on all posts uses them. Writes `predictor.bin` and `training.json` into `out`, and a checkpoint after each epoch from
 * which the same command resumes. What is already made from the same posts and settings is left as it is.
 * @throws UserError
 */
export async function trainPredictor(options: TrainOptions): Promise<TrainingRecord> {
  const { config, plan, out } = options;
  const [data, vectorsStamp, commit] = await Promise.all([
    stampInput(options.posts),
    options.vectors === null ? null : stampInput(options.vectors),
    readGitCommit(),
  ]);
  const chosen = "like" in plan ? { epochs: plan.like.epochs, calibration: plan.like.calibration } : plan;
  const stamp = hash([config, data.sha256, vectorsStamp?.sha256, chosen]);
  const made = await readTrainingRecord(out).catch(() => null);
  if (made?.stamp === stamp && existsSync(join(out, "predictor.bin"))) {
    note(`${out} is up to date: the same posts and settings made it`);
    return made;
  }
  const backend = await startBackend(options.device);
  const table = await readPosts(options.posts);
  if (table.length < FEWEST_POSTS)
    throw new UserError(`${options.posts}: ${table.length} posts are too few to train on`);
  const vectors = options.vectors === null ? null : await readVectors(options.vectors);
  note(`${formatCount(table.length)} posts, on ${backend}`);
  await mkdir(out, { recursive: true }).catch(() => {
    throw new UserError(`${out}: cannot make this folder`);
  });

  const checkpoints = new Set<string>();
  const fitMembers: FitMembers = async (phase, rows, held, epochs) => {
    const fitted: Fitted[] = [];
    for (let member = 1; member <= config.members; member++) {
      const name = config.members === 1 ? phase : `${phase} ${member} of ${config.members}`;
      const checkpoint = join(out, `${phase}-${member}.checkpoint`);
      checkpoints.add(checkpoint);
      const memberConfig = { ...config, epochs, seed: config.seed + member - 1 };
      const fit = { name, table, rows, held, vectors, config: memberConfig, checkpoint };
      fitted.push(await runFit({ ...fit, stamp: hash([stamp, phase, memberConfig]) }));
    }
    return fitted;
  };

  const choice = "like" in plan ? { ...plan.like, search: [] } : await choose(fitMembers, table, plan, config);
  const all = Int32Array.from({ length: table.length }, (_, row) => row);
  const refitted = await fitMembers("refit", all, new Int32Array(0), choice.epochs);
  const model = calibrate(average(refitted), choice.calibration);

  const record: TrainingRecord = {
    preset: options.preset,
    config,
    stamp,
    commit,
    backend,
    data,
    vectors: vectorsStamp,
    posts: table.length,
    from: new Date(table.postedAt[0]).toISOString(),
    to: new Date(table.postedAt[table.length - 1]).toISOString(),
    epochs: choice.epochs,
    calibration: choice.calibration,
    search: [...choice.search],
    refit: refitted.flatMap(({ history }) => history),
  };
  await writeAtomically(join(out, "predictor.bin"), (path) => writeFile(path, encodeModel(model)));
  await writeAtomically(join(out, "training.json"), (path) => writeFile(path, `${JSON.stringify(record, null, 2)}\n`));
  await Promise.all(Array.from(checkpoints, (path) => rm(path, { force: true })));
  return record;
}

/** Chooses epochs by the first member's validation loss, and fits the calibration of all members' mean. */
async function choose(
  fitMembers: FitMembers,
  table: PostTable,
  plan: { from: Date } | { share: number },
  config: PredictorConfig,
): Promise<Choice> {
  const [rows, held] = holdBack(table, plan, config.seed);
  if (rows.length === 0 || held.length === 0) {
    throw new UserError("no posts to train or to validate on; choose another --validate-from or --validate-share");
  }
  const searched = await fitMembers("search", rows, held, config.epochs);
  const epochs = bestEpoch(searched[0].history);
  // The rates follow a schedule over all epochs, so fewer epochs are another fit.
  const settled = epochs === config.epochs ? searched : await fitMembers("settle", rows, held, epochs);
  const calibration = await calibrateOn(average(settled), table, held);
  return { epochs, calibration, search: settled.flatMap(({ history }) => history) };
}

async function readVectors(path: string): Promise<VectorTable> {
  try {
    return decodeVectors(new Uint8Array(await readFile(path)));
  } catch (error) {
    throw new UserError(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

function average(fitted: readonly Fitted[]): Model {
  return averageModels(fitted.map(({ model }) => model));
}

function holdBack(table: PostTable, plan: { from: Date } | { share: number }, seed: number): [Int32Array, Int32Array] {
  const random = createRandom(seed);
  const held = Uint8Array.from({ length: table.length }, (_, row) =>
    Number("from" in plan ? table.postedAt[row] >= plan.from.getTime() : random() < plan.share),
  );
  const all = Int32Array.from({ length: table.length }, (_, row) => row);
  return [all.filter((row) => held[row] === 0), all.filter((row) => held[row] === 1)];
}

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
