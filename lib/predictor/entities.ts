import { fnv1a } from "./hash";

/** What training saw of one site or author. */
export interface EntityRecord {
  /** Mean of log score less the community's own mean, shrunk towards 0 for few posts. */
  readonly residual: number;
  readonly posts: number;
}

/** Steps per unit of log score in which a residual is stored. */
const RESIDUAL_STEPS = 40;
/** Steps per unit of log count in which a count is stored. */
const COUNT_STEPS = 20;

/**
 * Sites or authors by the hash of their name; the names themselves are not kept. Looked up by binary search.
 * Arrays are parallel: `hashes` of 24 bits ascending, `residuals` in 1/40 of a unit of log score, `counts` in 1/20 of log count.
 */
export class EntityTable {
  constructor(
    readonly hashes: Uint32Array,
    readonly residuals: Int8Array,
    readonly counts: Uint8Array,
  ) {
    if (hashes.length !== residuals.length || hashes.length !== counts.length) {
      throw new RangeError(
        `entity table of ${hashes.length} hashes, ${residuals.length} residuals, ${counts.length} counts`,
      );
    }
  }

  static of(records: Iterable<readonly [name: string, EntityRecord]>): EntityTable {
    const byHash = new Map<number, EntityRecord>();
    for (const [name, record] of records) byHash.set(hashOf(name), record);
    const entries = [...byHash].sort(([a], [b]) => a - b);
    return new EntityTable(
      Uint32Array.from(entries, ([hash]) => hash),
      Int8Array.from(entries, ([, { residual }]) => clamp(Math.round(residual * RESIDUAL_STEPS), -127, 127)),
      Uint8Array.from(entries, ([, { posts }]) => clamp(Math.round(Math.log(posts) * COUNT_STEPS), 0, 255)),
    );
  }

  /** Record of `name`, or null when training saw too little of it, or no name is given. */
  find(name: string | null): EntityRecord | null {
    if (name === null) return null;
    const hash = hashOf(name);
    let low = 0;
    let high = this.hashes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const value = this.hashes[middle];
      if (value === hash) {
        return {
          residual: this.residuals[middle] / RESIDUAL_STEPS,
          posts: Math.exp(this.counts[middle] / COUNT_STEPS),
        };
      }
      if (value < hash) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }
}

/** 24 bits: with as many as 100,000 names, one in 170 others would be taken for one of them. */
function hashOf(name: string): number {
  return fnv1a(name) >>> 8;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
