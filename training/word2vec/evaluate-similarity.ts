import { basename } from "node:path";
import { spearman } from "../../lib/metrics/correlation";
import type { WordVectors } from "../../lib/vectors/word-vectors";
import { UserError } from "../console/errors";
import { readLines } from "./evaluate-lines";

/** Pairs of words with what people said of their likeness. */
export interface SimilaritySet {
  readonly file: string;
  readonly pairs: readonly { readonly a: string; readonly b: string; readonly score: number }[];
}

/** How the vectors' cosines agree with people. */
export interface SimilarityResult {
  readonly file: string;
  readonly pairs: number;
  /** Pairs of which the vectors have both words; the others are left out. */
  readonly covered: number;
  /** Null when the covered pairs have no order. */
  readonly spearman: number | null;
}

/** @param path lines of `word word score`, separated by white space. @throws UserError naming the line. */
export async function readSimilarity(path: string): Promise<SimilaritySet> {
  const pairs = (await readLines(path)).map(({ text, where }) => {
    const [a, b, ...rest] = text.split(/\s+/);
    const score = Number(rest[0]);
    if (rest.length !== 1 || !Number.isFinite(score)) throw new UserError(`${where}: expected two words and a score`);
    return { a, b, score };
  });
  if (pairs.length === 0) throw new UserError(`${path}: expected lines of two words and a score, found none`);
  return { file: basename(path), pairs };
}

export function evaluateSimilarity(vectors: WordVectors, { file, pairs }: SimilaritySet): SimilarityResult {
  const covered = pairs.filter(({ a, b }) => vectors.rowOf(a) !== undefined && vectors.rowOf(b) !== undefined);
  const cosines = covered.map(({ a, b }) => vectors.similarity(a, b));
  const scores = covered.map(({ score }) => score);
  const correlation = covered.length > 1 ? spearman(cosines, scores) : Number.NaN;
  return {
    file,
    pairs: pairs.length,
    covered: covered.length,
    spearman: Number.isFinite(correlation) ? correlation : null,
  };
}
