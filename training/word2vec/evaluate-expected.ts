import { basename } from "node:path";
import type { WordVectors } from "../../lib/vectors/word-vectors";
import { UserError } from "../console/errors";
import { readLines } from "./evaluate-lines";

/** How many of the nearest neighbours are looked at. */
const NEAREST = 10;

/** Words, each with the neighbours that a reader expects. */
export interface ExpectedSet {
  readonly file: string;
  readonly words: readonly { readonly word: string; readonly expected: readonly string[] }[];
}

/** How many of the expected neighbours are among the nearest. */
export interface ExpectedResult {
  readonly file: string;
  readonly nearest: number;
  /** Mean over the words of the share found; a word that the vectors lack counts 0. */
  readonly recall: number;
  /** Words that the vectors have. */
  readonly covered: number;
  readonly words: readonly { readonly word: string; readonly recall: number; readonly missing: readonly string[] }[];
}

/** @param path lines of `word: neighbour, neighbour`, and remarks after `# `. @throws UserError naming the line. */
export async function readExpected(path: string): Promise<ExpectedSet> {
  const lines = (await readLines(path)).filter(({ text }) => !/^#( |$)/.test(text));
  const words = lines.map(({ text, where }) => {
    const [, word, list = ""] = /^(.+?):\s+(.+)$/.exec(text) ?? [];
    const expected = list.split(",").map((neighbour) => neighbour.trim());
    if (word === undefined || expected.includes("")) {
      throw new UserError(`${where}: expected a word, a colon and its neighbours with commas between them`);
    }
    if (expected.length > NEAREST) throw new UserError(`${where}: expected at most ${NEAREST} neighbours`);
    return { word, expected };
  });
  if (words.length === 0) throw new UserError(`${path}: expected lines of a word and its neighbours, found none`);
  return { file: basename(path), words };
}

export function evaluateExpected(vectors: WordVectors, { file, words }: ExpectedSet): ExpectedResult {
  const results = words.map(({ word, expected }) => {
    const known = vectors.rowOf(word) !== undefined;
    const found = new Set(known ? vectors.neighbours(word, NEAREST).map(({ rank }) => rank) : []);
    const missing = expected.filter((neighbour) => !found.has(vectors.rowOf(neighbour) ?? -1));
    return { word, known, recall: 1 - missing.length / expected.length, missing };
  });
  return {
    file,
    nearest: NEAREST,
    recall: results.reduce((sum, { recall }) => sum + recall, 0) / results.length,
    covered: results.filter(({ known }) => known).length,
    words: results.map(({ word, recall, missing }) => ({ word, recall, missing })),
  };
}
