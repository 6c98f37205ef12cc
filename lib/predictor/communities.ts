/** Steps per unit in which a log share is stored. */
const LOG_STEPS = 24;

/**
 * Known communities (subreddits) and how their training posts spread over the score buckets.
 * An unknown community has the distribution of all posts, in the last row.
 */
export class CommunityTable {
  private readonly rows = new Map<string, number>();
  /** Log share of each bucket, [communities + 1, buckets], row-major; the last row is the prior of all posts. */
  readonly logPriors: Float32Array;

  /**
   * @param names lower case, most posts first.
   * @param steps [names + 1, buckets]: minus the log share, in 1/24.
   */
  constructor(
    readonly names: readonly string[],
    readonly steps: Uint8Array,
    readonly buckets: number,
  ) {
    if (steps.length !== (names.length + 1) * buckets) {
      throw new RangeError(
        `${names.length} communities need ${(names.length + 1) * buckets} shares, got ${steps.length}`,
      );
    }
    names.forEach((name, row) => {
      this.rows.set(name, row);
    });
    this.logPriors = normaliseRows(
      Float32Array.from(steps, (step) => -step / LOG_STEPS),
      buckets,
    );
  }

  /** @param shares [names + 1, buckets] positive shares, rows summing to one. */
  static of(names: readonly string[], shares: Float64Array, buckets: number): CommunityTable {
    const steps = Uint8Array.from(shares, (share) => Math.min(255, Math.round(-Math.log(share) * LOG_STEPS)));
    return new CommunityTable(names, steps, buckets);
  }

  /** Row of a community; `names.length`, the row of all posts, for null or an unknown one. */
  rowOf(name: string | null): number {
    return (name === null ? undefined : this.rows.get(name)) ?? this.names.length;
  }

  /** Shares of the buckets among training posts of this community. */
  priorOf(name: string | null): Float64Array {
    const at = this.rowOf(name) * this.buckets;
    return Float64Array.from(this.logPriors.subarray(at, at + this.buckets), Math.exp);
  }
}

/** Makes each row of log shares sum to one again after rounding. */
function normaliseRows(logs: Float32Array, columns: number): Float32Array {
  for (let at = 0; at < logs.length; at += columns) {
    let sum = 0;
    for (let i = at; i < at + columns; i++) sum += Math.exp(logs[i]);
    for (let i = at; i < at + columns; i++) logs[i] -= Math.log(sum);
  }
  return logs;
}
