import { proxy, type Remote, wrap } from "comlink";
import type { Distribution } from "../../lib/buckets";
import type { Forecast } from "../../lib/forecast";
import type { Layout } from "../../lib/many/layout";
import type { Manifest } from "../../lib/release/manifest";
import type { Neighbour } from "../../lib/vectors/word-vectors";
import type { Rewrites, RewritesRequest } from "../advice/api";
import type { FeedApi } from "../feed/api";
import type { ManyApi, OpenedList, ScoredList, ScoringProgress, ScoringRequest } from "../many/api";
import type { KeptVersions } from "../store/versions";
import type {
  Backend,
  EngineApi,
  EngineOptions,
  EngineStatus,
  ForecastRequest,
  Progress,
  VersionsRequest,
} from "./api";
import { bear } from "./birth";
import { EngineError } from "./errors";
import { awaitDeath } from "./life";
import { type Engine, type Running, Supervisor } from "./supervisor";

/** What the bundler puts in the place of these names. */
declare const process: {
  readonly env: { readonly NEXT_PUBLIC_ENGINE?: string; readonly NEXT_PUBLIC_BASE_PATH?: string };
};

/** The page's side of the engine. Every method rejects with an {@link EngineError} only. */
export class EngineClient implements Omit<EngineApi, "start" | "feed" | "many"> {
  private readonly supervisor: Supervisor;
  private readonly feeds = new Part((engine) => engine.feed());
  private readonly manies = new Part((engine) => engine.many());
  private asked = 0;
  private answered = 0;

  /** @param code absolute URL of the worker's module, of the page's own origin. */
  constructor(
    private readonly options: EngineOptions,
    code: string,
  ) {
    this.supervisor = new Supervisor(() => spawn(code, options));
  }

  /** Starts the engine and reads the manifest; also to be called again after a failure. */
  start(): Promise<Manifest> {
    return this.supervisor.call((engine) => engine.start(this.options));
  }

  loadPredictor(predictor: string, onProgress: (progress: Progress) => void): Promise<void> {
    return this.supervisor.load(predictor, (engine) => engine.loadPredictor(predictor, proxy(onProgress)));
  }

  loadVectors(onProgress: (progress: Progress) => void): Promise<void> {
    return this.supervisor.load("", (engine) => engine.loadVectors(proxy(onProgress)));
  }

  evidence(predictor: string): ReturnType<EngineApi["evidence"]> {
    return this.supervisor.call((engine) => engine.evidence(predictor));
  }

  keep(): Promise<void> {
    return this.supervisor.call((engine) => engine.keep());
  }

  /** Null when a newer request made this one pointless; an older answer never comes after a newer one. */
  async forecast(request: ForecastRequest): Promise<Forecast | null> {
    const ticket = ++this.asked;
    const forecast = await this.supervisor.call((engine) => engine.forecast(request));
    if (forecast === null || ticket < this.answered) return null;
    this.answered = ticket;
    return forecast;
  }

  rewrites(request: RewritesRequest): Promise<Rewrites | null> {
    return this.supervisor.call((engine) => engine.rewrites(request));
  }

  status(): Promise<EngineStatus> {
    return this.supervisor.call((engine) => engine.status());
  }

  distributions(request: VersionsRequest): Promise<Distribution[] | null> {
    return this.supervisor.call((engine) => engine.distributions(request));
  }

  keptVersions(): Promise<KeptVersions> {
    return this.supervisor.call((engine) => engine.keptVersions());
  }

  keepVersions(before: readonly string[], after: readonly string[]): Promise<KeptVersions> {
    return this.supervisor.call((engine) => engine.keepVersions(before, after));
  }

  communities(predictor: string, typed: string, limit: number): Promise<string[]> {
    return this.supervisor.call((engine) => engine.communities(predictor, typed, limit));
  }

  neighbours(word: string, limit: number): Promise<Neighbour[]> {
    return this.supervisor.call((engine) => engine.neighbours(word, limit));
  }

  suggest(typed: string, limit: number): Promise<string[]> {
    return this.supervisor.call((engine) => engine.suggest(typed, limit));
  }

  similarity(a: string, b: string): Promise<number> {
    return this.supervisor.call((engine) => engine.similarity(a, b));
  }

  analogy(a: string, b: string, c: string, limit: number): Promise<Neighbour[]> {
    return this.supervisor.call((engine) => engine.analogy(a, b, c, limit));
  }

  oddOneOut(words: readonly string[]): Promise<string> {
    return this.supervisor.call((engine) => engine.oddOneOut(words));
  }

  /** Asks the feed. What is asked of a worker that dies is asked again of the next: it must bear that. */
  feed<T>(ask: (feed: Remote<FeedApi>) => Promise<T>): Promise<T> {
    return this.supervisor.call(async (engine) => ask(await this.feeds.of(engine)));
  }

  /** Reads a topic's posts, the first time; `onProgress` counts them. */
  readFeed(topic: string, onProgress: (loaded: number, total: number) => void): Promise<void> {
    return this.supervisor.call(async (engine) => (await this.feeds.of(engine)).read(topic, proxy(onProgress)));
  }

  /** Tells when something of the feed has changed that was not asked for here. */
  watchFeed(onChange: () => void): Promise<void> {
    return this.supervisor.load("watchFeed", async (engine) => (await this.feeds.of(engine)).watch(proxy(onChange)));
  }

  /** Asks of the open list. A worker that has replaced another has none. */
  many<T>(ask: (many: Remote<ManyApi>) => Promise<T>): Promise<T> {
    return this.supervisor.call(async (engine) => ask(await this.manies.of(engine)));
  }

  openList(
    source: Blob,
    fileName: string | null,
    layout: Layout | null,
    onRows: (rows: number) => void,
  ): Promise<OpenedList | null> {
    return this.many((many) => many.open(source, fileName, layout, proxy(onRows)));
  }

  scoreList(request: ScoringRequest, onProgress: (progress: ScoringProgress) => void): Promise<ScoredList | null> {
    return this.many((many) => many.score(request, proxy(onProgress)));
  }

  /** Tells when a worker that died has been replaced. Returns how to stop listening. */
  onRestart(listener: () => void): () => void {
    return this.supervisor.onRestart(listener);
  }
}

/** A part of the engine, opened once in each worker. */
class Part<Api> {
  private readonly opened = new WeakMap<Engine, Promise<Api>>();

  constructor(private readonly open: (engine: Engine) => Promise<Api>) {}

  of(engine: Engine): Promise<Api> {
    let part = this.opened.get(engine);
    if (part === undefined) {
      part = this.open(engine);
      this.opened.set(engine, part);
      part.catch(() => this.opened.delete(engine));
    }
    return part;
  }
}

/** The engine of the site that this page belongs to. Nothing starts before the first call. */
export function openEngine(backend?: Backend): EngineClient {
  const base = new URL(`${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/`, location.origin);
  const code = new URL(process.env.NEXT_PUBLIC_ENGINE ?? "engine/worker.js", base).href;
  return new EngineClient(backend ? { backend } : {}, code);
}

/** Takes over the worker that the page began with, the first time; later ones are made here. */
function spawn(code: string, options: EngineOptions): Running {
  const early = globalThis.newborn;
  globalThis.newborn = undefined;
  const { worker, name, alive, failed } = early?.code === code ? early : bear(code);
  const engine = wrap<EngineApi>(worker);
  let lives = false;
  const killed = alive.then(() => {
    lives = true;
    return awaitDeath(name);
  });
  const death = Promise.race([
    killed.then(() => new EngineError("CrashError", "the engine was killed")),
    failed.then((message) => (lives ? new EngineError("CrashError", message) : explainFailedStart(code, message))),
  ]);
  void death.then(() => worker.terminate());
  engine.start(options).catch(() => undefined);
  return { engine, death };
}

/** A worker's own error does not say why its module did not load. */
async function explainFailedStart(code: string, message: string): Promise<EngineError> {
  const response = await fetch(code, { method: "HEAD" }).catch(() => undefined);
  if (!response) return new EngineError("OfflineError", "the engine could not be fetched");
  if (!response.ok) return new EngineError("NotFoundError", `the host has no ${code}`);
  return new EngineError("CrashError", message);
}
