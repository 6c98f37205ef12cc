import type { Command } from "commander";
import { toInt8, truncate } from "../../lib/vectors/table";
import { wholeNumberFrom } from "../console/arguments";
import { UserError } from "../console/errors";
import { addExamples, printResult } from "../console/output";
import { ANALOGY_WORDS, type BenchmarkFiles, evaluateVectors, isEmpty, readBenchmarks } from "../word2vec/evaluate";
import { describeEvaluation } from "../word2vec/evaluate-report";
import { readVectorsFile } from "../word2vec/exchange";

interface EvaluateFlags extends BenchmarkFiles {
  readonly restrict: number;
  readonly maxWords?: number;
  readonly int8: boolean;
}

/** `vectors evaluate`. */
export function registerEvaluate(vectors: Command): void {
  const command = vectors
    .command("evaluate")
    .description("judge word vectors by how people relate words: rank correlation, analogies, expected neighbours")
    .argument("<vectors>", "file of vectors, a release's vectors.bin too")
    .option("--similarity <files...>", "files of lines `word word score`", [])
    .option("--analogies <file>", "file of lines `a b c d` under lines of `: section`, where `gram…` is syntactic")
    .option("--expected <file>", "file of lines `word: neighbour, neighbour`: which of them are among the 10 nearest")
    .option(
      "--restrict <n>",
      "for analogies, look among this many of the most frequent words",
      wholeNumberFrom(4),
      ANALOGY_WORDS,
    )
    .option("--max-words <n>", "judge this many of the most frequent words alone", wholeNumberFrom(4))
    .option("--int8", "judge them as a release stores them (int8) as well", false)
    .action(async (path: string, { restrict, maxWords, int8, ...files }: EvaluateFlags) => {
      const benchmarks = await readBenchmarks(files);
      if (isEmpty(benchmarks)) {
        throw new UserError("nothing to judge by: give --similarity FILE..., --analogies FILE, --expected FILE");
      }
      const whole = await readVectorsFile(path);
      const table = maxWords === undefined ? whole : truncate(whole, maxWords);
      const evaluation = await evaluateVectors(table, benchmarks, restrict);
      if (!int8 || evaluation.storage === "int8") {
        printResult(command, evaluation, describeEvaluation(evaluation));
        return;
      }
      const small = await evaluateVectors(toInt8(table), benchmarks, restrict);
      const both = [evaluation, small].map(describeEvaluation).join("\n\n\n");
      printResult(command, { ...evaluation, int8: small }, both);
    });
  addExamples(
    command,
    "vectors evaluate vectors.bin --similarity EN-WS-353-ALL.txt EN-SIMLEX-999.txt",
    "vectors evaluate vectors.bin --analogies questions-words.txt --restrict 30000 --json",
    "vectors evaluate vectors.bin --expected training/word2vec/expected-neighbours.txt --max-words 50000 --int8",
  );
}
