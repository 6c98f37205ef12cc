import { Z95 } from "../../lib/metrics/normal";
import { QUANTILES, REACHED, type Spread } from "../../lib/release/profile";
import { logScore } from "../predictor/statistics";

/** How often each value was met: exact, and small where values repeat, as scores do. */
export class Histogram {
  private readonly counts = new Map<number, number>();
  total = 0;

  add(value: number, times = 1): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + times);
    this.total += times;
  }

  /** Values below or at which each share of the total lies, shares ascending; null where there is nothing. */
  quantiles(shares: readonly number[]): number[] | null {
    if (this.total === 0) return null;
    const values = [...this.counts].sort(([a], [b]) => a - b);
    const found: number[] = [];
    let below = 0;
    for (const [value, count] of values) {
      below += count;
      while (found.length < shares.length && below >= shares[found.length] * this.total) found.push(value);
    }
    return found;
  }

  /** Share of the total at or above a value; 0 where there is nothing. */
  reached(value: number): number {
    let count = 0;
    for (const [other, times] of this.counts) if (other >= value) count += times;
    return count / Math.max(1, this.total);
  }
}

/** Scores of some posts as they come. */
export class Scores {
  readonly histogram = new Histogram();
  private sum = 0;
  private squares = 0;

  add(score: number): void {
    const log = logScore(score);
    this.histogram.add(score);
    this.sum += log;
    this.squares += log * log;
  }

  toSpread(): Spread {
    const { histogram, sum, squares } = this;
    const posts = histogram.total;
    const quartiles = histogram.quantiles([0.25, 0.5, 0.75]);
    if (posts === 0 || quartiles === null) return { posts, quartiles: null, mean: null, reached: null };
    const mean = sum / posts;
    const half = Z95 * Math.sqrt(Math.max(0, squares / posts - mean * mean) / Math.max(1, posts - 1));
    return {
      posts,
      quartiles: [quartiles[0], quartiles[1], quartiles[2]],
      mean: { value: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) },
      reached: REACHED.map((mark) => histogram.reached(mark)),
    };
  }
}

/** Values at the profile's quantiles. */
export function profileQuantiles(histogram: Histogram): number[] | null {
  return histogram.quantiles(QUANTILES);
}
