import type { VectorTable } from "../table";

/** A file of vectors that is not what its format says. The message names the line or the byte. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}

/** Words without spaces, of which there are few (`show hn:`): these formats end a word at the first one, and write phrases with underscores. */
export function toField(word: string): string {
  return word.replace(/\s/g, "_");
}

/** Reads `<words> <dimensions>`, the first line of both word2vec formats. @throws FormatError */
export function parseHeader(line: string): [count: number, dimensions: number] {
  const match = /^\s*(\d{1,9})\s+(\d{1,5})\s*$/.exec(line);
  const [count, dimensions] = match ? [Number(match[1]), Number(match[2])] : [0, 0];
  if (count < 1 || dimensions < 1) {
    throw new FormatError(
      `line 1: expected the number of words and of dimensions, found ${JSON.stringify(line.slice(0, 60))}`,
    );
  }
  return [count, dimensions];
}

/** A table as a file of this kind holds it: float32, with no counts. */
export function tableOf(words: string[], dimensions: number, rows: Float32Array): VectorTable {
  return { words, dimensions, rows, scales: null, counts: null, config: {} };
}
