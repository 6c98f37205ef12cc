import { EngineClient } from "../../workers/engine/client";
import type { Task } from "./compute";

/** Runs in a page of the site that has no engine of its own. Times are in milliseconds. */
interface Probe {
  /**
   * All that the score page asks of titles as Hacker News posts, one after the other: in the worker alone, and there and
   * back.
   */
  forecast(titles: readonly string[]): Promise<{ worker: number[]; trip: number[]; backend: string }>;
  /** Neighbours of words, there and back. */
  neighbours(words: readonly string[], limit: number): Promise<number[]>;
  /**
   * A feed of these posts: each click until the new order is here, ranked by taste and then by taste and forecast, and
   * reading all posts at first.
   */
  rankPosts(task: { titles: readonly string[]; clicks: number }): Promise<{ [kind in Ranked]: number[] }>;
  /** The same search in a worker of its own, without the way there and back. */
  search(code: string, task: Task): Promise<number[]>;
}

const WEEK = 168;
const HOUR = 3_600_000;

type Ranked = "taste" | "blended" | "read";

declare global {
  /** @param code absolute URL of the engine's worker. */
  var openProbe: (code: string) => Probe;
}

globalThis.openProbe = (code) => {
  const client = new EngineClient({ base: new URL("/", location.origin).href }, code);
  return {
    async forecast(titles) {
      const predictor = "hacker-news";
      await client.loadPredictor(predictor, () => {});
      const [worker, trip]: [number[], number[]] = [[], []];
      const now = Date.now();
      const times = Array.from({ length: WEEK }, (_, hour) => now + hour * HOUR);
      for (const title of titles) {
        const started = performance.now();
        const forecast = await client.forecast({
          predictor,
          title,
          community: null,
          site: "github.com",
          author: "pg",
          postedAt: now,
          times,
        });
        trip.push(performance.now() - started);
        if (forecast === null) throw new Error("a forecast was overtaken, though one at a time was asked for");
        worker.push(forecast.timing.total);
      }
      return { worker, trip, backend: (await client.status()).backend };
    },
    async neighbours(words, limit) {
      await client.loadVectors(() => {});
      const times: number[] = [];
      for (const word of words) {
        const started = performance.now();
        await client.neighbours(word, limit);
        times.push(performance.now() - started);
      }
      return times;
    },
    async rankPosts({ titles, clicks }) {
      const topic = "bench";
      await client.loadVectors(() => {});
      await client.feed((feed) => feed.create(topic, topic, 0));
      await client.feed((feed) => feed.addText(topic, titles.join("\n"), null, 0));
      const started = performance.now();
      await client.readFeed(topic, () => {});
      const read = performance.now() - started;
      const look = (limit = 50) => client.feed((feed) => feed.view({ topic, limit, decidedLimit: 10 }));
      const click = async (from: number): Promise<number[]> => {
        const times: number[] = [];
        let view = await look();
        for (let at = from; at < from + clicks; at++) {
          const click = { id: `click-${at}`, candidate: view.items[0].candidate.id, accepted: at % 3 === 0, at };
          const clicked = performance.now();
          const kept = client.feed((feed) => feed.decide(topic, click));
          view = await look();
          times.push(performance.now() - clicked);
          await kept;
        }
        return times;
      };
      const taste = await click(0);
      const { items, topic: head } = await look(titles.length);
      const ids = items.map(({ candidate }) => candidate.id);
      await client.feed((feed) => feed.forecasts(topic, ids));
      await client.feed((feed) => feed.change({ ...head, settings: { ...head.settings, blend: 0.5 } }));
      return { taste, blended: await click(clicks), read: [read / titles.length] };
    },
    search(code, task) {
      const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(task);
      });
    },
  };
};
