import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { truncate } from "../../lib/vectors/table";
import { numberFrom, wholeNumberFrom } from "../console/arguments";
import { addExamples, printResult } from "../console/output";
import { formatCount, formatSeconds } from "../console/progress";
import { architectures, defaultLearningRate, type Word2VecConfig } from "../word2vec/config";
import {
  type ExportFormat,
  exportFormats,
  exportVectors,
  type ImportFormat,
  importFormats,
  importVectors,
  readVectorsFile,
} from "../word2vec/exchange";
import { isUpToDate, trainVectorsFile } from "../word2vec/run";
import { registerEvaluate } from "./vectors-evaluate";

/** `vectors train`, `vectors evaluate`, `vectors export` and `vectors import`. */
export function registerVectors(program: Command): void {
  const vectors = program.command("vectors").description("train word vectors, judge them, and bring them in and out");
  registerTrain(vectors);
  registerEvaluate(vectors);
  registerExport(vectors);
  registerImport(vectors);
}

type TrainFlags = Omit<Word2VecConfig, "learningRate"> & { readonly learningRate?: number; readonly out: string };

function registerTrain(vectors: Command): void {
  const command = vectors
    .command("train")
    .description("train word vectors (word2vec with negative sampling) on texts")
    .argument(
      "<files...>",
      "texts with a sentence a line (.gz too), and columns of Parquet files as FILE.parquet:column",
    )
    .requiredOption("--out <file>", "file of vectors to write")
    .addOption(new Option("--architecture <name>", "how words learn").choices(architectures).default("skip-gram"))
    .option("--dimensions <n>", "numbers in each vector", wholeNumberFrom(1, 4096), 100)
    .option("--window <n>", "largest distance between a word and its context", wholeNumberFrom(1, 100), 5)
    .option("--negatives <n>", "noise words for each word", wholeNumberFrom(1, 1000), 5)
    .option("--sample <share>", "subsample words above this share of the text; 0 for none", numberFrom(0, 1), 1e-4)
    .option("--ns-exponent <x>", "noise words are drawn by count to this power", numberFrom(-2, 2), 0.75)
    .option(
      "--learning-rate <x>",
      "where it starts (default: 0.025, cbow 0.075; twice that is better for a text below 10 M words)",
      numberFrom(1e-9, 1),
    )
    .option("--epochs <n>", "times to go through the text", wholeNumberFrom(1, 1000), 5)
    .option("--threads <n>", "threads; one is reproducible", wholeNumberFrom(1, 256), availableParallelism())
    .option("--seed <n>", "seed of the random numbers", wholeNumberFrom(0, 2 ** 32 - 1), 1)
    .option("--min-count <n>", "drop words that are rarer", wholeNumberFrom(1), 5)
    .option("--max-words <n>", "keep this many of the most frequent words", wholeNumberFrom(2, 2 ** 24), 200_000)
    .action(async (files: string[], { out, ...flags }: TrainFlags) => {
      const config = { ...flags, learningRate: flags.learningRate ?? defaultLearningRate(flags.architecture) };
      if (await isUpToDate(files, config, out)) {
        printResult(command, { out, upToDate: true }, `${out} is up to date: the same texts and settings made it`);
        return;
      }
      const result = await trainVectorsFile(files, config, out);
      const words = `${formatCount(result.words)} words of ${config.dimensions} dimensions`;
      const speed = `${formatCount(result.wordsPerSecond)} words/s, ${formatSeconds(result.seconds)}`;
      printResult(command, result, `wrote ${words} to ${out} (${speed})`);
    });
  addExamples(
    command,
    "vectors train corpus.txt --out vectors.bin",
    "vectors train wikipedia.parquet:text titles.parquet:title --epochs 3 --threads 2 --out vectors.bin",
    "vectors train corpus.txt.gz --architecture cbow --dimensions 200 --min-count 10 --out vectors.bin",
  );
}

interface ExportFlags {
  readonly format: ExportFormat;
  readonly out: string;
  readonly maxWords?: number;
}

function registerExport(vectors: Command): void {
  const command = vectors
    .command("export")
    .description("write word vectors for other programs; a space inside a word becomes an underscore")
    .argument("<vectors>", "file of vectors")
    .addOption(new Option("--format <name>", "what to write").choices(exportFormats).makeOptionMandatory())
    .requiredOption("--out <file>", "file to write; projector-tsv writes the words beside it, as <file>.labels.tsv")
    .option("--max-words <n>", "write this many of the most frequent words", wholeNumberFrom(1))
    .action(async (path: string, { format, out, maxWords }: ExportFlags) => {
      const whole = await readVectorsFile(path);
      const table = maxWords === undefined ? whole : truncate(whole, maxWords);
      const files = await exportVectors(table, format, out);
      const result = { files, words: table.words.length, dimensions: table.dimensions };
      printResult(command, result, `wrote ${formatCount(result.words)} words to ${files.join(" and ")}`);
    });
  addExamples(
    command,
    "vectors export vectors.bin --format word2vec-binary --out vectors.w2v",
    "vectors export vectors.bin --format word2vec-text --out vectors.txt",
    "vectors export vectors.bin --format projector-tsv --max-words 10000 --out vectors.tsv",
  );
}

interface ImportFlags {
  readonly out: string;
  readonly format?: ImportFormat;
  readonly maxWords?: number;
}

function registerImport(vectors: Command): void {
  const command = vectors
    .command("import")
    .description("read word vectors that another program wrote in word2vec's binary or text format (.gz too)")
    .argument("<file>", "file to read")
    .requiredOption("--out <file>", "file of vectors to write")
    .addOption(new Option("--format <name>", "what it is (default: found out from the file)").choices(importFormats))
    .option("--max-words <n>", "read this many of the first words, which are the most frequent", wholeNumberFrom(1))
    .action(async (path: string, { out, ...options }: ImportFlags) => {
      const { table, repeated } = await importVectors(path, options, out);
      const result = { out, words: table.words.length, dimensions: table.dimensions, repeated };
      const size = `${formatCount(result.words)} words of ${result.dimensions} dimensions`;
      const left = repeated === 0 ? "" : `; left out ${formatCount(repeated)} rows of words that had come before`;
      printResult(command, result, `wrote ${size} to ${out}${left}`);
    });
  addExamples(
    command,
    "vectors import GoogleNews-vectors-negative300.bin.gz --max-words 200000 --out vectors.bin",
    "vectors import vectors.txt --format word2vec-text --out vectors.bin",
  );
}
