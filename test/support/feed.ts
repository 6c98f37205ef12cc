import { toBuckets } from "../../lib/buckets";
import { TextEmbedder } from "../../lib/online/embedder";
import type { Post } from "../../lib/post";
import type { FeedView } from "../../workers/feed/api";
import { FeedService } from "../../workers/feed/service";
import { Kept } from "../../workers/store/kept";
import { TopicStore } from "../../workers/store/topics";
import { randomTable } from "../lib/vectors/tables";
import { TestDisk } from "./keptDisk";
import { TINY_WORDS } from "./tinyModel";

const embedder = new TextEmbedder(randomTable(TINY_WORDS, 8));
const TOPIC = "topic-1";

/** Tabs of one browser: each has a feed of its own over the same disk, and hears of the others. */
export class TestBrowser {
  readonly disk = new TestDisk();
  private readonly tabs: FeedService[] = [];
  private readonly told: (() => void)[] = [];
  private clock = 0;

  /** @param predict the share of its community's posts that each post's forecast is ahead of. */
  openTab(predict: (post: Post) => number = () => 0.5): FeedService {
    const tabs = {
      onTold: () => {},
      tell: () => {
        for (const hear of this.told) if (hear !== mine) hear();
      },
    };
    const mine = (): void => tabs.onTold();
    this.told.push(mine);
    const service = new FeedService({
      store: new TopicStore(new Kept(() => this.disk)),
      vectors: async () => ({ embedder, sha256: "tiny" }),
      predict: async (_, posts) =>
        posts.map((post) => ({ buckets: toBuckets([0, 100], [0.5, 0.5]), percentile: predict(post) })),
      fetch: () => Promise.reject(new TypeError("this test has no network")),
      isOnline: () => false,
      tabs,
    });
    this.tabs.push(service);
    return service;
  }

  /** A tab with an open topic of these titles. */
  async openTopic(titles: readonly string[], predict?: (post: Post) => number): Promise<FeedService> {
    const feed = this.openTab(predict);
    await feed.create(TOPIC, "A topic", 1);
    await feed.addText(TOPIC, titles.join("\n"), null, this.now());
    return feed;
  }

  /** Milliseconds that only ever grow. */
  now(): number {
    return ++this.clock;
  }

  async click(feed: FeedService, title: string, accepted: boolean): Promise<void> {
    const { items, decided } = await look(feed);
    const found = [...items, ...decided].find(({ candidate }) => candidate.title === title);
    if (found === undefined) throw new Error(`the feed has no "${title}"`);
    const at = this.now();
    await feed.decide(TOPIC, { id: `click-${at}`, candidate: found.candidate.id, accepted, at });
  }
}

export function look(feed: FeedService, limit = 1000): Promise<FeedView> {
  return feed.view({ topic: TOPIC, limit, decidedLimit: limit });
}

/** The titles that wait, best first. */
export async function waiting(feed: FeedService): Promise<string[]> {
  return (await look(feed)).items.map(({ candidate }) => candidate.title);
}

export { TOPIC };
