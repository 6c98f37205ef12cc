import { writeFile } from "node:fs/promises";
import { encodeVectors } from "../../lib/vectors/table";
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
export async function trainVectorsFile(
  files: readonly string[],
  config: Word2VecConfig,
  out: string,
): Promise<TrainResult> {
  const sources = files.map(parseSource);
  const corpus = await readCorpus(sources, config);
  const tokens = corpus.counts.reduce((sum, count) => sum + count, 0);
  note(`${formatCount(tokens)} words of text, ${formatCount(corpus.words.length)} different ones`);

  const started = performance.now();
  const progress = startProgress("training", tokens * config.epochs, "words");
  const rows = await trainVectors(corpus, config, (done, rate) => progress.update(done, `rate ${rate.toFixed(4)}`));
  progress.finish();
  const seconds = (performance.now() - started) / 1000;

  const inputs = [];
  for (const { path, column } of sources) inputs.push({ ...(await stampInput(path)), column });
  const { words, counts } = corpus;
  const stamp = { ...config, tokens, inputs, commit: await readGitCommit() };
  const table = { words, counts, dimensions: config.dimensions, rows, scales: null, config: stamp };
  await writeAtomically(out, (temporary) => writeFile(temporary, encodeVectors(table)));
  return { out, words: words.length, tokens, wordsPerSecond: (tokens * config.epochs) / seconds, seconds };
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
