import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { UserError } from "../console/errors";
import type { PredictorConfig } from "./config";

const epoch = v.object({
  epoch: v.number(),
  loss: v.number(),
  /** Validation log loss with everything given, and from the title alone; null where nothing was held back. */
  full: v.nullable(v.number()),
  title: v.nullable(v.number()),
  seconds: v.number(),
});

const schema = v.object({
  /** Preset that the config started from: which community it serves. */
  preset: v.string(),
  config: v.record(v.string(), v.unknown()),
  /** Hash of all that the training depends on: the same command finds its work done. */
  stamp: v.string(),
  commit: v.string(),
  backend: v.string(),
  data: v.object({ name: v.string(), bytes: v.number(), sha256: v.string() }),
  vectors: v.array(v.object({ name: v.string(), bytes: v.number(), sha256: v.string() })),
  posts: v.number(),
  from: v.string(),
  to: v.string(),
  epochs: v.number(),
  calibration: v.object({ temperature: v.number(), biases: v.array(v.number()) }),
  /** Epochs of the fit on which epochs and calibration were chosen, and of the fit on all posts that followed. */
  search: v.array(epoch),
  refit: v.array(epoch),
});

export type EpochRecord = v.InferOutput<typeof epoch>;
/** What `predictor train` did, written as `training.json` beside `predictor.bin`. */
export type TrainingRecord = Omit<v.InferOutput<typeof schema>, "config"> & { readonly config: PredictorConfig };

/** @throws UserError when the folder holds no finished training. */
export async function readTrainingRecord(folder: string): Promise<TrainingRecord> {
  const path = join(folder, "training.json");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new UserError(`${path}: no such file; expected a folder that \`predictor train\` finished`);
  }
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (result.success) return result.output as TrainingRecord;
  throw new UserError(`${path}: not a record of a training (${result.issues[0].message})`);
}
