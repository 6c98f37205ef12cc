import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { MEANING_VERSION } from "../../lib/release/manifest";
import { UserError } from "../console/errors";
import { explainWriting, removeOnInterrupt } from "../console/files";
import { note } from "../console/progress";
import { hasCheckpoint } from "./checkpoint";
import { type Corpus, openCorpus } from "./corpus";
import { readCorpus } from "./read";
import type { Source } from "./sources";
import type { TrainingStamp } from "./vectors-file";

/** A corpus, and where it lies. */
interface Prepared {
  /** What is half done lies here, where the next run finds it. */
  readonly folder: string;
  readonly corpus: Corpus;
  /** The most memory that reading took, in bytes. */
  readonly peak: number;
  /** Until this is called, Ctrl-C removes the folder, unless a training is kept in it. */
  readonly release: () => void;
}

/**
 * Opens the corpus that an earlier run left in `<out>.work`, or reads the texts into one.
 * @throws UserError
 */
export async function prepareCorpus(sources: readonly Source[], stamp: TrainingStamp, out: string): Promise<Prepared> {
  const folder = `${out}.work`;
  const { inputs, minCount, maxWords, phrases, phraseThreshold } = stamp;
  const options = { minCount, maxWords, phrases, phraseThreshold };
  const key = JSON.stringify({ meaning: MEANING_VERSION, inputs, ...options });
  const kept = await openCorpus(folder, key);
  if (kept !== null) {
    const release = (await hasCheckpoint(folder)) ? () => {} : removeOnInterrupt(folder);
    return { folder, corpus: kept, peak: 0, release };
  }

  if (await hasCheckpoint(folder)) noteOther(folder);
  await makeFolder(folder, out);
  const release = removeOnInterrupt(folder);
  try {
    const peak = await readCorpus({ sources, options, folder, stamp: key });
    const corpus = await openCorpus(folder, key);
    if (corpus === null) throw new UserError(`${folder} was changed by another program; start again`);
    return { folder, corpus, peak, release };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    release();
    throw explainWriting(error, out);
  }
}

/** Says that what lies in the folder is not used. */
export function noteOther(folder: string): void {
  note(`${folder} keeps a training of other texts or settings; starting anew`);
}

/** What a training leaves in its folder, whole or half written. */
const OURS = /^(\.\d+\.)?(tokens|corpus|checkpoint)/;

/** Made before the work, so that a place that cannot be written is known at once. */
async function makeFolder(folder: string, out: string): Promise<void> {
  const taken = await stat(out).catch(() => null);
  if (taken?.isDirectory()) throw new UserError(`cannot write ${out}: it is a folder`);
  const left = await stat(folder).catch(() => null);
  const names = left?.isDirectory() ? await readdir(folder) : [];
  const stranger = names.find((name) => !OURS.test(name));
  if (left?.isFile() || stranger !== undefined) {
    const what = stranger === undefined ? "is a file" : `holds "${stranger}"`;
    throw new UserError(`${folder} is where the work goes, but ${what}; move it away or choose another --out`);
  }
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw explainWriting(error, out);
  }
}
