import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { END } from "../../lib/word2vec/train";

/** Stands where a word was dropped, as long as pairs across it must not look like neighbours. */
export const GAP = -2;

/** Tokens that are read or written at once. */
const CHUNK = 1 << 16;

/** Writes word ids to a file, four bytes each, in the machine's own order: the file never leaves it. */
export class TokenWriter {
  private readonly file: number;
  private readonly chunk = new Int32Array(CHUNK);
  private used = 0;
  private written = 0;

  constructor(path: string) {
    this.file = openSync(path, "w");
  }

  /** Tokens so far. */
  get length(): number {
    return this.written + this.used;
  }

  push(token: number): void {
    if (this.used === CHUNK) this.flush();
    this.chunk[this.used++] = token;
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    const bytes = new Uint8Array(this.chunk.buffer, 0, this.used * Int32Array.BYTES_PER_ELEMENT);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    this.written += this.used;
    this.used = 0;
  }
}

/** The tokens of a file, chunk by chunk. Each chunk overwrites the last. */
export function* readTokens(path: string): Generator<Int32Array> {
  const file = openSync(path, "r");
  const chunk = new Int32Array(CHUNK);
  try {
    for (let at = 0; ; ) {
      const length = readTokensAt(file, chunk, CHUNK, at);
      if (length === 0) return;
      yield chunk.subarray(0, length);
      at += length;
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Reads `length` tokens that start at the `position`-th of an open file, fewer at its end.
 * @returns how many.
 */
export function readTokensAt(file: number, into: Int32Array, length: number, position: number): number {
  const width = Int32Array.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(into.buffer, into.byteOffset, length * width);
  let got = 0;
  for (let more = -1; got < bytes.length && more !== 0; got += more) {
    more = readSync(file, bytes, got, bytes.length - got, position * width + got);
  }
  return got / width;
}

/** Tokens in one block: small enough to mix sources well, large enough that a block costs nothing. */
const BLOCK = 10_000;

/** Words in one sentence, as in word2vec.c: longer ones are cut. */
export const LONGEST_SENTENCE = 1000;

/** No block has more tokens. */
export const LARGEST_BLOCK = BLOCK + LONGEST_SENTENCE;

/** Writes whole sentences, without gaps and empty sentences, and marks off blocks of them. */
export class SentenceWriter {
  private readonly writer: TokenWriter;
  private last = END;
  private blockStart = 0;
  /** Tokens in each block, in order. */
  readonly blocks: number[] = [];

  constructor(path: string) {
    this.writer = new TokenWriter(path);
  }

  push(token: number): void {
    if (token === GAP || (token === END && this.last === END)) return;
    this.writer.push(token);
    this.last = token;
    if (token === END && this.writer.length - this.blockStart >= BLOCK) this.endBlock();
  }

  close(): void {
    if (this.writer.length > this.blockStart) this.endBlock();
    this.writer.close();
  }

  private endBlock(): void {
    this.blocks.push(this.writer.length - this.blockStart);
    this.blockStart = this.writer.length;
  }
}
