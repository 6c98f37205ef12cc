import { open } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { vectorArrays } from "../../lib/vectors/table";
import type { Weights } from "../../lib/word2vec/step";
import { writeAtomically } from "../console/files";
import { type InputStamp, stampInput } from "../stamp";
import { BundleFile, writeBundleFile } from "./bundle-file";
import type { Word2VecConfig } from "./config";
import { parseSource } from "./sources";

/** Everything that decides what vectors come out. */
export interface TrainingStamp extends Word2VecConfig {
  readonly inputs: readonly (InputStamp & { readonly column: string | null })[];
}

/** @throws UserError when a file is not there. */
export async function stampTraining(files: readonly string[], config: Word2VecConfig): Promise<TrainingStamp> {
  const inputs = [];
  for (const { path, column } of files.map(parseSource)) inputs.push({ ...(await stampInput(path)), column });
  return { ...config, inputs };
}

/** Whether `out` was already made from these very texts with these very settings. */
export async function isUpToDate(stamp: TrainingStamp, out: string): Promise<boolean> {
  try {
    const made: unknown = JSON.parse(await BundleFile.use(out, (bundle) => bundle.line("config")));
    return isDeepStrictEqual({ ...Object(made), commit: null, tokens: null }, { ...stamp, commit: null, tokens: null });
  } catch {
    return false;
  }
}

/** Writes trained vectors without another copy of them in memory. Ruins `weights`. */
export function writeVectors(
  out: string,
  weights: Weights,
  words: readonly string[],
  counts: Int32Array,
  config: Readonly<Record<string, unknown>>,
): Promise<void> {
  const table = { words, counts, dimensions: weights.dimensions, rows: packRows(weights), scales: null, config };
  return writeAtomically(out, async (temporary) => {
    const file = await open(temporary, "w");
    try {
      await writeBundleFile(file, vectorArrays(table));
    } finally {
      await file.close();
    }
  });
}

/** The word vectors without padding, moved together where they lie. */
function packRows({ input, dimensions, stride }: Weights): Float32Array {
  const words = input.length / stride;
  for (let word = 1; word < words && stride > dimensions; word++) {
    input.copyWithin(word * dimensions, word * stride, word * stride + dimensions);
  }
  return input.subarray(0, words * dimensions);
}
