import type { Candidate } from "../../lib/feed/candidate";
import { EngineError } from "../engine/errors";
import type { TopicRecord, TopicStore } from "../store/topics";
import type { TopicModel } from "./model";

/**
 * A topic in hand. A change shows at once and is kept as soon as the disk has done so; what other tabs changed is read
 * again when it is next asked for.
 */
export class OpenTopic {
  private held: { readonly record: TopicRecord; readonly candidates: readonly Candidate[] } | undefined;
  private stale = true;
  private loading: Promise<void> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private changes = 0;

  constructor(
    private readonly id: string,
    private readonly store: TopicStore,
    readonly model: TopicModel,
    /** SHA-256 of the word vectors that the model reads. */
    readonly vectors: string,
  ) {}

  get record(): TopicRecord {
    return this.require().record;
  }

  get candidates(): readonly Candidate[] {
    return this.require().candidates;
  }

  /** What is kept may be newer than what is in hand. */
  expire(): void {
    this.stale = true;
  }

  /** @throws TopicMissingError */
  async load(): Promise<void> {
    if (!this.stale && this.loading === undefined) return;
    this.loading ??= this.reload().finally(() => {
      this.loading = undefined;
    });
    await this.loading;
  }

  /** Changes the record, here and where it is kept. Resolves when it is kept. */
  change(change: (record: TopicRecord) => TopicRecord): Promise<void> {
    this.held = { ...this.require(), record: change(this.record) };
    this.changes++;
    this.writing = this.writing.then(() => this.store.change(this.id, change));
    return this.writing;
  }

  /** Reads until nothing was changed meanwhile, so that no change is lost from view. */
  private async reload(): Promise<void> {
    for (let seen = -1; seen !== this.changes || this.stale; ) {
      seen = this.changes;
      this.stale = false;
      await this.writing;
      const record = await this.store.record(this.id);
      const candidates = await this.store.candidates(this.id);
      if (record === null) {
        this.stale = true;
        throw new EngineError("TopicMissingError", "the topic is no longer there");
      }
      if (seen === this.changes) this.held = { record, candidates };
    }
  }

  private require(): { readonly record: TopicRecord; readonly candidates: readonly Candidate[] } {
    if (this.held === undefined) throw new Error(`the topic ${this.id} has not been loaded`);
    return this.held;
  }
}
