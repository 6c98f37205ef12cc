import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeModel, type Model } from "../../lib/predictor/model";
import { decodeVectors, type VectorTable } from "../../lib/vectors/table";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { formatCount, note } from "../console/progress";
import { literal } from "../data/duckdb";
import { openPosts, type Posts, type PostTable, readPosts } from "../data/posts";
import { type Run, startRun } from "../runs/run";
import { type InputStamp, readGitCommit, stampInput } from "../stamp";
import { averageModels } from "./average";
import { type Device, startBackend } from "./backend";
import { type Calibration, calibrate } from "./calibrate";
import type { PredictorConfig, PresetName } from "./config";
import type { TrainingSet } from "./examples";
import { bestEpoch, type Fitted, runFit } from "./fit";
import { follow } from "./on-record";
import { prepareExamples } from "./prepare";
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

/** Encodes the posts that an SQL condition takes. */
type Prepare = (name: string, where?: string) => Promise<TrainingSet>;

/** Fits the members of one averaged network. */
type FitMembers = (phase: string, set: TrainingSet, held: PostTable | null, epochs: number) => Promise<Fitted[]>;

const FEWEST_POSTS = 100;
/** Posts that a fit is validated on, at most: a sample of those held back, where they are more. */
const MOST_HELD = 200_000;

/**
 * Trains a predictor: a fit on all but the validation posts chooses the number of epochs and the calibration, then a fit
 * on all posts uses them. Writes `predictor.bin` and `training.json` into `out`, and a checkpoint after each epoch from
 * which the same command resumes. Posts may be more than memory holds: they are read from disk, encoded, out of a folder
 * beside `out` that goes at the end. What is already made from the same posts and settings is left as it is.
 * @throws UserError
 */
export async function trainPredictor(options: TrainOptions): Promise<TrainingRecord> {
  const { plan, out } = options;
  const [data, vectorsStamp, commit] = await Promise.all([
    stampInput(options.posts),
    options.vectors === null ? null : stampInput(options.vectors),
    readGitCommit(),
  ]);
  const chosen = "like" in plan ? { epochs: plan.like.epochs, calibration: plan.like.calibration } : plan;
  const stamp = hash([options.config, data.sha256, vectorsStamp?.sha256, chosen]);
  const made = await readTrainingRecord(out).catch(() => null);
  if (made?.stamp === stamp && existsSync(join(out, "predictor.bin"))) {
    note(`${out} is up to date: the same posts and settings made it`);
    return made;
  }
  const backend = await startBackend(options.device);
  const posts = await openPosts(options.posts);
  if (posts.length < FEWEST_POSTS)
    throw new UserError(`${options.posts}: ${posts.length} posts are too few to train on`);
  const vectors = options.vectors === null ? null : await readVectors(options.vectors);
  note(`${formatCount(posts.length)} posts, on ${backend}`);
  await mkdir(out, { recursive: true }).catch(() => {
    throw new UserError(`${out}: cannot make this folder`);
  });

  const run = await startRun(out, {
    command: process.argv.slice(2).join(" "),
    config: options.config,
    seed: options.config.seed,
    commit,
    data: vectorsStamp === null ? [data] : [data, vectorsStamp],
    backend,
  });
  const inputs: Inputs = { posts, vectors, stamp, commit, backend, data, vectorsStamp };
  return follow(run, () => fitAndKeep(options, inputs, run.log));
}

/** What a training has before it begins. */
interface Inputs {
  readonly posts: Posts;
  readonly vectors: VectorTable | null;
  readonly stamp: string;
  readonly commit: string;
  readonly backend: string;
  readonly data: InputStamp;
  readonly vectorsStamp: InputStamp | null;
}

async function fitAndKeep(options: TrainOptions, inputs: Inputs, log: Run["log"]): Promise<TrainingRecord> {
  const { config, plan, out } = options;
  const { posts, vectors, stamp } = inputs;
  const folder = `${out}.work`;
  const prepare: Prepare = async (name, where) => {
    const chosen = where === undefined ? posts : await openPosts(options.posts, { where });
    return prepareExamples({ posts: chosen, config, folder, name, stamp: hash([stamp, where]) });
  };
  const checkpoints = new Set<string>();
  const fitMembers: FitMembers = async (phase, set, held, epochs) => {
    const fitted: Fitted[] = [];
    for (let member = 1; member <= config.members; member++) {
      const name = config.members === 1 ? phase : `${phase} ${member} of ${config.members}`;
      const checkpoint = join(out, `${phase}-${member}.checkpoint`);
      checkpoints.add(checkpoint);
      const memberConfig = { ...config, epochs, seed: config.seed + member - 1 };
      const fit = { name, set, held, vectors, config: memberConfig, checkpoint, log };
      fitted.push(await runFit({ ...fit, stamp: hash([stamp, phase, memberConfig]) }));
    }
    return fitted;
  };

  const choice = "like" in plan ? { ...plan.like, search: [] } : await choose(options, plan, prepare, fitMembers);
  const refitted = await fitMembers("refit", await prepare("refit"), null, choice.epochs);
  const model = calibrate(average(refitted), choice.calibration);

  const record: TrainingRecord = {
    preset: options.preset,
    config,
    stamp,
    commit: inputs.commit,
    backend: inputs.backend,
    data: inputs.data,
    vectors: inputs.vectorsStamp,
    posts: posts.length,
    from: new Date(posts.from).toISOString(),
    to: new Date(posts.to).toISOString(),
    epochs: choice.epochs,
    calibration: choice.calibration,
    search: [...choice.search],
    refit: refitted.flatMap(({ history }) => history),
  };
  await writeAtomically(join(out, "predictor.bin"), (path) => writeFile(path, encodeModel(model)));
  await writeAtomically(join(out, "training.json"), (path) => writeFile(path, `${JSON.stringify(record, null, 2)}\n`));
  await Promise.all(Array.from([...checkpoints, folder], (path) => rm(path, { force: true, recursive: true })));
  return record;
}

/** Chooses epochs by the first member's validation loss, and fits the calibration of all members' mean. */
async function choose(
  { posts, config }: TrainOptions,
  plan: { from: Date } | { share: number },
  prepare: Prepare,
  fitMembers: FitMembers,
): Promise<Choice> {
  const isHeld = holdBack(plan, config.seed);
  const held = await readPosts(posts, { where: isHeld, most: MOST_HELD });
  const kept = `NOT ${isHeld}`;
  if (held.length === 0 || (await openPosts(posts, { where: kept })).length === 0) {
    throw new UserError("no posts to train or to validate on; choose another --validate-from or --validate-share");
  }
  const set = await prepare("search", kept);
  const searched = await fitMembers("search", set, held, config.epochs);
  const epochs = bestEpoch(searched[0].history);
  // The rates follow a schedule over all epochs, so fewer epochs are another fit.
  const settled = epochs === config.epochs ? searched : await fitMembers("settle", set, held, epochs);
  const calibration = await calibrateOn(average(settled), held);
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

/** The posts to hold back, as SQL: a random share depends on the seed and a post's row in its file alone. */
function holdBack(plan: { from: Date } | { share: number }, seed: number): string {
  if ("from" in plan) return `(posted_at >= ${literal(plan.from.toISOString())}::TIMESTAMPTZ)`;
  return `(md5_number_lower('${seed} ' || file_row_number) % 1000000 < ${Math.round(plan.share * 1e6)})`;
}

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
