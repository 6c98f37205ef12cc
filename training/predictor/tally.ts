/**
 * Numbers for each name that was met, in bounded memory: when there are too many different names, the rarest half is
 * forgotten, as in word2vec.c's `ReduceVocab`. Exact as long as there are no more than `limit` names.
 */
export class Tally {
  /** A row of `width` numbers for each name, the first of them how often it was met. Replaced as it grows. */
  values: Float64Array;
  private readonly rows = new Map<string, number>();
  private readonly free: number[] = [];

  constructor(
    private readonly width: number,
    private readonly limit: number,
  ) {
    this.values = new Float64Array(width * Math.min(limit, 1024));
  }

  /** Counts the name. @returns where its numbers start in {@link values}. */
  add(name: string, times = 1): number {
    const at = (this.rows.get(name) ?? this.admit(name)) * this.width;
    this.values[at] += times;
    return at;
  }

  /** Names with where their numbers start, in the order in which they were met. */
  *entries(): Generator<readonly [name: string, at: number]> {
    for (const [name, row] of this.rows) yield [name, row * this.width];
  }

  private admit(name: string): number {
    if (this.rows.size === this.limit) this.forget();
    const row = this.free.pop() ?? this.rows.size;
    if ((row + 1) * this.width > this.values.length) this.grow();
    // A word cut out of a title would keep the whole title in memory.
    this.rows.set(Buffer.from(name).toString(), row);
    return row;
  }

  private forget(): void {
    const counts = Float64Array.from(this.rows.values(), (row) => this.values[row * this.width]);
    const middle = counts.sort()[(counts.length - 1) >> 1];
    for (const [name, row] of this.rows) {
      if (this.values[row * this.width] > middle) continue;
      this.rows.delete(name);
      this.values.fill(0, row * this.width, (row + 1) * this.width);
      this.free.push(row);
    }
  }

  private grow(): void {
    const values = new Float64Array(Math.min(2 * this.values.length, this.limit * this.width));
    values.set(this.values);
    this.values = values;
  }
}
