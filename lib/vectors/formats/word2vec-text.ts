import { toFloat32, type VectorTable } from "../table";
import { ByteReader, type Pieces } from "./byte-reader";
import { FormatError, parseHeader, type ReadOptions, type ReadVectors, RowGatherer, toField } from "./format";

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

/** Reads it, with Unix or Windows line ends and with or without a byte order mark. @throws FormatError */
export async function readWord2vecText(pieces: Pieces, options: ReadOptions = {}): Promise<ReadVectors> {
  const lines = readLines(pieces);
  const header = await lines.next();
  const [count, dimensions] = parseHeader(header.done ? "" : header.value);
  const gatherer = new RowGatherer(count, dimensions, options);
  let number = 1;
  for await (const line of lines) {
    number++;
    if (number > count + 1) {
      if (line.trim() === "") continue;
      throw new FormatError(`line ${number}: expected the end of the file after ${count} words`);
    }
    const [word, ...numbers] = line.trimEnd().split(" ");
    if (word === "" || numbers.length !== dimensions) {
      throw new FormatError(
        `line ${number}: expected a word and ${dimensions} numbers, found ${numbers.length} numbers`,
      );
    }
    copyNumbers(numbers, gatherer.next(), number);
    gatherer.keep(word);
    if (gatherer.isFull) return gatherer.finish();
  }
  if (number <= count) throw new FormatError(`line ${number + 1}: the file ends after ${number - 1} of ${count} words`);
  return gatherer.finish();
}

function copyNumbers(texts: readonly string[], numbers: Float32Array, line: number): void {
  texts.forEach((text, i) => {
    numbers[i] = text === "" ? Number.NaN : Number(text);
    if (!Number.isFinite(numbers[i])) throw new FormatError(`line ${line}: ${JSON.stringify(text)} is not a number`);
  });
}

const NEWLINE = 0x0a;
/** In bytes: the widest row that a header can promise, with room to spare. */
const LONGEST_LINE = 1 << 22;

async function* readLines(pieces: Pieces): AsyncGenerator<string, undefined> {
  const reader = new ByteReader(pieces);
  // Only the header may start with a mark, and it may have white space there; elsewhere it is part of a word.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for (let number = 1; !(await reader.isAtEnd()); number++) {
    const line = (await reader.until(NEWLINE, LONGEST_LINE)) ?? (await reader.rest(LONGEST_LINE));
    if (line === null) throw new FormatError(`line ${number}: longer than any row of vectors; is this a text file?`);
    yield decoder.decode(line);
  }
}
