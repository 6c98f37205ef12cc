import { createReadStream, createWriteStream } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { BundleError } from "../../lib/release/bundle";
import { FormatError, type ReadVectors } from "../../lib/vectors/formats/format";
import { writeProjectorLabels, writeProjectorVectors } from "../../lib/vectors/formats/projector-tsv";
import { readWord2vecBinary, writeWord2vecBinary } from "../../lib/vectors/formats/word2vec-binary";
import { readWord2vecText, writeWord2vecText } from "../../lib/vectors/formats/word2vec-text";
import { decodeVectors, encodeVectors, type VectorTable } from "../../lib/vectors/table";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { type Progress, startProgress } from "../console/progress";
import { stampInput } from "../stamp";

export const exportFormats = ["word2vec-binary", "word2vec-text", "projector-tsv"] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const importFormats = ["word2vec-binary", "word2vec-text"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Reads a file that `vectors train` or `vectors import` wrote. @throws UserError */
export async function readVectorsFile(path: string): Promise<VectorTable> {
  return explaining(path, async () => decodeVectors(await readWhole(path)));
}

/** Writes vectors for other programs. @returns the files written. @throws UserError */
export async function exportVectors(table: VectorTable, format: ExportFormat, out: string): Promise<string[]> {
  if (format === "word2vec-binary") {
    await writePieces(out, writeWord2vecBinary(table));
    return [out];
  }
  if (format === "word2vec-text") {
    await writePieces(out, writeWord2vecText(table));
    return [out];
  }
  const labels = `${out.slice(0, out.length - extname(out).length)}.labels.tsv`;
  await writePieces(out, writeProjectorVectors(table));
  await writePieces(labels, writeProjectorLabels(table));
  return [out, labels];
}

export interface ImportOptions {
  /** Found out from the file where it is not given. */
  readonly format?: ImportFormat;
  /** Read so many words and no more. */
  readonly maxWords?: number;
}

/**
 * Brings in vectors of word2vec.c's formats, `.gz` too, reading them piece by piece.
 * @throws UserError naming the line or byte that is wrong.
 */
export async function importVectors(path: string, options: ImportOptions, out: string): Promise<ReadVectors> {
  return explaining(path, async () => {
    const format = options.format ?? (await recogniseFormat(path));
    const read = format === "word2vec-text" ? readWord2vecText : readWord2vecBinary;
    const { onRow, finish } = showRows();
    const mostWords = options.maxWords ?? Number.POSITIVE_INFINITY;
    const { table, repeated } = await withPieces(path, (pieces) => read(pieces, { mostWords, onRow }));
    finish();
    const stamped = { ...table, config: { imported: format, inputs: [await stampInput(path)] } };
    await writeAtomically(out, (temporary) => writeFile(temporary, encodeVectors(stamped)));
    return { table: stamped, repeated };
  });
}

/** Progress over rows whose number the file itself tells. */
function showRows() {
  let progress: Progress | undefined;
  return {
    onRow(done: number, total: number): void {
      progress ??= startProgress("vectors", total, "words");
      progress.update(done);
    },
    finish: () => progress?.finish(),
  };
}

/** Longest first row to look at, in bytes: the widest vectors in use, written out. */
const LONGEST_ROW = 1 << 17;

/** Text when the first row is a word and numbers and nothing else. Binary numbers hardly ever look like that. */
async function recogniseFormat(path: string): Promise<ImportFormat> {
  const start = await withPieces(path, async (pieces) => {
    let text = "";
    for await (const piece of pieces) {
      text += piece.toString("latin1");
      if (text.length >= LONGEST_ROW) break;
    }
    return text;
  });
  const [, row = ""] = start.split("\n", 2);
  const [, ...numbers] = row.trimEnd().split(" ");
  const isNumber = (text: string) => /^[-+]?(?:[\d.]+(?:e[-+]?\d+)?|nan|inf(?:inity)?)$/i.test(text);
  return numbers.length > 0 && numbers.every(isNumber) ? "word2vec-text" : "word2vec-binary";
}

const PIECE = 1 << 20;

async function withPieces<T>(path: string, read: (pieces: AsyncIterable<Buffer>) => Promise<T>): Promise<T> {
  const file = createReadStream(path, { highWaterMark: PIECE });
  const pieces = path.endsWith(".gz") ? file.pipe(createGunzip({ chunkSize: PIECE })) : file;
  // An error of the file would not reach the one who reads what it is unpacked to.
  file.once("error", (error) => pieces.destroy(error));
  try {
    return await read(pieces);
  } finally {
    file.destroy();
    pieces.destroy();
  }
}

/** Most bytes that the operating system reads at once, with room to spare. */
const MOST_READ = 1 << 30;

/** The whole file; unlike Node's own function, of more than 2 GiB too. */
async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array((await file.stat()).size);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(MOST_READ, bytes.length - at), at);
      if (bytesRead === 0) return bytes.subarray(0, at);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

/** Has what goes wrong with a file's content, or with reading it, name the file. */
async function explaining<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FormatError || error instanceof BundleError) throw new UserError(`${path}: ${error.message}`);
    if (error instanceof Error && "code" in error) throw new UserError(`${path} cannot be read: ${error.message}`);
    throw error;
  }
}

function writePieces(path: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  return writeAtomically(path, (temporary) => pipeline(Readable.from(pieces), createWriteStream(temporary)));
}
