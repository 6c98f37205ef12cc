import type { Candidate } from "../../lib/feed/candidate";
import { createLearner } from "../../lib/online/create";
import type { TextEmbedder } from "../../lib/online/embedder";
import type { OnlineLearner } from "../../lib/online/learner";
import { createRandom } from "../../lib/random";
import { tokenize } from "../../lib/text/tokenize";
import type { Click, Reason, TopicSettings, TrackRecord } from "./api";
import { keepRecord, type Outcome } from "./record";

/** Titles that are read between two looks at what else waits. */
const CHUNK = 200;

/**
 * What a topic's clicks have taught, and the topic's posts as vectors. Everything here is derived: it follows the log of
 * clicks, whatever happens to it.
 */
export class TopicModel {
  private learner: OnlineLearner;
  /** Ids of the clicks that have been learnt, in order, and what came of each. */
  private learnt: string[] = [];
  private outcomes: Outcome[] = [];

  /** Posts that have been read, their rows by id, and their vectors in the same order. */
  private posts: Candidate[] = [];
  private rows = new Map<string, number>();
  private matrix = new Float32Array(0);
  private reading = Promise.resolve();

  constructor(private readonly embedder: TextEmbedder) {
    this.learner = createLearner(embedder.dimensions);
  }

  get record(): TrackRecord {
    return keepRecord(this.outcomes);
  }

  /** The learner as a file. */
  serialise(): Uint8Array<ArrayBuffer> {
    return this.learner.serialise();
  }

  /** Reads the titles that it has not read yet. */
  read(candidates: readonly Candidate[], onProgress: (loaded: number, total: number) => void): Promise<void> {
    // One after the other: a second reader must not read what the first one is at.
    this.reading = this.reading.then(() => this.readNow(candidates, onProgress));
    return this.reading;
  }

  private async readNow(
    candidates: readonly Candidate[],
    onProgress: (loaded: number, total: number) => void,
  ): Promise<void> {
    const { dimensions } = this.embedder;
    const fresh = candidates.filter(({ id }) => !this.rows.has(id));
    if (fresh.length === 0) return;
    const first = this.rows.size;
    const matrix = new Float32Array((first + fresh.length) * dimensions);
    matrix.set(this.matrix);
    for (const [i, { title }] of fresh.entries()) {
      matrix.set(this.embedder.embed(title), (first + i) * dimensions);
      if (i % CHUNK !== CHUNK - 1) continue;
      onProgress(i + 1, fresh.length);
      await new Promise((resolve) => setTimeout(resolve));
    }
    this.matrix = matrix;
    for (const post of fresh) this.rows.set(post.id, this.posts.push(post) - 1);
  }

  /** Follows the standing clicks: learns what was added to the end, or all of them anew. */
  follow(clicks: readonly Click[]): void {
    const added = this.learnt.every((id, i) => clicks[i]?.id === id);
    if (!added) {
      this.learner = createLearner(this.embedder.dimensions);
      this.learnt = [];
      this.outcomes = [];
    }
    for (const { id, candidate, title, accepted } of clicks.slice(this.learnt.length)) {
      const lesson = this.learner.learnOne(this.vectorOf(candidate) ?? this.embedder.embed(title), accepted);
      this.learnt.push(id);
      this.outcomes.push({ accepted, ...lesson });
    }
  }

  /** A post that has been read. */
  find(id: string): Candidate | undefined {
    const row = this.rows.get(id);
    return row === undefined ? undefined : this.posts[row];
  }

  /** Probability that the reader accepts a post that has been read. */
  probability(id: string): number {
    const vector = this.vectorOf(id);
    return vector === null ? 0.5 : this.learner.predictOne(vector);
  }

  /**
   * Ranks the posts that have been read, best first.
   * @param judged ids of those to leave out.
   * @param blend the rank score of a post by the probability that the reader accepts it; null ranks by that alone.
   */
  rank(
    judged: ReadonlySet<string>,
    { explore }: Pick<TopicSettings, "explore">,
    blend: ((probability: number, candidate: Candidate) => number) | null,
  ): Candidate[] {
    // The same draw until the next click, so that nothing moves without one.
    const random = createRandom(this.learnt.length + 1);
    const { scores, order } = this.learner.rank(this.matrix, explore ? { kind: "thompson", random } : undefined);
    if (blend !== null) {
      const probabilities = this.learner.calibrate(scores);
      const blended = probabilities.map((probability, row) => blend(probability, this.posts[row]));
      order.sort((a, b) => blended[b] - blended[a] || a - b);
    }
    const ranked: Candidate[] = [];
    for (const row of order) if (!judged.has(this.posts[row].id)) ranked.push(this.posts[row]);
    return ranked;
  }

  /** What each word of a title does to its probability; each is left out in turn. */
  explain(title: string): Reason[] {
    const whole = this.learner.predictOne(this.embedder.embed(title));
    return tokenize(title).map(({ start, end }) => {
      const without = this.embedder.embed(title.slice(0, start) + title.slice(end));
      return { start, end, effect: whole - this.learner.predictOne(without) };
    });
  }

  private vectorOf(id: string): Float32Array | null {
    const row = this.rows.get(id);
    const { dimensions } = this.embedder;
    return row === undefined ? null : this.matrix.subarray(row * dimensions, (row + 1) * dimensions);
  }
}
