import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { numberFrom, wholeNumberFrom } from "../console/arguments";
import { addExamples, printResult } from "../console/output";
import { formatCount, formatSeconds } from "../console/progress";
import { architectures, defaultLearningRate, devices, type Word2VecConfig } from "../word2vec/config";
import { ANALOGY_WORDS, type BenchmarkFiles, evaluateVectors, isEmpty, readBenchmarks } from "../word2vec/evaluate";
import { describeEvaluation } from "../word2vec/evaluate-report";
import { readVectorsFile } from "../word2vec/exchange";
import { trainVectorsFile } from "../word2vec/run";
import { isUpToDate, stampTraining } from "../word2vec/vectors-file";

interface TrainFlags extends Omit<Word2VecConfig, "learningRate">, BenchmarkFiles {
  readonly learningRate?: number;
  readonly out: string;
  readonly checkpointMinutes: number;
}

/** `vectors train`. */
export function registerTrain(vectors: Command): void {
  const command = vectors
    .command("train")
    .description(
      "train word vectors (word2vec with negative sampling) on texts; the same command goes on with a training that was cut off",
    )
    .argument(
      "<files...>",
      "texts with a sentence a line (.gz too), and columns of Parquet files as FILE.parquet:column",
    )
    .requiredOption("--out <file>", "file of vectors to write; what is half done lies in <file>.work")
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
    .addOption(
      new Option("--device <name>", "what trains: threads, or a GPU with Vulkan, Metal or Direct3D 12")
        .choices(devices)
        .default("cpu"),
    )
    .option("--threads <n>", "threads; one is reproducible", wholeNumberFrom(1, 256), availableParallelism())
    .option("--seed <n>", "seed of the random numbers", wholeNumberFrom(0, 2 ** 32 - 1), 1)
    .option("--min-count <n>", "drop words that are rarer", wholeNumberFrom(1), 5)
    .option("--max-words <n>", "keep this many of the most frequent words", wholeNumberFrom(2, 2 ** 24), 200_000)
    .option(
      "--phrases <n>",
      'times to join pairs of words that belong together, such as "new york"',
      wholeNumberFrom(0, 10),
      0,
    )
    .option("--phrase-threshold <x>", "join pairs that score higher; lower finds more", numberFrom(0), 100)
    .option("--checkpoint-minutes <x>", "time between two checkpoints; 0 for none", numberFrom(0, 10_000), 5)
    .option("--similarity <files...>", "then judge the vectors as `vectors evaluate` does: by these files", [])
    .option("--analogies <file>", "and by these analogies")
    .option("--expected <file>", "and by these neighbours")
    .action(async (files: string[], flags: TrainFlags) => {
      const { out, checkpointMinutes, similarity, analogies, expected, ...options } = flags;
      const benchmarks = await readBenchmarks(flags);
      const config = { ...options, learningRate: flags.learningRate ?? defaultLearningRate(flags.architecture) };
      const stamp = await stampTraining(files, config);
      if (await isUpToDate(stamp, out)) {
        printResult(command, { out, upToDate: true }, `${out} is up to date: the same texts and settings made it`);
        return;
      }
      const result = await trainVectorsFile(files, stamp, out, checkpointMinutes);
      const words = `${formatCount(result.words)} words of ${config.dimensions} dimensions`;
      const speed = `${formatCount(result.wordsPerSecond)} words/s, ${formatSeconds(result.seconds)}`;
      const rest = `loss ${result.loss.toFixed(3)}, at most ${formatCount(result.peakMemory / 1e6)} MB of memory`;
      const wrote = `wrote ${words} to ${out} (${speed}, ${rest})`;
      if (isEmpty(benchmarks)) {
        printResult(command, result, wrote);
        return;
      }
      const evaluation = await evaluateVectors(await readVectorsFile(out), benchmarks, ANALOGY_WORDS);
      printResult(command, { ...result, evaluation }, `${wrote}\n\n${describeEvaluation(evaluation)}`);
    });
  addExamples(
    command,
    "vectors train corpus.txt --out vectors.bin",
    "vectors train wikipedia.parquet:text titles.parquet:title --epochs 3 --threads 2 --out vectors.bin",
    "vectors train corpus.txt.gz --architecture cbow --dimensions 200 --min-count 10 --out vectors.bin",
    "vectors train corpus.txt --similarity EN-WS-353-ALL.txt --analogies questions-words.txt --out vectors.bin",
    "vectors train corpus.txt --phrases 2 --max-words 100000 --out vectors.bin",
    "vectors train corpus.txt.gz --device gpu --dimensions 300 --out vectors.bin",
  );
}
