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
import { literal } from "../data/duckdb";
import { openPosts, type Posts, type PostTable, readPosts } from "../data/posts";
import { type Run, startRun } from "../runs/run";
import { type InputStamp, readGitCommit, stampInput } from "../stamp";
import { averageNetworks } from "./average";
import { type Device, startBackend } from "./backend";
import { type Batch, readBatches } from "./batches";
import { type Calibration, calibrate } from "./calibrate";
import { condense } from "./condense";
import type { PredictorConfig, PresetName } from "./config";
import type { TrainingSet } from "./examples";
import { bestEpoch, type Fitted, runFit } from "./fit";
import { follow } from "./on-record";
import { prepareExamples } from "./prepare";
import { roundTable } from "./round";
import { type EpochRecord, readTrainingRecord, type TrainingRecord } from "./training-record";
import { calibrateOn } from "./validate";

export interface TrainOptions {
  readonly posts: string;
  /** Files of word vectors, which stand side by side. */
  readonly vectors: readonly string[];
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

/** Fits one member of an averaged network, counted from 1. */
type FitMember = (member: number, phase: Phase) => Promise<Fitted>;

interface Phase {
  readonly name: string;
  readonly set: TrainingSet;
  readonly held: PostTable | null;
  readonly epochs: number;
}

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
  const [data, vectorStamps, commit] = await Promise.all([
    stampInput(options.posts),
    Promise.all(options.vectors.map(stampInput)),
    readGitCommit(),
  ]);
  const chosen = "like" in plan ? { epochs: plan.like.epochs, calibration: plan.like.calibration } : plan;
  const stamp = hash([options.config, data.sha256, vectorStamps.map(({ sha256 }) => sha256), chosen]);
  const made = await readTrainingRecord(out).catch(() => null);
  if (made?.stamp === stamp && existsSync(join(out, "predictor.bin"))) {
    note(`${out} is up to date: the same posts and settings made it`);
    return made;
  }
  const backend = await startBackend(options.device);
  const posts = await openPosts(options.posts);
  if (posts.length < FEWEST_POSTS)
    throw new UserError(`${options.posts}: ${posts.length} posts are too few to train on`);
  const vectors = await Promise.all(options.vectors.map(readVectors));
  note(`${formatCount(posts.length)} posts, on ${backend}`);
  await mkdir(out, { recursive: true }).catch(() => {
    throw new UserError(`${out}: cannot make this folder`);
  });

  const run = await startRun(out, {
    command: process.argv.slice(2).join(" "),
    config: options.config,
    seed: options.config.seed,
    commit,
    data: [data, ...vectorStamps],
    backend,
  });
  const inputs: Inputs = { posts, vectors, stamp, commit, backend, data, vectorStamps };
  return follow(run, () => fitAndKeep(options, inputs, run.log));
}

/** What a training has before it begins. */
interface Inputs {
  readonly posts: Posts;
  readonly vectors: readonly VectorTable[];
  readonly stamp: string;
  readonly commit: string;
  readonly backend: string;
  readonly data: InputStamp;
  readonly vectorStamps: readonly InputStamp[];
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
  const fitMember: FitMember = (member, { name: phase, set, held, epochs }) => {
    const name = config.members === 1 ? phase : `${phase} ${member} of ${config.members}`;
    const checkpoint = join(out, `${phase}-${member}.checkpoint`);
    checkpoints.add(checkpoint);
    const memberConfig = { ...config, epochs, seed: config.seed + member - 1 };
    const fit = { name, set, held, vectors, config: memberConfig, checkpoint, log };
    return runFit({ ...fit, stamp: hash([stamp, phase, memberConfig]) });
  };

  const choice = "like" in plan ? { ...plan.like, search: [] } : await choose(options, plan, prepare, fitMember);
  const set = await prepare("refit");
  const refitted = await fitMembers(config, fitMember, { name: "refit", set, held: null, epochs: choice.epochs });
  const model = calibrate(await combine(refitted, set, config), choice.calibration);

  const record: TrainingRecord = {
    preset: options.preset,
    config,
    stamp,
    commit: inputs.commit,
    backend: inputs.backend,
    data: inputs.data,
    vectors: [...inputs.vectorStamps],
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

/** Chooses epochs by one member's validation loss, and fits the calibration of all members' mean. */
async function choose(
  { posts, config }: TrainOptions,
  plan: { from: Date } | { share: number },
  prepare: Prepare,
  fitMember: FitMember,
): Promise<Choice> {
  const isHeld = holdBack(plan, config.seed);
  const held = await readPosts(posts, { where: isHeld, most: MOST_HELD });
  const kept = `NOT ${isHeld}`;
  if (held.length === 0 || (await openPosts(posts, { where: kept })).length === 0) {
    throw new UserError("no posts to train or to validate on; choose another --validate-from or --validate-share");
  }
  const set = await prepare("search", kept);
  const search: Phase = { name: "search", set, held, epochs: config.epochs };
  const first = await fitMember(1, search);
  const epochs = bestEpoch(first.history);
  // The rates follow a schedule over all epochs, so fewer epochs are another fit.
  const settled =
    epochs === config.epochs
      ? await fitMembers(config, fitMember, search, [first])
      : await fitMembers(config, fitMember, { ...search, name: "settle", epochs });
  const calibration = await calibrateOn(await combine(settled, set, config), held);
  return { epochs, calibration, search: settled.flatMap(({ history }) => history) };
}

async function readVectors(path: string): Promise<VectorTable> {
  try {
    return decodeVectors(new Uint8Array(await readFile(path)));
  } catch (error) {
    throw new UserError(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Fits all members one after another, but for those that are there. */
async function fitMembers(
  { members }: PredictorConfig,
  fitMember: FitMember,
  phase: Phase,
  fitted: readonly Fitted[] = [],
): Promise<Fitted[]> {
  const all = [...fitted];
  while (all.length < members) all.push(await fitMember(all.length + 1, phase));
  return all;
}

/** Posts of which the directions to keep are computed. */
const CONDENSED_ON = 4096;

/** The mean of several networks as one small model. */
async function combine(fitted: readonly Fitted[], set: TrainingSet, config: PredictorConfig): Promise<Model> {
  const average = averageNetworks(fitted.map(({ network }) => network));
  const posts: Batch[] = [];
  for await (const batch of readBatches(set, { ...config, wordDropout: 0 }, createRandom(config.seed))) {
    posts.push(batch);
    if (posts.length * config.batch >= CONDENSED_ON) break;
  }
  return roundTable(condense(average, posts, config.tableWidth), config.tableStep);
}

/** The posts to hold back, as SQL: a random share depends on the seed and a post's row in its file alone. */
function holdBack(plan: { from: Date } | { share: number }, seed: number): string {
  if ("from" in plan) return `(posted_at >= ${literal(plan.from.toISOString())}::TIMESTAMPTZ)`;
  return `(md5_number_lower('${seed} ' || file_row_number) % 1000000 < ${Math.round(plan.share * 1e6)})`;
}

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
