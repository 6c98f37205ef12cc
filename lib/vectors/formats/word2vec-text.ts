import { toFloat32, type VectorTable } from "../table";
import { FormatError, parseHeader, tableOf, toField } from "./format";

/** Digits that bring every float32 back as it was. */
const DIGITS = 9;

/** Writes word2vec.c's text format, line by line: `words dimensions`, then a word and its numbers, separated by spaces. */
export function* writeWord2vecText(table: VectorTable): Generator<string> {
  const { words, dimensions } = table;
  const rows = toFloat32(table);
  yield `${words.length} ${dimensions}\n`;
  for (let row = 0; row < words.length; row++) {
    const numbers = rows.subarray(row * dimensions, (row + 1) * dimensions);
    yield `${toField(words[row])} ${Array.from(numbers, formatNumber).join(" ")}\n`;
  }
}

/** The shortest usual way to write a float32 that reads back as it was. */
export function formatNumber(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}

/** Reads it. @throws FormatError */
export function readWord2vecText(bytes: Uint8Array): VectorTable {
  const lines = readLines(bytes);
  const [count, dimensions] = parseHeader(lines.next().value ?? "");
  if (count * dimensions * 2 > bytes.length) {
    throw new FormatError(`line 1: ${count} words of ${dimensions} numbers are promised, more than the file can hold`);
  }
  const rows = new Float32Array(count * dimensions);
  const words: string[] = [];
  for (const line of lines) {
    const number = words.length + 2;
    if (words.length === count) {
      if (line.trim() === "") continue;
      throw new FormatError(`line ${number}: expected the end of the file after ${count} words`);
    }
    const [word, ...numbers] = line.trimEnd().split(" ");
    if (word === "" || numbers.length !== dimensions) {
      throw new FormatError(
        `line ${number}: expected a word and ${dimensions} numbers, found ${numbers.length} numbers`,
      );
    }
    numbers.forEach((text, i) => {
      const value = text === "" ? Number.NaN : Number(text);
      if (!Number.isFinite(value)) throw new FormatError(`line ${number}: ${JSON.stringify(text)} is not a number`);
      rows[words.length * dimensions + i] = value;
    });
    words.push(word);
  }
  if (words.length < count) {
    throw new FormatError(`line ${words.length + 2}: the file ends after ${words.length} of ${count} words`);
  }
  return tableOf(words, dimensions, rows);
}

/** Lines one by one, as a file may be longer than a string can be. */
function* readLines(bytes: Uint8Array): Generator<string, undefined> {
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end;
    yield decoder.decode(bytes.subarray(from, to));
    from = to + 1;
  }
}
