import { EngineClient } from "../../workers/engine/client";
import type { SortKey } from "../../workers/many/api";
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
  /** Reads a table, scores it as Hacker News posts, looks at it in every order and through a filter, and saves it. */
  scoreList(text: string): Promise<ListTimes>;
  /** The same search in a worker of its own, without the way there and back. */
  search(code: string, task: Task): Promise<number[]>;
}

const WEEK = 168;
const HOUR = 3_600_000;
const SORTS: readonly SortKey[] = ["line", "title", "place", "expected", "low", "high", "chance", "likely"];

type Ranked = "taste" | "blended" | "read";

/** Milliseconds; `firstRows` and `scored` from the start of scoring. */
interface ListTimes {
  readonly read: number;
  readonly firstRows: number;
  readonly scored: number;
  /** Rows that have a forecast. */
  readonly count: number;
  readonly orders: readonly number[];
  readonly filter: number;
  readonly save: number;
}

declare global {
  /** @param code absolute URL of the engine's worker. */
  var openProbe: (code: string) => Probe;
}

globalThis.openProbe = (code) => {
  const client = new EngineClient({}, code);
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
    async scoreList(text) {
      await client.loadPredictor("hacker-news", () => {});
      const time = async (work: () => Promise<unknown>): Promise<number> => {
        const started = performance.now();
        await work();
        return performance.now() - started;
      };
      const wanted = { isDown: true, text: "", leastExpected: 0, leastChance: 0, reach: 100, from: 0, to: 100 };
      const look = (sort: SortKey, filter = "") =>
        client.many((many) => many.view({ ...wanted, sort, text: filter })).then((view) => view?.id ?? 0);

      const opening = performance.now();
      const opened = await client.openList(new Blob([text]), "posts.csv", null, () => {});
      const read = performance.now() - opening;
      if (opened === null) throw new Error("the list was overtaken, though it is the only one");
      const started = performance.now();
      let firstRows: Promise<number> | undefined;
      const result = await client.scoreList(
        { predictor: "hacker-news", columns: opened.columns, community: null },
        () => {
          firstRows ??= look("expected").then(() => performance.now() - started);
        },
      );
      const scored = performance.now() - started;
      const orders: number[] = [];
      for (const sort of SORTS) orders.push(await time(() => look(sort)));
      const filter = await time(() => look("expected", "the"));
      const whole = await look("expected");
      const save = await time(() => client.many((many) => many.save(whole)));
      return { read, firstRows: (await firstRows) ?? scored, scored, count: result?.scored ?? 0, orders, filter, save };
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
