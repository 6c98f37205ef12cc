import { type FileHandle, open } from "node:fs/promises";
import {
  type BundleArray,
  type BundleEntry,
  BundleError,
  layOutBundle,
  readBundleHead,
} from "../../lib/release/bundle";

/** Bytes written or read at once. */
const PIECE = 1 << 24;
/** No bundle of ours has a longer header. */
const HEAD = 1 << 16;

/** Writes a bundle of arrays that are too large to be copied. They may lie in shared memory. */
export async function writeBundleFile(file: FileHandle, arrays: Record<string, BundleArray>): Promise<void> {
  const { head, places, size } = layOutBundle(arrays);
  await writeAt(file, head, 0);
  for (const [name, array] of Object.entries(arrays)) await writeAt(file, bytesOf(array), places[name]);
  await file.truncate(size);
}

/** A bundle in a file, read array by array. */
export class BundleFile {
  private readonly file: FileHandle;
  private readonly entries: ReadonlyMap<string, BundleEntry>;

  private constructor(file: FileHandle, entries: ReadonlyMap<string, BundleEntry>) {
    this.file = file;
    this.entries = entries;
  }

  /** Opens a bundle, hands it over and closes it. @throws BundleError, or what the file system says. */
  static async use<T>(path: string, read: (bundle: BundleFile) => Promise<T>): Promise<T> {
    const file = await open(path, "r");
    try {
      const { size } = await file.stat();
      const head = new Uint8Array(Math.min(size, HEAD));
      await readAt(file, head, 0);
      return await read(new BundleFile(file, readBundleHead(head, size)));
    } finally {
      await file.close();
    }
  }

  /** The first line of a text. */
  async line(name: string): Promise<string> {
    const { at, length } = this.entry(name);
    const bytes = new Uint8Array(length);
    await readAt(this.file, bytes, at);
    return new TextDecoder().decode(bytes).split("\n", 1)[0];
  }

  /** How many numbers an array has. */
  lengthOf(name: string): number {
    return this.entry(name).length;
  }

  /** Reads an array into one that is as long. */
  async fill(name: string, array: BundleArray): Promise<void> {
    await readAt(this.file, bytesOf(array), this.entry(name).at);
  }

  private entry(name: string): BundleEntry {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new BundleError(`model file has no array "${name}"`);
    return entry;
  }
}

const bytesOf = (array: BundleArray) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

async function writeAt(file: FileHandle, bytes: Uint8Array, place: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(PIECE, bytes.length - done);
    done += (await file.write(bytes, done, length, place + done)).bytesWritten;
  }
}

async function readAt(file: FileHandle, bytes: Uint8Array, place: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, Math.min(PIECE, bytes.length - done), place + done);
    if (bytesRead === 0) throw new BundleError("model file cut short");
    done += bytesRead;
  }
}
