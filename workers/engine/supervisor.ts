import type { Remote } from "comlink";
import type { EngineApi } from "./api";
import { type EngineError, toEngineError } from "./errors";

export type Engine = Remote<EngineApi>;

/** A started worker. */
export interface Running {
  readonly engine: Engine;
  /** Resolves with the reason when the worker is dead. */
  readonly death: Promise<EngineError>;
}

/** Workers that may die one after the other, without an answer in between, before the next one waits for a call. */
const DEATHS_IN_A_ROW = 3;

/**
 * Keeps one worker running. It starts at the first call, and again when it dies: then what was loaded is loaded again and
 * the calls that wait are made once more.
 */
export class Supervisor {
  private running: Running | undefined;
  private readonly waiting = new Set<(error: EngineError) => void>();
  private readonly loads = new Map<string, (engine: Engine) => Promise<unknown>>();
  private readonly listeners = new Set<() => void>();
  private deaths = 0;

  /** @param spawn starts a worker. */
  constructor(private readonly spawn: () => Running) {}

  /** Calls the engine. @throws EngineError, a CrashError when the worker died twice over this call */
  async call<T>(ask: (engine: Engine) => Promise<T>): Promise<T> {
    try {
      return await this.callOnce(ask).catch((error) => {
        if (toEngineError(error, "ManifestError").name !== "CrashError") throw error;
        return this.callOnce(ask);
      });
    } catch (error) {
      throw toEngineError(error, "CrashError");
    }
  }

  /** Calls the engine, and makes the same call to every worker that replaces this one. */
  async load(key: string, ask: (engine: Engine) => Promise<void>): Promise<void> {
    await this.call(ask);
    this.loads.set(key, ask);
  }

  /** Tells when a worker has been replaced. Returns how to stop listening. */
  onRestart(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private callOnce<T>(ask: (engine: Engine) => Promise<T>): Promise<T> {
    const { engine } = this.connect();
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      const answered = (answer: T) => {
        this.deaths = 0;
        resolve(answer);
      };
      ask(engine)
        .then(answered, reject)
        .finally(() => this.waiting.delete(reject));
    });
  }

  private connect(): Running {
    if (this.running) return this.running;
    const running = this.spawn();
    this.running = running;
    void running.death.then((reason) => {
      if (this.running === running) this.bury(reason);
    });
    for (const load of this.loads.values()) load(running.engine).catch(() => undefined);
    return running;
  }

  private bury(reason: EngineError): void {
    this.running = undefined;
    const waiting = [...this.waiting];
    this.waiting.clear();
    if (reason.name === "CrashError" && ++this.deaths <= DEATHS_IN_A_ROW) {
      this.connect();
      for (const listener of this.listeners) listener();
    }
    for (const reject of waiting) reject(reason);
  }
}
