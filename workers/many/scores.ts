import { atLeast, type Bucket, expectedScore, quantile, toBuckets } from "../../lib/buckets";
import type { Post } from "../../lib/post";

/** Forecasts of many posts, in columns that grow together. */
export class Scores {
  readonly posts: Post[] = [];
  /** Which row of the list each post is. */
  readonly rows: number[] = [];
  readonly expected: Float32Array;
  /** Scores below which 10 and 90 % of each forecast lie. */
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** Index of the most likely bucket. */
  readonly likely: Uint8Array;

  /** [posts, buckets], row-major. */
  private readonly probabilities: Float32Array;
  /** Those of one post after the other. */
  private readonly buckets: { from: number; to: number | null; probability: number }[];
  private chance = { reach: 0, values: new Float32Array(0) };

  /**
   * @param edges first score of each bucket.
   * @param capacity most posts that will come.
   */
  constructor(
    readonly edges: readonly number[],
    capacity: number,
  ) {
    this.expected = new Float32Array(capacity);
    this.low = new Float32Array(capacity);
    this.high = new Float32Array(capacity);
    this.likely = new Uint8Array(capacity);
    this.probabilities = new Float32Array(capacity * edges.length);
    this.buckets = toBuckets(edges, new Float32Array(edges.length));
  }

  get count(): number {
    return this.posts.length;
  }

  /** @param probabilities of the posts' buckets, [posts, buckets], row-major. */
  add(posts: readonly Post[], rows: readonly number[], probabilities: Float32Array): void {
    this.probabilities.set(probabilities, this.count * this.edges.length);
    for (const [i, post] of posts.entries()) {
      const at = this.posts.push(post) - 1;
      this.rows.push(rows[i]);
      const buckets = this.bucketsOf(at);
      this.expected[at] = expectedScore(buckets);
      this.low[at] = quantile(buckets, 0.1);
      this.high[at] = quantile(buckets, 0.9);
      this.likely[at] = buckets.reduce(
        (best, { probability }, k) => (probability > buckets[best].probability ? k : best),
        0,
      );
    }
  }

  /** Of reaching a score, for each post so far. */
  chances(reach: number): Float32Array {
    const { values } = this.chance;
    if (this.chance.reach !== reach || values.length !== this.count) {
      const chances = Float32Array.from(this.posts, (_, at) => atLeast(this.bucketsOf(at), reach));
      this.chance = { reach, values: chances };
    }
    return this.chance.values;
  }

  /** Holds until it is asked for another post. */
  private bucketsOf(at: number): readonly Bucket[] {
    const { buckets, probabilities } = this;
    for (let k = 0; k < buckets.length; k++) buckets[k].probability = probabilities[at * buckets.length + k];
    return buckets;
  }
}
