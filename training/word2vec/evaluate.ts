import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { spearman } from "../../lib/metrics/correlation";
import type { WordVectors } from "../../lib/vectors/word-vectors";
import { UserError } from "../console/errors";

/** How the vectors' cosines agree with what people said of pairs of words. */
export interface SimilarityResult {
  readonly file: string;
  readonly pairs: number;
  /** Pairs of which the vectors have both words; the others are left out. */
  readonly covered: number;
  /** Null when the covered pairs have no order. */
  readonly spearman: number | null;
}

/** How many analogies 3CosAdd completes with exactly the expected word. */
export interface AnalogyResult {
  readonly section: string;
  readonly questions: number;
  /** Questions of which the vectors have all four words; accuracy is over these. */
  readonly covered: number;
  readonly correct: number;
  readonly accuracy: number | null;
}

/** @param path lines of `word word score`, separated by white space. @throws UserError naming the line. */
export async function evaluateSimilarity(vectors: WordVectors, path: string): Promise<SimilarityResult> {
  const cosines: number[] = [];
  const scores: number[] = [];
  let pairs = 0;
  for (const { fields, where } of await readFields(path)) {
    const score = Number(fields[2]);
    if (fields.length !== 3 || Number.isNaN(score)) throw new UserError(`${where}: expected two words and a score`);
    pairs++;
    const [a, b] = fields;
    if (vectors.rowOf(a) === undefined || vectors.rowOf(b) === undefined) continue;
    cosines.push(vectors.similarity(a, b));
    scores.push(score);
  }
  if (pairs === 0) throw new UserError(`${path}: expected lines of two words and a score, found none`);
  const correlation = scores.length > 1 ? spearman(cosines, scores) : Number.NaN;
  return { file: basename(path), pairs, covered: scores.length, spearman: finiteOrNull(correlation) };
}

export interface Analogies {
  readonly section: string;
  readonly questions: readonly (readonly string[])[];
}

/** Reads lines of four words `a b c d` under lines of `: section`. @throws UserError naming the line. */
export async function readAnalogies(path: string): Promise<Analogies[]> {
  const sections: { section: string; questions: string[][] }[] = [];
  for (const { fields, where } of await readFields(path)) {
    if (fields[0].startsWith(":")) {
      sections.push({ section: fields.join(" ").slice(1).trim(), questions: [] });
      continue;
    }
    if (fields.length !== 4) throw new UserError(`${where}: expected four words or ": section"`);
    if (sections.length === 0) sections.push({ section: "all", questions: [] });
    sections.at(-1)?.questions.push(fields);
  }
  if (sections.length === 0) throw new UserError(`${path}: expected lines of four words, found none`);
  return sections;
}

/** @param onQuestion called after each question. */
export function evaluateAnalogies(
  vectors: WordVectors,
  { section, questions }: Analogies,
  onQuestion: () => void,
): AnalogyResult {
  let [covered, correct] = [0, 0];
  for (const [a, b, c, d] of questions) {
    const expected = vectors.rowOf(d);
    if (expected !== undefined && [a, b, c].every((word) => vectors.rowOf(word) !== undefined)) {
      covered++;
      if (vectors.analogy(a, b, c, 1)[0]?.rank === expected) correct++;
    }
    onQuestion();
  }
  return { section, questions: questions.length, covered, correct, accuracy: finiteOrNull(correct / covered) };
}

/** The sections taken together. */
export function sumAnalogies(sections: readonly AnalogyResult[]): AnalogyResult {
  const sum = (pick: (result: AnalogyResult) => number) => sections.reduce((total, result) => total + pick(result), 0);
  const covered = sum((result) => result.covered);
  const correct = sum((result) => result.correct);
  const questions = sum((result) => result.questions);
  return { section: "all", questions, covered, correct, accuracy: finiteOrNull(correct / covered) };
}

async function readFields(path: string): Promise<{ fields: string[]; where: string }[]> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new UserError(`${path} cannot be read: ${error.message}`);
  });
  return text.split("\n").flatMap((line, i) => {
    const fields = line.trim().split(/\s+/);
    return fields[0] === "" ? [] : [{ fields, where: `${path}, line ${i + 1}` }];
  });
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
