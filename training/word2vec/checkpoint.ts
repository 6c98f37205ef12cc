import { access, open } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { encodeLines } from "../../lib/release/bundle";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { BundleFile, writeBundleFile } from "./bundle-file";
import type { SharedModel } from "./kernel";
import type { TrainingState } from "./training-state";

const Count = v.pipe(v.number(), v.finite(), v.minValue(0));
const Position = v.object({ stamp: v.string(), place: Count, words: Count, loss: Count, measured: Count });

/**
 * Keeps a training that rests: all weights and how far it is. The file is whole or the old one.
 * @param stamp says what is trained and how; {@link readCheckpoint} asks for it.
 */
export function writeCheckpoint(folder: string, stamp: string, { weights }: SharedModel, state: TrainingState) {
  return writeAtomically(pathIn(folder), async (temporary) => {
    const file = await open(temporary, "w");
    try {
      const position = encodeLines([JSON.stringify({ stamp, ...state })]);
      await writeBundleFile(file, { position, input: weights.input, output: weights.output });
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

/** Takes the weights of a checkpoint over into a model. @returns how far it was; null where there is none that fits. */
export async function readCheckpoint(folder: string, stamp: string, model: SharedModel): Promise<TrainingState | null> {
  const { input, output } = model.weights;
  try {
    return await BundleFile.use(pathIn(folder), async (bundle) => {
      const { stamp: found, ...state } = v.parse(Position, JSON.parse(await bundle.line("position")));
      const fits = bundle.lengthOf("input") === input.length && bundle.lengthOf("output") === output.length;
      if (found !== stamp || !fits) return null;
      await bundle.fill("input", input);
      await bundle.fill("output", output);
      return state;
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new UserError(`${pathIn(folder)} cannot be read; remove the folder ${folder} to start anew`);
  }
}

export async function hasCheckpoint(folder: string): Promise<boolean> {
  return access(pathIn(folder)).then(
    () => true,
    () => false,
  );
}

const pathIn = (folder: string) => join(folder, "checkpoint");
