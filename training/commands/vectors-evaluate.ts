import type { Command } from "commander";
import { truncate } from "../../lib/vectors/table";
import { WordVectors } from "../../lib/vectors/word-vectors";
import { wholeNumberFrom } from "../console/arguments";
import { UserError } from "../console/errors";
import { addExamples, formatTable, printResult } from "../console/output";
import { startProgress } from "../console/progress";
import {
  type AnalogyResult,
  evaluateAnalogies,
  evaluateSimilarity,
  readAnalogies,
  type SimilarityResult,
  sumAnalogies,
} from "../word2vec/evaluate";
import { readVectorsFile } from "../word2vec/exchange";

interface EvaluateFlags {
  readonly similarity: readonly string[];
  readonly analogies?: string;
  readonly restrict: number;
}

/** `vectors evaluate`. */
export function registerEvaluate(vectors: Command): void {
  const command = vectors
    .command("evaluate")
    .description("judge word vectors by how people relate words: rank correlation, analogies, and how much was covered")
    .argument("<vectors>", "file of vectors")
    .option("--similarity <files...>", "files of lines `word word score`", [])
    .option("--analogies <file>", "file of lines `a b c d` under lines of `: section`")
    .option(
      "--restrict <n>",
      "for analogies, look among this many of the most frequent words",
      wholeNumberFrom(4),
      30_000,
    )
    .action(async (path: string, { similarity, analogies, restrict }: EvaluateFlags) => {
      if (similarity.length === 0 && analogies === undefined) {
        throw new UserError("nothing to judge by: give --similarity FILE..., --analogies FILE or both");
      }
      const table = await readVectorsFile(path);
      const all = new WordVectors(table);
      const similarities: SimilarityResult[] = [];
      for (const file of similarity) similarities.push(await evaluateSimilarity(all, file));
      const frequent = new WordVectors(truncate(table, restrict));
      const sections = analogies === undefined ? [] : await judgeAnalogies(frequent, analogies);
      const result = { similarity: similarities, analogies: sections };
      printResult(command, result, describeEvaluation(similarities, sections));
    });
  addExamples(
    command,
    "vectors evaluate vectors.bin --similarity EN-WS-353-ALL.txt EN-SIMLEX-999.txt",
    "vectors evaluate vectors.bin --analogies questions-words.txt --restrict 30000 --json",
  );
}

/** Each section, and last the sum of all. */
async function judgeAnalogies(vectors: WordVectors, path: string): Promise<AnalogyResult[]> {
  const sections = await readAnalogies(path);
  const total = sections.reduce((sum, { questions }) => sum + questions.length, 0);
  const progress = startProgress("analogies", total, "questions");
  let done = 0;
  const results = sections.map((section) => evaluateAnalogies(vectors, section, () => progress.update(++done)));
  progress.finish();
  return [...results, sumAnalogies(results)];
}

function describeEvaluation(similarities: readonly SimilarityResult[], sections: readonly AnalogyResult[]): string {
  const tables: string[] = [];
  if (similarities.length > 0) {
    const rows = similarities.map(({ file, spearman, covered, pairs }) => [
      file,
      show(spearman),
      `${covered} of ${pairs}`,
    ]);
    tables.push(formatTable([["similarity", "Spearman", "covered"], ...rows]));
  }
  if (sections.length > 0) {
    const rows = sections.map(({ section, accuracy, covered, questions }) => [
      section,
      show(accuracy),
      `${covered} of ${questions}`,
    ]);
    tables.push(formatTable([["analogies", "accuracy", "covered"], ...rows]));
  }
  return tables.join("\n\n");
}

function show(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}
