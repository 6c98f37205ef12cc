import type { Remote } from "comlink";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { EngineClient } from "../../workers/engine/client";
import type { FeedApi, Topic } from "../../workers/feed/api";
import { type Failure, toFailure } from "../failures";
import { newId } from "./newId";

type AskFeed<T> = (feed: Remote<FeedApi>) => Promise<T>;

/** Which topic was open last, on this device. */
const LAST = "feed-topic";

export interface Topics {
  /** True where topics are likely to be found, before they have been read. */
  readonly expected: boolean;
  /** Null until they have been read. */
  readonly topics: readonly Topic[] | null;
  /** Id of the open one; null while there is none, or a new one is to be made. */
  readonly current: string | null;
  readonly failure: Failure | null;
  /** Grows when something may have changed that was not asked for by this page. */
  readonly news: number;
  readonly open: (topic: string | null) => void;
  /** Does something with the feed and reads the topics again. Undefined when it failed; the failure is then shown. */
  readonly act: <T>(ask: AskFeed<T>) => Promise<T | undefined>;
  /** Changes a topic's name or settings; the page shows them at once. */
  readonly change: (topic: Topic) => void;
  /** Makes a topic, opens it and returns its id. */
  readonly create: (name: string) => Promise<string | undefined>;
  /** Shows a failure. */
  readonly fail: (error: unknown) => void;
}

/** The reader's topics, and which one is open. */
export function useTopics(engine: EngineClient | null): Topics {
  const [topics, setTopics] = useState<readonly Topic[] | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [news, setNews] = useState(0);
  const [expected, setExpected] = useState(false);
  // Not in the first render, which is that of the export.
  useLayoutEffect(() => setExpected(recall() !== null), []);
  const first = useRef(true);
  const asked = useRef(0);

  const open = useCallback((topic: string | null) => {
    setCurrent(topic);
    setFailure(null);
    remember(topic);
  }, []);

  const list = useCallback(async (client: EngineClient): Promise<void> => {
    const turn = ++asked.current;
    const found = await client.feed((feed) => feed.topics());
    // Something was changed or asked meanwhile, and its own answer is on the way.
    if (turn !== asked.current) return;
    setTopics(found);
    const wanted = first.current ? (recall() ?? found.at(-1)?.id) : undefined;
    first.current = false;
    // The one that was open may be gone, from here or from another tab.
    const exists = (id: string): boolean => found.some((topic) => topic.id === id);
    setCurrent((id) => {
      const asked = id ?? wanted;
      if (asked === undefined || exists(asked)) return asked ?? null;
      return found.at(-1)?.id ?? null;
    });
  }, []);

  useEffect(() => {
    if (engine === null) return;
    let alive = true;
    const look = (): void => {
      if (!alive) return;
      setNews((count) => count + 1);
      list(engine).catch((error) => alive && setFailure(toFailure(error)));
    };
    look();
    engine.watchFeed(look).catch(() => {});
    return () => {
      alive = false;
    };
  }, [engine, list]);

  const act = useCallback(
    async <T>(ask: AskFeed<T>): Promise<T | undefined> => {
      if (engine === null) return undefined;
      setFailure(null);
      try {
        const answer = await engine.feed(ask);
        setNews((count) => count + 1);
        await list(engine);
        return answer;
      } catch (error) {
        setFailure(toFailure(error));
        return undefined;
      }
    },
    [engine, list],
  );

  const change = useCallback(
    (topic: Topic) => {
      asked.current++;
      setTopics((known) => known?.map((old) => (old.id === topic.id ? topic : old)) ?? null);
      void act((feed) => feed.change(topic));
    },
    [act],
  );

  const create = useCallback(
    (name: string) => {
      const id = newId();
      return act(async (feed) => {
        await feed.create(id, name, Date.now());
        open(id);
        return id;
      });
    },
    [act, open],
  );

  const fail = useCallback((error: unknown) => setFailure(toFailure(error)), []);
  return { expected, topics, current, failure, news, open, act, change, create, fail };
}

function recall(): string | null {
  try {
    return localStorage.getItem(LAST);
  } catch {
    return null;
  }
}

function remember(topic: string | null): void {
  try {
    if (topic === null) localStorage.removeItem(LAST);
    else localStorage.setItem(LAST, topic);
  } catch {
    // Storage is closed: the next visit starts at the first topic.
  }
}
