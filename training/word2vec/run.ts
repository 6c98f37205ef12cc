import { open, readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { decodeVectors, encodeVectors } from "../../lib/vectors/table";
import { writeAtomically } from "../console/files";
import { formatCount, note, type Progress, startProgress } from "../console/progress";
import { readGitCommit, stampInput } from "../stamp";
import type { Word2VecConfig } from "./config";
import { type Corpus, CorpusBuilder } from "./corpus";
import { parseSource, readLines, type Source } from "./lines";
import { trainVectors } from "./train";

export interface TrainResult {
  readonly out: string;
  /** Size of the vocabulary. */
  readonly words: number;
  /** Words of the text that the vocabulary holds. */
  readonly tokens: number;
  readonly wordsPerSecond: number;
  readonly seconds: number;
}

/** From texts to a file of vectors, stamped with its config, its inputs and the commit. @throws UserError */
export function trainVectorsFile(files: readonly string[], config: Word2VecConfig, out: string): Promise<TrainResult> {
  const sources = files.map(parseSource);
  return writeAtomically(out, async (temporary) => {
    // Opened before the work, so that a place that cannot be written is known at once.
    const file = await open(temporary, "w");
    try {
      const corpus = await readCorpus(sources, config);
      const stamp = { ...config, inputs: await stampInputs(sources), commit: await readGitCommit() };
      const { words, counts } = corpus;
      const tokens = counts.reduce((sum, count) => sum + count, 0);
      note(`${formatCount(tokens)} words of text, ${formatCount(words.length)} different ones`);
      const { rows, seconds } = await train(corpus, tokens * config.epochs, config);
      const table = { words, counts, dimensions: config.dimensions, rows, scales: null, config: { ...stamp, tokens } };
      await file.writeFile(encodeVectors(table));
      return { out, words: words.length, tokens, wordsPerSecond: (tokens * config.epochs) / seconds, seconds };
    } finally {
      await file.close();
    }
  });
}

/** Whether `out` was already made from these very texts with these very settings. */
export async function isUpToDate(files: readonly string[], config: Word2VecConfig, out: string): Promise<boolean> {
  let made: Readonly<Record<string, unknown>>;
  try {
    made = decodeVectors(new Uint8Array(await readFile(out))).config;
  } catch {
    return false;
  }
  const wanted = { ...config, inputs: await stampInputs(files.map(parseSource)) };
  return isDeepStrictEqual({ ...made, commit: null, tokens: null }, { ...wanted, commit: null, tokens: null });
}

async function train(corpus: Corpus, total: number, config: Word2VecConfig) {
  const started = performance.now();
  const progress = startProgress("training", total, "words");
  const rows = await trainVectors(corpus, config, (done, rate) => progress.update(done, `rate ${rate.toFixed(4)}`));
  progress.finish();
  return { rows, seconds: (performance.now() - started) / 1000 };
}

async function readCorpus(sources: readonly Source[], config: Word2VecConfig): Promise<Corpus> {
  const builder = new CorpusBuilder();
  for (const source of sources) {
    let progress: Progress | undefined;
    await readLines(source, ({ lines, done, total, unit }) => {
      builder.add(lines);
      progress ??= startProgress(`reading ${source.path}`, total, unit);
      progress.update(done, `${formatCount(builder.read)} words`);
    });
    progress?.finish(`${formatCount(builder.read)} words so far`);
  }
  return builder.finish(config);
}

async function stampInputs(sources: readonly Source[]) {
  const stamps = [];
  for (const { path, column } of sources) stamps.push({ ...(await stampInput(path)), column });
  return stamps;
}
