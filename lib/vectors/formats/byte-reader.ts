/** A file in pieces of any size, in order. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Reads a file from its start to its end, holding little more than what was asked for last. */
export class ByteReader {
  private readonly pieces: Iterator<Uint8Array> | AsyncIterator<Uint8Array>;
  private buffer: Uint8Array = new Uint8Array(0);
  private at = 0;
  private bufferStart = 0;

  constructor(pieces: Pieces) {
    this.pieces = Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  }

  /** Bytes of the file that were read, which is where the next one lies. */
  get position(): number {
    return this.bufferStart + this.at;
  }

  /** What comes before the next `end`, which is passed over; null when none comes among the next `longest` bytes. Valid until the next call. */
  async until(end: number, longest: number): Promise<Uint8Array | null> {
    for (let searched = 0; ; ) {
      const found = this.buffer.indexOf(end, this.at + searched);
      if (found >= 0) {
        if (found - this.at > longest) return null;
        const bytes = this.buffer.subarray(this.at, found);
        this.at = found + 1;
        return bytes;
      }
      searched = this.buffer.length - this.at;
      if (searched > longest || !(await this.pull())) return null;
    }
  }

  /** The next `length` bytes; null when there are fewer. Valid until the next call. */
  async take(length: number): Promise<Uint8Array | null> {
    while (this.buffer.length - this.at < length) if (!(await this.pull())) return null;
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  /** What is left of the file; null when it is more than `longest` bytes. Valid until the next call. */
  async rest(longest: number): Promise<Uint8Array | null> {
    while (this.buffer.length - this.at <= longest)
      if (!(await this.pull())) return this.take(this.buffer.length - this.at);
    return null;
  }

  /** Passes over the next byte if it is this one. */
  async skip(byte: number): Promise<void> {
    if (!(await this.isAtEnd()) && this.buffer[this.at] === byte) this.at++;
  }

  async isAtEnd(): Promise<boolean> {
    while (this.at === this.buffer.length) if (!(await this.pull())) return true;
    return false;
  }

  /** Brings the next piece within reach. @returns false at the end of the file. */
  private async pull(): Promise<boolean> {
    const { done, value } = await this.pieces.next();
    if (done) return false;
    const rest = this.buffer.subarray(this.at);
    this.bufferStart += this.at;
    this.at = 0;
    if (rest.length === 0) {
      this.buffer = value;
      return true;
    }
    const joined = new Uint8Array(rest.length + value.length);
    joined.set(rest);
    joined.set(value, rest.length);
    this.buffer = joined;
    return true;
  }
}
