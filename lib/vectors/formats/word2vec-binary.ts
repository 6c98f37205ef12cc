import { toFloat32, type VectorTable } from "../table";
import { FormatError, parseHeader, tableOf, toField } from "./format";

const NEWLINE = 0x0a;
const SPACE = 0x20;
const LONGEST_HEADER = 64;
const LONGEST_WORD = 4096;

/** Writes word2vec.c's binary format: a line `words dimensions`, then `word`, a space, little-endian float32 and a newline for each. */
export function writeWord2vecBinary(table: VectorTable): Uint8Array {
  const { words, dimensions } = table;
  const rows = toFloat32(table);
  const encoder = new TextEncoder();
  const header = encoder.encode(`${words.length} ${dimensions}\n`);
  const names = words.map((word) => encoder.encode(`${toField(word)} `));
  const size = names.reduce((sum, name) => sum + name.length + 4 * dimensions + 1, header.length);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(header);
  let at = header.length;
  names.forEach((name, row) => {
    bytes.set(name, at);
    at += name.length;
    for (let i = 0; i < dimensions; i++, at += 4) view.setFloat32(at, rows[row * dimensions + i], true);
    bytes[at++] = NEWLINE;
  });
  return bytes;
}

/** Reads it, with or without the newlines. @throws FormatError */
export function readWord2vecBinary(bytes: Uint8Array): VectorTable {
  const decoder = new TextDecoder();
  const headerEnd = bytes.subarray(0, LONGEST_HEADER).indexOf(NEWLINE);
  if (headerEnd < 0) throw new FormatError(`byte 0: expected a line with the number of words and of dimensions`);
  const [count, dimensions] = parseHeader(decoder.decode(bytes.subarray(0, headerEnd)));
  let at = headerEnd + 1;
  if (count * (dimensions * 4 + 2) > bytes.length - at) {
    throw new FormatError(
      `byte ${bytes.length}: the file ends before the ${count} words of ${dimensions} numbers it promises`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = new Float32Array(count * dimensions);
  const words: string[] = [];
  for (let row = 0; row < count; row++) {
    if (bytes[at] === NEWLINE) at++;
    const length = bytes.subarray(at, at + LONGEST_WORD).indexOf(SPACE);
    if (length < 1) throw new FormatError(`byte ${at}: expected word ${row + 1} of ${count} and a space after it`);
    words.push(decoder.decode(bytes.subarray(at, at + length)));
    at += length + 1;
    if (at + 4 * dimensions > bytes.length) {
      throw new FormatError(`byte ${bytes.length}: the file ends inside the numbers of word ${row + 1} of ${count}`);
    }
    for (let i = 0; i < dimensions; i++, at += 4) {
      const value = view.getFloat32(at, true);
      if (!Number.isFinite(value)) throw new FormatError(`byte ${at}: expected a finite number, found ${value}`);
      rows[row * dimensions + i] = value;
    }
  }
  if (at < bytes.length && bytes[at] === NEWLINE) at++;
  if (at < bytes.length) throw new FormatError(`byte ${at}: expected the end of the file after ${count} words`);
  return tableOf(words, dimensions, rows);
}
