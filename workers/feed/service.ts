import { blend } from "../../lib/feed/blend";
import type { Candidate } from "../../lib/feed/candidate";
import { decodeCandidates, encodeCandidates, type FeedLink, type SharedFeed, toShared } from "../../lib/feed/link";
import { parseCandidates } from "../../lib/feed/parse";
import type { TextEmbedder } from "../../lib/online/embedder";
import type { Fetch } from "../engine/fetch";
import { fetchHackerNews } from "../sources/hacker-news";
import { fetchSubreddit } from "../sources/reddit";
import type { TopicStore } from "../store/topics";
import type { Added, Click, FeedApi, FeedView, Reason, ScoreForecast, Topic, TopicSettings, ViewRequest } from "./api";
import { joinClicks, standingClicks } from "./clicks";
import { readTopicFile, writeTopicFile } from "./file";
import { ForecastBook, type Predict } from "./forecasts";
import { TopicModel } from "./model";
import { OpenTopic } from "./open-topic";

/** Posts of a front page. */
const FRONT_PAGE = 30;
/** A click that came with a file; undoing leaves those alone. */
const LABEL = "label-";
/** Forecasts between two looks at a blended order. */
const FORECASTS_A_LOOK = 1000;

const FIRST_SETTINGS: TopicSettings = { explore: false, blend: 0, predictor: "hacker-news" };

/** What the feed runs on. */
export interface FeedSurroundings {
  readonly store: TopicStore;
  /** The embedder of titles, and the SHA-256 of the word vectors that it reads. */
  readonly vectors: () => Promise<{ readonly embedder: TextEmbedder; readonly sha256: string }>;
  readonly predict: Predict;
  readonly fetch: Fetch;
  readonly isOnline: () => boolean;
  /** The other tabs of this site. */
  readonly tabs: { tell(): void; onTold: () => void };
}

/** The feed itself. It knows nothing of workers. */
export class FeedService implements FeedApi {
  private readonly opened = new Map<string, OpenTopic>();
  private readonly book: ForecastBook;
  /** Topics whose forecasts are being made. */
  private readonly forecasting = new Set<string>();
  private onChange = (): void => {};

  constructor(private readonly around: FeedSurroundings) {
    this.book = new ForecastBook(around.predict);
    around.tabs.onTold = () => {
      for (const topic of this.opened.values()) topic.expire();
      this.onChange();
    };
  }

  topics(): Promise<Topic[]> {
    return this.around.store.list();
  }

  async create(id: string, name: string, createdAt: number): Promise<void> {
    await this.around.store.create({ id, name, createdAt, settings: FIRST_SETTINGS });
    this.around.tabs.tell();
  }

  async change({ id, name, settings }: Pick<Topic, "id" | "name" | "settings">): Promise<void> {
    const topic = await this.open(id);
    await this.update(topic, (record) => ({ ...record, topic: { ...record.topic, name, settings } }));
  }

  async remove(topic: string): Promise<void> {
    this.opened.delete(topic);
    await this.around.store.remove(topic);
    this.around.tabs.tell();
  }

  async eraseAll(): Promise<void> {
    this.opened.clear();
    await this.around.store.eraseAll();
    this.around.tabs.tell();
  }

  async addText(topic: string, text: string, fileName: string | null, at: number): Promise<Added> {
    const { candidates, problems } = parseCandidates(text, fileName);
    return { ...(await this.addCandidates(topic, candidates, at)), problems };
  }

  async addCandidates(id: string, candidates: readonly Candidate[], at: number): Promise<Added> {
    const topic = await this.open(id);
    const { added, left } = await this.around.store.add(id, candidates);
    topic.expire();
    const labelled = await this.learnLabels(id, candidates, at);
    this.around.tabs.tell();
    return { added, known: candidates.length - added - left, left, labelled, problems: [] };
  }

  async addHackerNews(topic: string, at: number): Promise<Added> {
    return this.addCandidates(topic, await fetchHackerNews({ ...this.around, limit: FRONT_PAGE }), at);
  }

  async addSubreddit(topic: string, name: string, at: number): Promise<Added> {
    return this.addCandidates(topic, await fetchSubreddit(name, { ...this.around, limit: FRONT_PAGE }), at);
  }

  async decide(id: string, click: Pick<Click, "id" | "candidate" | "accepted" | "at">): Promise<void> {
    const topic = await this.open(id);
    const title = topic.candidates.find((candidate) => candidate.id === click.candidate)?.title;
    if (title !== undefined) await this.learn(topic, [{ ...click, title }]);
  }

  async undo(id: string): Promise<Pick<Click, "candidate" | "title" | "accepted"> | null> {
    const opened = await this.open(id);
    const last = opened.record.clicks.findLast((click) => !click.undone && !click.id.startsWith(LABEL));
    if (last === undefined) return null;
    await this.update(opened, ({ topic, clicks }) => ({
      topic,
      clicks: clicks.map((click) => (click.id === last.id ? { ...click, undone: true } : click)),
    }));
    return last;
  }

  async reset(id: string): Promise<void> {
    await this.update(await this.open(id), (record) => ({ ...record, clicks: [] }));
  }

  async read(id: string, onProgress: (loaded: number, total: number) => void): Promise<void> {
    const { model, candidates } = await this.open(id);
    await model.read(candidates, onProgress);
  }

  async view({ topic: id, limit, decidedLimit }: ViewRequest): Promise<FeedView> {
    const opened = await this.open(id);
    const { model } = opened;
    await model.read(opened.candidates, () => {});
    // As it is by now: reading may have taken a while.
    const { record } = opened;
    const standing = standingClicks(record.clicks);
    model.follow(standing);

    const judged = new Set(standing.map(({ candidate }) => candidate));
    const { settings } = record.topic;
    const missing: Candidate[] = [];
    const percentileOf = (candidate: Candidate): number | null => {
      const forecast = this.book.find(candidate, settings);
      if (forecast === undefined && !judged.has(candidate.id)) missing.push(candidate);
      return forecast?.percentile ?? null;
    };
    const ranked = model.rank(
      judged,
      settings,
      settings.blend === 0
        ? null
        : (probability, candidate) => blend(probability, percentileOf(candidate), settings.blend),
    );
    if (missing.length > 0) this.forecastRest(id, missing.slice(0, FORECASTS_A_LOOK), settings);
    return {
      topic: record.topic,
      items: ranked.slice(0, limit).map((candidate) => ({ candidate, probability: model.probability(candidate.id) })),
      waiting: ranked.length,
      judged: standing.length,
      decided: standing
        .toReversed()
        .flatMap(({ candidate: key, accepted }) => {
          const candidate = model.find(key);
          return candidate === undefined ? [] : [{ candidate, accepted }];
        })
        .slice(0, decidedLimit),
      record: model.record,
      place: this.around.store.place,
    };
  }

  async explain(id: string, ids: readonly string[]): Promise<Reason[][]> {
    const topic = await this.open(id);
    return pick(topic.candidates, ids).map(({ title }) => topic.model.explain(title));
  }

  async forecasts(id: string, ids: readonly string[]): Promise<ScoreForecast[]> {
    const { candidates, record } = await this.open(id);
    const asked = pick(candidates, ids);
    const { settings } = record.topic;
    await this.book.make(asked, settings);
    return asked.flatMap((candidate) => this.book.find(candidate, settings) ?? []);
  }

  async writeLink(id: string): Promise<FeedLink> {
    const { record, candidates } = await this.open(id);
    return encodeCandidates(record.topic.name, candidates.map(toShared));
  }

  readLink(fragment: string): Promise<SharedFeed | null> {
    return decodeCandidates(fragment);
  }

  async exportTopic(id: string): Promise<string> {
    const { record, candidates, model } = await this.open(id);
    const clicks = standingClicks(record.clicks);
    model.follow(clicks);
    return writeTopicFile({ topic: record.topic, clicks, candidates, learner: model.serialise() });
  }

  async importTopic(text: string): Promise<string> {
    const { topic, clicks, candidates } = readTopicFile(text);
    await this.around.store.create(topic);
    await this.around.store.add(topic.id, candidates);
    this.opened.get(topic.id)?.expire();
    const opened = await this.open(topic.id);
    await this.update(opened, (record) => ({ ...record, clicks: joinClicks(record.clicks, clicks) }));
    return topic.id;
  }

  async watch(onChange: () => void): Promise<void> {
    this.onChange = onChange;
  }

  /** Calls that wait for the same topic go on in the order in which they came, each up to its own next wait. */
  private async open(id: string): Promise<OpenTopic> {
    const { embedder, sha256 } = await this.around.vectors();
    let topic = this.opened.get(id);
    if (topic === undefined) {
      topic = new OpenTopic(id, this.around.store, new TopicModel(embedder), sha256);
      this.opened.set(id, topic);
    }
    await topic.load();
    return topic;
  }

  /** Changes a topic before anything is waited for, so that who asks next sees it changed. */
  private async update(topic: OpenTopic, change: Parameters<OpenTopic["change"]>[0]): Promise<void> {
    const { store, tabs } = this.around;
    const { place } = store;
    await topic.change(change);
    tabs.tell();
    // What was shown meanwhile did not know that the disk would refuse.
    if (store.place !== place) this.onChange();
  }

  private learn(topic: OpenTopic, clicks: readonly Omit<Click, "vectors" | "undone">[]): Promise<void> {
    const made = clicks.map((click) => ({ ...click, vectors: topic.vectors, undone: false }));
    return this.update(topic, (record) => ({ ...record, clicks: joinClicks(record.clicks, made) }));
  }

  /** Takes labels as clicks, where the reader has not said something of the post already. Returns how many. */
  private async learnLabels(id: string, candidates: readonly Candidate[], at: number): Promise<number> {
    const topic = await this.open(id);
    const judged = new Set(standingClicks(topic.record.clicks).map(({ candidate }) => candidate));
    const kept = new Set(topic.candidates.map((candidate) => candidate.id));
    const clicks = candidates.flatMap(({ id: candidate, title, label }, i) =>
      label === null || judged.has(candidate) || !kept.has(candidate)
        ? []
        : // A millisecond each until now, so that they stay in order.
          [{ id: LABEL + candidate, candidate, title, accepted: label, at: at - candidates.length + i }],
    );
    if (clicks.length > 0) await this.learn(topic, clicks);
    return clicks.length;
  }

  /**
   * Forecasts what a blended order still lacks, while the page shows what is known. Each part that is done asks for the
   * next with the page's next look.
   */
  private forecastRest(id: string, missing: readonly Candidate[], settings: TopicSettings): void {
    if (this.forecasting.has(id)) return;
    this.forecasting.add(id);
    this.book
      .make(missing, settings, () => this.opened.get(id)?.record.topic.settings === settings)
      // The order stays by what is known; the visible posts' own forecasts tell what is wrong.
      .catch(() => {})
      .finally(() => {
        this.forecasting.delete(id);
        this.onChange();
      });
  }
}

function pick(candidates: readonly Candidate[], ids: readonly string[]): Candidate[] {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
