import { truncate, type VectorTable } from "../../lib/vectors/table";
import { WordVectors } from "../../lib/vectors/word-vectors";
import { startProgress } from "../console/progress";
import {
  type AnalogyResult,
  type AnalogySection,
  evaluateAnalogies,
  readAnalogies,
  sumAnalogies,
} from "./evaluate-analogies";
import { type ExpectedResult, type ExpectedSet, evaluateExpected, readExpected } from "./evaluate-expected";
import { evaluateSimilarity, readSimilarity, type SimilarityResult, type SimilaritySet } from "./evaluate-similarity";

/** Files to judge word vectors by. */
export interface BenchmarkFiles {
  readonly similarity: readonly string[];
  readonly analogies?: string;
  readonly expected?: string;
}

/** What they hold. */
export interface Benchmarks {
  readonly similarity: readonly SimilaritySet[];
  readonly analogies: readonly AnalogySection[] | null;
  readonly expected: ExpectedSet | null;
}

/** What was found; null where there was nothing to judge by. */
export interface VectorsEvaluation {
  readonly words: number;
  readonly dimensions: number;
  readonly storage: "float32" | "int8";
  readonly similarity: readonly SimilarityResult[];
  readonly analogies: AnalogiesEvaluation | null;
  readonly expected: ExpectedResult | null;
}

interface AnalogiesEvaluation {
  /** Questions and answers are among this many of the most frequent words. */
  readonly restrict: number;
  readonly sections: readonly AnalogyResult[];
  /** Sums of the sections: all, and where a file has both, those named `gram…` (syntactic) and the others (semantic). */
  readonly totals: readonly AnalogyResult[];
}

/** Analogies are asked of so many of the most frequent words, unless told otherwise: Mikolov's own choice. */
export const ANALOGY_WORDS = 30_000;

export function isEmpty({ similarity, analogies, expected }: Benchmarks): boolean {
  return similarity.length === 0 && analogies === null && expected === null;
}

/** Reads all files, so that a fault shows before any work is done. @throws UserError naming file and line. */
export async function readBenchmarks({ similarity, analogies, expected }: BenchmarkFiles): Promise<Benchmarks> {
  return {
    similarity: await Promise.all(similarity.map(readSimilarity)),
    analogies: analogies === undefined ? null : await readAnalogies(analogies),
    expected: expected === undefined ? null : await readExpected(expected),
  };
}

/** Judges a table, as float32 or int8 as it comes. @param restrict for analogies, look among this many of the most frequent words. */
export async function evaluateVectors(
  table: VectorTable,
  benchmarks: Benchmarks,
  restrict: number,
): Promise<VectorsEvaluation> {
  const vectors = new WordVectors(table);
  const { similarity, analogies, expected } = benchmarks;
  return {
    words: table.words.length,
    dimensions: table.dimensions,
    storage: table.rows instanceof Int8Array ? "int8" : "float32",
    similarity: similarity.map((set) => evaluateSimilarity(vectors, set)),
    analogies: analogies === null ? null : await judgeAnalogies(truncate(table, restrict), analogies),
    expected: expected === null ? null : evaluateExpected(vectors, expected),
  };
}

async function judgeAnalogies(table: VectorTable, sections: readonly AnalogySection[]): Promise<AnalogiesEvaluation> {
  const total = sections.reduce((sum, { questions }) => sum + questions.length, 0);
  const progress = startProgress("analogies", total, "questions");
  let done = 0;
  const results = await evaluateAnalogies(new WordVectors(table), sections, () => progress.update(++done));
  progress.finish();
  const isSyntactic = ({ section }: AnalogyResult) => section.startsWith("gram");
  const [syntactic, semantic] = [results.filter(isSyntactic), results.filter((result) => !isSyntactic(result))];
  const parts =
    syntactic.length > 0 && semantic.length > 0
      ? [sumAnalogies("semantic", semantic), sumAnalogies("syntactic", syntactic)]
      : [];
  return { restrict: table.words.length, sections: results, totals: [...parts, sumAnalogies("all", results)] };
}
