import { type Bucket, quantile } from "../../lib/buckets";
import { type Problem, type Reading, readPost, siteWithoutLink } from "../../lib/many/posts";
import type { Post } from "../../lib/post";
import type { ScoredList, ScoringProgress, ScoringRequest } from "./api";
import type { List } from "./read";
import { Scores } from "./scores";

/** Posts in one pass through the network: after each, what the page asks has its turn. */
const CHUNK = 1024;
/** Problems that are told one by one; the others are counted. */
const PROBLEMS_MAX = 1000;

/** A predictor as scoring many posts needs it. */
export interface BulkPredictor {
  readonly release: string;
  /** First score of each bucket. */
  readonly edges: readonly number[];
  /** Names of the communities that it knows. */
  readonly communities: readonly string[];
  /** How posts of a community usually spread. */
  usual(community: string | null): readonly Bucket[];
  /** Probabilities of the buckets, [posts, buckets], row-major. */
  predict(posts: readonly Post[]): Promise<Float32Array>;
}

/** A list being scored, chunk after chunk; what has been scored can be looked at all the while. */
export class Scoring {
  readonly scores: Scores;
  readonly release: string;

  private readonly reading: Reading;
  private readonly known: ReadonlySet<string>;
  private readonly medians = new Map<string | null, number>();
  private readonly problems: Problem[];
  private problemCount: number;
  private done = 0;
  private strangers = 0;
  private above = 0;

  constructor(
    readonly list: List,
    { predictor: name, columns, community }: ScoringRequest,
    private readonly predictor: BulkPredictor,
  ) {
    this.scores = new Scores(predictor.edges, list.rows.length);
    this.release = predictor.release;
    this.reading = {
      width: list.names.length,
      columns,
      community,
      siteWithoutLink: siteWithoutLink(name, columns),
    };
    this.known = new Set(predictor.communities);
    this.problems = [...list.problems];
    this.problemCount = list.problems.length;
  }

  get progress(): ScoringProgress {
    return { done: this.done, total: this.list.rows.length, scored: this.scores.count };
  }

  /** Scores the next chunk. False when there is none. */
  async step(): Promise<boolean> {
    const { rows } = this.list;
    const end = Math.min(this.done + CHUNK, rows.length);
    const posts: Post[] = [];
    const places: number[] = [];
    for (let row = this.done; row < end; row++) {
      const post = readPost(rows[row], this.reading, (problem) => this.report(row, problem));
      if (post === null) continue;
      posts.push(post);
      places.push(row);
    }
    const first = this.scores.count;
    this.scores.add(posts, places, await this.predictor.predict(posts));
    for (const [i, { community }] of posts.entries()) {
      if (community !== null && !this.known.has(community)) this.strangers++;
      if (this.scores.expected[first + i] > this.medianOf(community)) this.above++;
    }
    this.done = end;
    return end < rows.length;
  }

  /** What has come of it so far. */
  get outcome(): ScoredList {
    const { count, expected } = this.scores;
    const sorted = expected.slice(0, count).sort();
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * (count - 1))]);
    return {
      ...this.progress,
      problems: this.problems.toSorted((a, b) => a.line - b.line),
      problemCount: this.problemCount,
      strangers: this.strangers,
      quartiles: count === 0 ? null : [low, middle, high],
      aboveMedian: count === 0 ? 0 : this.above / count,
    };
  }

  private report(row: number, problem: Omit<Problem, "line">): void {
    this.problemCount++;
    if (this.problems.length < PROBLEMS_MAX) this.problems.push({ line: this.list.lines[row], ...problem });
  }

  private medianOf(community: string | null): number {
    const known = this.medians.get(community);
    if (known !== undefined) return known;
    const median = quantile(this.predictor.usual(community), 0.5);
    this.medians.set(community, median);
    return median;
  }
}
