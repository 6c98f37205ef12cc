import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeModel, type Model } from "../../lib/predictor/model";
import { createRandom } from "../../lib/random";
import { Bundle, encodeLines, writeBundle } from "../../lib/release/bundle";
import { decodeVectors, type VectorTable } from "../../lib/vectors/table";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { note, startProgress } from "../console/progress";
import { type PostTable, readPosts } from "../data/posts";
import { readGitCommit, stampInput } from "../stamp";
import { type Device, startBackend } from "./backend";
import { type Calibration, calibrate } from "./calibrate";
import type { PredictorConfig, PresetName } from "./config";
import { buildTrainingSet } from "./examples";
import { Learner } from "./learner";
import type { EpochRecord, TrainingRecord } from "./training-record";
import { calibrateOn, validate } from "./validate";
import { AlignedVectors } from "./vectors";

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
}

/** What a fit has come to; kept in the checkpoint beside the learner's own state. */
interface FitState {
  readonly stamp: string;
  readonly history: readonly EpochRecord[];
  readonly best: (Choice & { readonly loss: number }) | null;
}

/**
 * Trains a predictor: a fit on all but the validation posts chooses the number of epochs and the calibration, then a fit
 * on all posts uses them. Writes `predictor.bin` and `training.json` into `out`, and a checkpoint after each epoch from
 * which the same command resumes.
 * @throws UserError
 */
export async function trainPredictor(options: TrainOptions): Promise<TrainingRecord> {
  const { config, plan } = options;
  const [data, vectorsStamp, commit] = await Promise.all([
    stampInput(options.posts),
    options.vectors === null ? null : stampInput(options.vectors),
    readGitCommit(),
  ]);
  const backend = await startBackend(options.device);
  const table = await readPosts(options.posts);
  if (table.length < 100) throw new UserError(`${options.posts}: ${table.length} posts are too few to train on`);
  const vectors = options.vectors === null ? null : decodeVectors(new Uint8Array(await readFile(options.vectors)));
  note(`${table.length.toLocaleString("en-US")} posts, on ${backend}`);
  await mkdir(options.out, { recursive: true });

  const fitOn = (name: string, rows: Int32Array, held: Int32Array, epochs: number) => {
    const stamp = hash([name, config, data.sha256, vectorsStamp?.sha256, rows.length, epochs]);
    const checkpoint = join(options.out, `${name}.checkpoint`);
    return runFit({ name, table, rows, held, vectors, config: { ...config, epochs }, checkpoint, stamp });
  };

  let choice: Choice;
  let search: readonly EpochRecord[] = [];
  if ("like" in plan) {
    choice = plan.like;
  } else {
    const [rows, held] = holdBack(table, plan, config.seed);
    if (rows.length === 0 || held.length === 0)
      throw new UserError("no posts to train or to validate on; see --validate-from");
    const searched = await fitOn("search", rows, held, config.epochs);
    if (searched.best === null) throw new UserError("no epoch gave a finite validation loss");
    choice = searched.best;
    search = searched.history;
  }
  const all = Int32Array.from({ length: table.length }, (_, row) => row);
  const refitted = await fitOn("refit", all, new Int32Array(0), choice.epochs);
  const model = calibrate(refitted.model, choice.calibration);
  const record: TrainingRecord = {
    preset: options.preset,
    config,
    commit,
    backend,
    data,
    vectors: vectorsStamp,
    posts: table.length,
    from: new Date(table.postedAt[0]).toISOString(),
    to: new Date(table.postedAt[table.length - 1]).toISOString(),
    epochs: choice.epochs,
    calibration: choice.calibration,
    search: [...search],
    refit: [...refitted.history],
  };
  await writeAtomically(join(options.out, "predictor.bin"), (path) => writeFile(path, encodeModel(model)));
  await writeAtomically(join(options.out, "training.json"), (path) =>
    writeFile(path, `${JSON.stringify(record, null, 2)}\n`),
  );
  await Promise.all(["search", "refit"].map((name) => rm(join(options.out, `${name}.checkpoint`), { force: true })));
  return record;
}

interface Fit {
  readonly name: string;
  readonly table: PostTable;
  readonly rows: Int32Array;
  /** Rows to validate on after each epoch; with none, every epoch is run. */
  readonly held: Int32Array;
  readonly vectors: VectorTable | null;
  readonly config: PredictorConfig;
  readonly checkpoint: string;
  readonly stamp: string;
}

async function runFit({
  name,
  table,
  rows,
  held,
  vectors,
  config,
  checkpoint,
  stamp,
}: Fit): Promise<FitState & { model: Model }> {
  const set = buildTrainingSet(table, rows, config);
  const learner = new Learner(set, AlignedVectors.of(vectors, set.tables.vocabulary), config);
  try {
    let state = (await resume(learner, checkpoint, stamp)) ?? { stamp, history: [], best: null };
    while (state.history.length < config.epochs && !isOverdue(state, config.patience)) {
      const epoch = state.history.length;
      const started = performance.now();
      const progress = startProgress(`${name}, epoch ${epoch + 1} of ${config.epochs}`, set.length, "posts");
      let done = 0;
      const loss = await learner.runEpoch(epoch, (posts, mean) =>
        progress.update((done += posts), `loss ${mean.toFixed(4)}`),
      );
      const model = await learner.toModel();
      const losses = held.length === 0 ? null : await validate(model, table, held);
      progress.finish(
        `loss ${loss.toFixed(4)}${losses ? `, validation ${losses.full.toFixed(4)}, title alone ${losses.title.toFixed(4)}` : ""}`,
      );
      const seconds = (performance.now() - started) / 1000;
      const history = [
        ...state.history,
        { epoch: epoch + 1, loss, full: losses?.full ?? null, title: losses?.title ?? null, seconds },
      ];
      const better = losses !== null && losses.full + losses.title < (state.best?.loss ?? Number.POSITIVE_INFINITY);
      state = {
        stamp,
        history,
        best: better
          ? { loss: losses.full + losses.title, epochs: epoch + 1, calibration: await calibrateOn(model, table, held) }
          : state.best,
      };
      await save(learner, state, checkpoint);
    }
    return { ...state, model: await learner.toModel() };
  } finally {
    learner.dispose();
  }
}

function isOverdue({ history, best }: FitState, patience: number): boolean {
  return best !== null && history.length - best.epochs >= patience;
}

async function save(learner: Learner, state: FitState, path: string): Promise<void> {
  const bytes = writeBundle({ state: encodeLines([JSON.stringify(state)]), learner: await learner.encode() });
  await writeAtomically(path, (temporary) => writeFile(temporary, bytes));
}

/** Restores a checkpoint of the very same fit; one of another config or data is left aside. */
async function resume(learner: Learner, path: string, stamp: string): Promise<FitState | null> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(path));
  } catch {
    return null;
  }
  const bundle = new Bundle(bytes);
  const state: FitState = JSON.parse(bundle.lines("state")[0]);
  if (state.stamp !== stamp) return null;
  await learner.restore(bundle.u8("learner"));
  note(`resuming after epoch ${state.history.length} (${path})`);
  return state;
}

function holdBack(table: PostTable, plan: { from: Date } | { share: number }, seed: number): [Int32Array, Int32Array] {
  const random = createRandom(seed);
  const isHeld = Uint8Array.from({ length: table.length }, (_, row) =>
    Number("from" in plan ? table.postedAt[row] >= plan.from.getTime() : random() < plan.share),
  );
  const select = (held: number) =>
    Int32Array.from({ length: table.length }, (_, row) => row).filter((row) => isHeld[row] === held);
  return [select(0), select(1)];
}

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
