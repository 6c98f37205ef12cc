import { toFloat32, type VectorTable } from "../table";
import { ByteReader, type Pieces } from "./byte-reader";
import { FormatError, parseHeader, type ReadOptions, type ReadVectors, RowGatherer, toField } from "./format";

const NEWLINE = 0x0a;
const SPACE = 0x20;
const LONGEST_HEADER = 64;
const LONGEST_WORD = 4096;

/** Writes word2vec.c's binary format, row by row: a line `words dimensions`, then `word`, a space, little-endian float32 and a newline for each. */
export function* writeWord2vecBinary(table: VectorTable): Generator<Uint8Array> {
  const { words, dimensions } = table;
  const rows = toFloat32(table);
  const encoder = new TextEncoder();
  yield encoder.encode(`${words.length} ${dimensions}\n`);
  for (let row = 0; row < words.length; row++) {
    const name = encoder.encode(`${toField(words[row])} `);
    const bytes = new Uint8Array(name.length + 4 * dimensions + 1);
    bytes.set(name);
    const numbers = new DataView(bytes.buffer, name.length);
    for (let i = 0; i < dimensions; i++) numbers.setFloat32(4 * i, rows[row * dimensions + i], true);
    bytes[bytes.length - 1] = NEWLINE;
    yield bytes;
  }
}

/** Reads it, with or without the newlines after the rows, which gensim leaves out. @throws FormatError */
export async function readWord2vecBinary(pieces: Pieces, options: ReadOptions = {}): Promise<ReadVectors> {
  const reader = new ByteReader(pieces);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const header = await reader.until(NEWLINE, LONGEST_HEADER);
  if (header === null) throw new FormatError("byte 0: expected a line with the number of words and of dimensions");
  const [count, dimensions] = parseHeader(decoder.decode(header));
  const gatherer = new RowGatherer(count, dimensions, options);
  for (let row = 1; row <= count && !gatherer.isFull; row++) {
    await reader.skip(NEWLINE);
    const start = reader.position;
    const field = await reader.until(SPACE, LONGEST_WORD);
    if (field === null && (await reader.isAtEnd())) {
      throw new FormatError(`byte ${start}: the file ends before word ${row} of the ${count} that it promises`);
    }
    if (field === null || field.length === 0 || field.includes(NEWLINE)) {
      throw new FormatError(`byte ${start}: expected word ${row} of ${count} and a space after it`);
    }
    const word = decoder.decode(field);
    const at = reader.position;
    const numbers = await reader.take(4 * dimensions);
    if (numbers === null) {
      throw new FormatError(`byte ${at}: the file ends inside the ${dimensions} numbers of word ${row} of ${count}`);
    }
    copyNumbers(numbers, gatherer.next(), at);
    gatherer.keep(word);
  }
  if (!gatherer.isFull) {
    await reader.skip(NEWLINE);
    if (!(await reader.isAtEnd())) {
      throw new FormatError(`byte ${reader.position}: expected the end of the file after ${count} words`);
    }
  }
  return gatherer.finish();
}

/** @param at where in the file the numbers lie. */
function copyNumbers(bytes: Uint8Array, numbers: Float32Array, at: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < numbers.length; i++) {
    const value = view.getFloat32(4 * i, true);
    if (!Number.isFinite(value)) throw new FormatError(`byte ${at + 4 * i}: expected a finite number, found ${value}`);
    numbers[i] = value;
  }
}
