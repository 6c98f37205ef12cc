import { setImmediate } from "node:timers/promises";
import type { WordVectors } from "../../lib/vectors/word-vectors";
import { UserError } from "../console/errors";
import { readLines } from "./evaluate-lines";

/** Questions `a` is to `b` as `c` is to `d`, under a heading. */
export interface AnalogySection {
  readonly section: string;
  readonly questions: readonly (readonly string[])[];
}

/** One number for each way to answer: by the sum of cosines (3CosAdd) and by their product (3CosMul). */
interface ByMethod<T> {
  readonly add: T;
  readonly mul: T;
}

/** How many analogies are completed with exactly the expected word. */
export interface AnalogyResult {
  readonly section: string;
  readonly questions: number;
  /** Questions of which the vectors have all four words; accuracy is over these. */
  readonly covered: number;
  readonly correct: ByMethod<number>;
  readonly accuracy: ByMethod<number | null>;
}

/** Reads lines of four words `a b c d` under lines of `: section`. @throws UserError naming the line. */
export async function readAnalogies(path: string): Promise<AnalogySection[]> {
  const sections: { section: string; questions: string[][] }[] = [];
  for (const { text, where } of await readLines(path)) {
    if (text.startsWith(":")) {
      sections.push({ section: text.slice(1).trim(), questions: [] });
      continue;
    }
    const words = text.split(/\s+/);
    if (words.length !== 4) throw new UserError(`${where}: expected four words or ": section"`);
    if (sections.length === 0) sections.push({ section: "", questions: [] });
    sections.at(-1)?.questions.push(words);
  }
  if (sections.every(({ questions }) => questions.length === 0)) {
    throw new UserError(`${path}: expected lines of four words, found none`);
  }
  return sections;
}

/**
 * Answers every question with the best of the vectors' words, but for the three asked with (Mikolov, Yih and Zweig 2013; Levy and
 * Goldberg 2014). The questions have few different words, so each word's cosines with all others are computed once.
 * @param onQuestion called after each question.
 */
export async function evaluateAnalogies(
  vectors: WordVectors,
  sections: readonly AnalogySection[],
  onQuestion: () => void,
): Promise<AnalogyResult[]> {
  const cosinesOf = rememberCosines(vectors);
  const count = vectors.words.length;
  const results: AnalogyResult[] = [];
  for (const { section, questions } of sections) {
    // Ctrl-C is heard between two sections.
    await setImmediate();
    let covered = 0;
    const correct = { add: 0, mul: 0 };
    for (const question of questions) {
      const rows = question.flatMap((word) => vectors.rowOf(word) ?? []);
      if (rows.length === question.length) {
        const [a, b, c] = rows.slice(0, 3).map(cosinesOf);
        covered++;
        if (isBest(rows, count, (row) => b[row] - a[row] + c[row])) correct.add++;
        if (isBest(rows, count, (row) => ((1 + b[row]) * (1 + c[row])) / (1 + a[row] + 2 * EPSILON))) correct.mul++;
      }
      onQuestion();
    }
    results.push(withAccuracy({ section, questions: questions.length, covered, correct }));
  }
  return results;
}

/** Sections taken together. */
export function sumAnalogies(section: string, results: readonly AnalogyResult[]): AnalogyResult {
  const sum = (pick: (result: AnalogyResult) => number) => results.reduce((total, result) => total + pick(result), 0);
  return withAccuracy({
    section,
    questions: sum(({ questions }) => questions),
    covered: sum(({ covered }) => covered),
    correct: { add: sum(({ correct }) => correct.add), mul: sum(({ correct }) => correct.mul) },
  });
}

/** Levy and Goldberg's guard against division by zero; there for cosines moved to 0..1, which the formula above doubles. */
const EPSILON = 0.001;

/** Whether the last of four rows scores highest of all but the first three; of equal ones the earlier wins. */
function isBest([a, b, c, expected]: readonly number[], count: number, scoreOf: (row: number) => number): boolean {
  if (expected === a || expected === b || expected === c) return false;
  const score = scoreOf(expected);
  for (let row = 0; row < count; row++) {
    const other = scoreOf(row);
    if (other < score || row === a || row === b || row === c) continue;
    if (other > score || row < expected) return false;
  }
  return true;
}

/** In bytes. The 905 words of Google's questions among 30,000 need 109 MB. */
const MOST_REMEMBERED = 2 ** 27;

/** Computes a word's cosines with all words once, and again only when many others came between. */
function rememberCosines(vectors: WordVectors): (row: number) => Float32Array {
  const capacity = Math.max(4, Math.floor(MOST_REMEMBERED / (4 * vectors.words.length)));
  const remembered = new Map<number, Float32Array>();
  return (row) => {
    const cosines = remembered.get(row) ?? vectors.cosines(row);
    // What was used last comes last, so that the first has lain unused for longest.
    remembered.delete(row);
    remembered.set(row, cosines);
    if (remembered.size > capacity) remembered.delete(remembered.keys().next().value ?? row);
    return cosines;
  };
}

function withAccuracy(counts: Omit<AnalogyResult, "accuracy">): AnalogyResult {
  const share = (correct: number) => (counts.covered > 0 ? correct / counts.covered : null);
  return { ...counts, accuracy: { add: share(counts.correct.add), mul: share(counts.correct.mul) } };
}
