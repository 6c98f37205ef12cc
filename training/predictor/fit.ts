import { readFile, writeFile } from "node:fs/promises";
import { Bundle, encodeLines, writeBundle } from "../../lib/release/bundle";
import type { VectorTable } from "../../lib/vectors/table";
import { writeAtomically } from "../console/files";
import { note, startProgress } from "../console/progress";
import type { PostTable } from "../data/posts";
import type { Run } from "../runs/run";
import type { Network } from "./average";
import type { PredictorConfig } from "./config";
import type { TrainingSet } from "./examples";
import { Learner } from "./learner";
import { roundTable } from "./round";
import type { EpochRecord } from "./training-record";
import { type Validation, validate } from "./validate";
import { AlignedVectors } from "./vectors";

/** One network to fit. */
export interface Fit {
  /** What progress calls it. */
  readonly name: string;
  readonly set: TrainingSet;
  /** Posts to validate on after each epoch; with none, every epoch is run. */
  readonly held: PostTable | null;
  readonly vectors: readonly VectorTable[];
  readonly config: PredictorConfig;
  readonly checkpoint: string;
  /** Keeps what was measured on record. */
  readonly log: Run["log"];
  /** Hash of all that the fit depends on: a checkpoint with another one is of another fit. */
  readonly stamp: string;
}

/** Batches between two measurements within an epoch. */
const LOG_EVERY = 20;

/** What a fit has come to; kept in the checkpoint beside the learner's own state. */
interface FitState {
  readonly stamp: string;
  readonly history: readonly EpochRecord[];
}

export interface Fitted extends FitState {
  readonly network: Network;
}

/**
 * Fits one network, with a checkpoint after each epoch from which the same fit resumes. Stops early after `patience`
 * epochs without a better validation loss.
 */
export async function runFit(fit: Fit): Promise<Fitted> {
  const { name, set, held, config, checkpoint } = fit;
  const learner = new Learner(set, AlignedVectors.of(fit.vectors, set.tables.vocabulary), config);
  try {
    let state = await resume(learner, fit);
    while (state.history.length < config.epochs && !isOverdue(state.history, config.patience)) {
      const epoch = state.history.length;
      const started = performance.now();
      const progress = startProgress(`${name}, epoch ${epoch + 1} of ${config.epochs}`, set.length, "posts");
      const batches = Math.ceil(set.length / config.batch);
      let done = 0;
      let batch = 0;
      const loss = await learner.runEpoch(epoch, (posts, mean) => {
        done += posts;
        progress.update(done, `loss ${mean.toFixed(4)}`);
        if (++batch % LOG_EVERY === 0) {
          fit.log({ phase: name, step: epoch * batches + batch, epoch: null, values: { loss: mean } });
        }
      });
      const validation = held === null ? null : await validate(roundTable(await learner.toNetwork(), 0), held);
      progress.finish([`loss ${loss.toFixed(4)}`, ...describeValidation(validation)].join(", "));
      const seconds = (performance.now() - started) / 1000;
      const { full = null, title = null } = validation ?? {};
      state = { ...state, history: [...state.history, { epoch: epoch + 1, loss, full, title, seconds }] };
      await save(learner, state, checkpoint);
      const judged = full === null || title === null ? {} : { log_loss: full, log_loss_title: title };
      fit.log({ phase: name, step: (epoch + 1) * batches, epoch: epoch + 1, values: { loss, seconds, ...judged } });
    }
    return { ...state, network: await learner.toNetwork() };
  } finally {
    learner.dispose();
  }
}

/** The epoch with the best validation loss, counted from 1; the last one where nothing was held back. */
export function bestEpoch(history: readonly EpochRecord[]): number {
  const losses = history.map(({ full, title }) => (full === null || title === null ? 0 : full + title));
  return losses.lastIndexOf(Math.min(...losses)) + 1;
}

function isOverdue(history: readonly EpochRecord[], patience: number): boolean {
  return history.length > 0 && history.length - bestEpoch(history) >= patience;
}

function describeValidation(validation: Validation | null): string[] {
  if (validation === null) return [];
  return [`validation ${validation.full.toFixed(4)}`, `title alone ${validation.title.toFixed(4)}`];
}

async function save(learner: Learner, state: FitState, path: string): Promise<void> {
  const bytes = writeBundle({ state: encodeLines([JSON.stringify(state)]), learner: await learner.encode() });
  await writeAtomically(path, (temporary) => writeFile(temporary, bytes));
}

/** Restores the checkpoint of the very same fit; one of another config or data is left aside. */
async function resume(learner: Learner, { checkpoint, stamp, name }: Fit): Promise<FitState> {
  const start: FitState = { stamp, history: [] };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(checkpoint));
  } catch {
    return start;
  }
  const bundle = new Bundle(bytes);
  const state: FitState = JSON.parse(bundle.lines("state")[0]);
  if (state.stamp !== stamp) return start;
  await learner.restore(bundle.u8("learner"));
  note(`${name}: resuming after epoch ${state.history.length}`);
  return state;
}
