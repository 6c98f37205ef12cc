import { createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { BundleError } from "../../lib/release/bundle";
import { FormatError } from "../../lib/vectors/formats/format";
import { writeProjectorLabels, writeProjectorVectors } from "../../lib/vectors/formats/projector-tsv";
import { readWord2vecBinary, writeWord2vecBinary } from "../../lib/vectors/formats/word2vec-binary";
import { readWord2vecText, writeWord2vecText } from "../../lib/vectors/formats/word2vec-text";
import { decodeVectors, encodeVectors, type VectorTable } from "../../lib/vectors/table";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { stampInput } from "../stamp";

export const exportFormats = ["word2vec-binary", "word2vec-text", "projector-tsv"] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const importFormats = ["word2vec-binary", "word2vec-text"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Reads a file that `vectors train` or `vectors import` wrote. @throws UserError */
export async function readVectorsFile(path: string): Promise<VectorTable> {
  return parse(path, await readWhole(path), decodeVectors);
}

/** Writes vectors for other programs. @returns the files written. @throws UserError */
export async function exportVectors(table: VectorTable, format: ExportFormat, out: string): Promise<string[]> {
  if (format === "word2vec-binary") {
    await writeAtomically(out, (temporary) => writeFile(temporary, writeWord2vecBinary(table)));
    return [out];
  }
  if (format === "word2vec-text") {
    await writeLines(out, writeWord2vecText(table));
    return [out];
  }
  const labels = `${out.slice(0, out.length - extname(out).length)}.labels.tsv`;
  await writeLines(out, writeProjectorVectors(table));
  await writeLines(labels, writeProjectorLabels(table));
  return [out, labels];
}

/** Brings in vectors of word2vec.c's formats. @throws UserError naming the line or byte that is wrong. */
export async function importVectors(path: string, format: ImportFormat | null, out: string): Promise<VectorTable> {
  const bytes = await readWhole(path);
  const found = format ?? recogniseFormat(bytes);
  const read = parse(path, bytes, found === "word2vec-text" ? readWord2vecText : readWord2vecBinary);
  const table = { ...read, config: { imported: found, inputs: [await stampInput(path)] } };
  await writeAtomically(out, (temporary) => writeFile(temporary, encodeVectors(table)));
  return table;
}

/** Longest first row to look at, in bytes: the widest vectors in use, written out. */
const LONGEST_ROW = 1 << 17;

/** Text when the first row is a word and numbers and nothing else. Binary numbers hardly ever look like that. */
function recogniseFormat(bytes: Buffer): ImportFormat {
  const [, row = ""] = bytes.subarray(0, LONGEST_ROW).toString("latin1").split("\n", 2);
  const [, ...numbers] = row.trimEnd().split(" ");
  const isText = numbers.length > 0 && numbers.every((number) => /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i.test(number));
  return isText ? "word2vec-text" : "word2vec-binary";
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UserError(`${basename(path)} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function parse(path: string, bytes: Buffer, read: (bytes: Uint8Array) => VectorTable): VectorTable {
  try {
    return read(bytes);
  } catch (error) {
    const expected = error instanceof FormatError || error instanceof BundleError;
    throw expected ? new UserError(`${path}: ${error.message}`) : error;
  }
}

function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  return writeAtomically(path, (temporary) => pipeline(Readable.from(lines), createWriteStream(temporary)));
}
