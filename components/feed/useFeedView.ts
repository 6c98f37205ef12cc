import { useCallback, useEffect, useRef, useState } from "react";
import type { EngineClient } from "../../workers/engine/client";
import type { FeedView, Reason, ScoreForecast } from "../../workers/feed/api";
import { type Failure, toFailure } from "../failures";
import { newId } from "./newId";

/** Posts that a list shows at first, and that it grows by. */
const PAGE = 50;
const DECIDED_PAGE = 10;
/** Milliseconds without a click before words and forecasts are asked for, and posts asked for at once. */
const PAUSE = 100;
const CHUNK = 10;

export interface Deed {
  readonly title: string;
  readonly accepted: boolean;
  readonly undone: boolean;
}

export interface OpenFeed {
  /** Of the open topic; null until it has been read. */
  readonly view: FeedView | null;
  readonly reading: { readonly loaded: number; readonly total: number } | null;
  readonly reasons: ReadonlyMap<string, readonly Reason[]>;
  readonly forecasts: ReadonlyMap<string, ScoreForecast>;
  readonly failure: Failure | null;
  /** What the reader did last. */
  readonly deed: Deed | null;
  readonly decide: (candidate: string, title: string, accepted: boolean) => void;
  readonly undo: () => void;
  readonly more: () => void;
  readonly moreDecided: () => void;
}

const NO_REASONS: ReadonlyMap<string, readonly Reason[]> = new Map();
const NO_FORECASTS: ReadonlyMap<string, ScoreForecast> = new Map();

/** An open topic as it stands, with what its visible posts' words do and how they may score. */
export function useFeedView(engine: EngineClient | null, topic: string | null, news: number): OpenFeed {
  const [view, setView] = useState<FeedView | null>(null);
  const [reading, setReading] = useState<OpenFeed["reading"]>(null);
  const [reasons, setReasons] = useState(NO_REASONS);
  const [forecasts, setForecasts] = useState(NO_FORECASTS);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [limits, setLimits] = useState({ limit: PAGE, decidedLimit: DECIDED_PAGE });
  const asked = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another topic starts anew
  useEffect(() => {
    asked.current++;
    setView(null);
    setReasons(NO_REASONS);
    setForecasts(NO_FORECASTS);
    setDeed(null);
    setFailure(null);
    setLimits({ limit: PAGE, decidedLimit: DECIDED_PAGE });
  }, [topic]);

  const show = useCallback(async (): Promise<void> => {
    if (engine === null || topic === null) return;
    const turn = ++asked.current;
    const found = await engine.feed((feed) => feed.view({ topic, ...limits }));
    if (turn === asked.current) setView(found);
  }, [engine, topic, limits]);

  const attempt = useCallback((work: Promise<void>) => {
    work.then(
      () => setFailure(null),
      (error) => setFailure(toFailure(error)),
    );
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: news ask anew
  useEffect(() => {
    if (engine === null || topic === null) return;
    let current = true;
    const read = async (): Promise<void> => {
      await engine.readFeed(topic, (loaded, total) => current && setReading({ loaded, total }));
      if (current) setReading(null);
      if (current) await show();
    };
    attempt(read());
    return () => {
      current = false;
    };
  }, [engine, topic, show, attempt, news]);

  useEffect(() => {
    if (engine === null || view === null) return;
    let current = true;
    const ask = async (): Promise<void> => {
      const id = view.topic.id;
      const ids = view.items.map(({ candidate }) => candidate.id);
      if (view.record.clicks === 0) setReasons(NO_REASONS);
      // A few at a time, so that a click never waits for long.
      for (let at = 0; at < ids.length && current; at += CHUNK) {
        const some = ids.slice(at, at + CHUNK);
        if (view.record.clicks > 0) {
          const found = await engine.feed((feed) => feed.explain(id, some));
          if (current) setReasons((known) => extend(known, some, found));
        }
        const made = await engine.feed((feed) => feed.forecasts(id, some));
        if (current) setForecasts((known) => extend(known, some, made));
      }
    };
    // Without words and forecasts the list still ranks; a failure that matters shows at the next click.
    const timer = setTimeout(() => ask().catch(() => {}), PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [engine, view]);

  const decide = useCallback(
    (candidate: string, title: string, accepted: boolean) => {
      if (engine === null || topic === null) return;
      setDeed({ title, accepted, undone: false });
      const click = { id: newId(), candidate, accepted, at: Date.now() };
      // Both at once: the feed answers in order, and the list need not wait for the disk.
      const kept = engine.feed((feed) => feed.decide(topic, click));
      attempt(Promise.all([kept, show()]).then(() => {}));
    },
    [engine, topic, show, attempt],
  );

  const undo = useCallback(() => {
    if (engine === null || topic === null) return;
    const undone = engine.feed((feed) => feed.undo(topic));
    const tell = undone.then((last) => setDeed(last && { ...last, undone: true }));
    attempt(Promise.all([tell, show()]).then(() => {}));
  }, [engine, topic, show, attempt]);

  const more = useCallback(() => setLimits((now) => ({ ...now, limit: now.limit + PAGE })), []);
  const moreDecided = useCallback(
    () => setLimits((now) => ({ ...now, decidedLimit: now.decidedLimit + DECIDED_PAGE * 5 })),
    [],
  );
  return { view, reading, reasons, forecasts, failure, deed, decide, undo, more, moreDecided };
}

function extend<T>(
  known: ReadonlyMap<string, T>,
  ids: readonly string[],
  values: readonly T[],
): ReadonlyMap<string, T> {
  return new Map([...known, ...ids.flatMap((id, i) => (i in values ? [[id, values[i]] as const] : []))]);
}
