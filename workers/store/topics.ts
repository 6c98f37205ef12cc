import * as v from "valibot";
import { CANDIDATES_MAX, type Candidate, makeCandidate } from "../../lib/feed/candidate";
import type { Topic } from "../feed/api";
import type { Kept } from "./kept";

const NAME_MAX = 80;
/** Longest log that a file may bring. */
const CLICKS_MAX = 100_000;

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/, "an id of letters and digits"));
const time = v.pipe(v.number(), v.finite());
const title = v.pipe(v.string(), v.minLength(1), v.maxLength(500));

const predictor = v.picklist(["hacker-news", "reddit"]);

export const topicSchema = v.object({
  id,
  name: v.pipe(v.string(), v.maxLength(NAME_MAX)),
  createdAt: time,
  settings: v.object({
    explore: v.boolean(),
    blend: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    predictor,
  }),
});

export const clicksSchema = v.pipe(
  v.array(
    v.object({ id, candidate: id, title, accepted: v.boolean(), at: time, vectors: v.string(), undone: v.boolean() }),
  ),
  v.maxLength(CLICKS_MAX),
);

const candidateSchema = v.object({
  title,
  url: v.nullable(v.string()),
  community: v.nullable(v.string()),
  predictor: v.nullable(predictor),
  author: v.nullable(v.string()),
  postedAt: v.nullable(v.number()),
  score: v.nullable(v.number()),
  label: v.nullable(v.boolean()),
});

/** Posts as this browser keeps them. */
const keptCandidates = v.array(v.object({ id, ...candidateSchema.entries }));

/** Posts from a file: each is cleaned anew and gets its own id again. */
export const foreignCandidates = v.pipe(
  v.array(candidateSchema),
  v.maxLength(CANDIDATES_MAX),
  v.transform((candidates) => candidates.map(makeCandidate).filter((candidate) => candidate !== null)),
);

const recordSchema = v.object({ topic: topicSchema, clicks: clicksSchema });
export type TopicRecord = v.InferOutput<typeof recordSchema>;

const TOPIC = "topic/";
const CANDIDATES = "candidates/";

/** Topics as they are kept: the head with its clicks under one key, the posts, which change seldom, under another. */
export class TopicStore {
  constructor(private readonly kept: Kept) {}

  get place(): "disk" | "memory" {
    return this.kept.place;
  }

  /** Oldest first. */
  async list(): Promise<Topic[]> {
    const keys = (await this.kept.keys()).filter((key) => key.startsWith(TOPIC));
    const records = await Promise.all(keys.map((key) => this.kept.get(key)));
    const topics = records.map(readRecord).flatMap((record) => (record === null ? [] : [record.topic]));
    return topics.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  /** Null when there is none: it may have been erased in another tab. */
  async record(id: string): Promise<TopicRecord | null> {
    return readRecord(await this.kept.get(TOPIC + id));
  }

  async candidates(id: string): Promise<Candidate[]> {
    return readCandidates(await this.kept.get(CANDIDATES + id));
  }

  /** Keeps a new topic; one that is there stays as it is. */
  create(topic: Topic): Promise<void> {
    return this.kept.update(TOPIC + topic.id, (old) => readRecord(old) ?? { topic, clicks: [] });
  }

  /** Changes a topic; one that is gone stays gone. */
  change(id: string, change: (record: TopicRecord) => TopicRecord): Promise<void> {
    return this.kept.update(TOPIC + id, (old) => {
      const record = readRecord(old);
      return record === null ? old : change(record);
    });
  }

  /** Adds posts that are not there yet: how many were, and for how many there was no room. */
  async add(id: string, candidates: readonly Candidate[]): Promise<{ added: number; left: number }> {
    let outcome = { added: 0, left: 0 };
    await this.kept.update(CANDIDATES + id, (old) => {
      const known = readCandidates(old);
      const ids = new Set(known.map((candidate) => candidate.id));
      const fresh = new Map(candidates.map((candidate) => [candidate.id, candidate]));
      for (const id of ids) fresh.delete(id);
      const joined = [...known, ...fresh.values()].slice(0, CANDIDATES_MAX);
      const added = joined.length - known.length;
      outcome = { added, left: fresh.size - added };
      return joined;
    });
    return outcome;
  }

  async remove(id: string): Promise<void> {
    await this.kept.delete(TOPIC + id);
    await this.kept.delete(CANDIDATES + id);
  }

  eraseAll(): Promise<void> {
    return this.kept.clear();
  }
}

function readRecord(value: unknown): TopicRecord | null {
  const { success, output } = v.safeParse(recordSchema, value);
  return success ? output : null;
}

function readCandidates(value: unknown): Candidate[] {
  const { success, output } = v.safeParse(keptCandidates, value);
  return success ? output : [];
}
