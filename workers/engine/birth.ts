import { ALIVE } from "./life";

/** An engine's worker from its first moment: it may be made long before the page's own code is there to hear of it. */
export interface Newborn {
  /** Absolute URL of its module. */
  readonly code: string;
  readonly worker: Worker;
  /** Of the lock that it holds while it lives. */
  readonly name: string;
  /** Resolves once it lives. */
  readonly alive: Promise<void>;
  /** Resolves with the browser's words when it fails. */
  readonly failed: Promise<string>;
}

declare global {
  /** The worker that the page began with, until its engine takes it over. */
  var newborn: Newborn | undefined;
}

/**
 * Makes a worker.
 * @param code absolute URL of its module, of the page's own origin.
 * @param wanted the predictor that its page will ask for first, where that is known: it is fetched at once.
 */
export function bear(code: string, wanted = ""): Newborn {
  // Whatever starts from a blob inherits the page's security policy, on hosts with headers and without.
  const blob = new Blob([`import ${JSON.stringify(`${code}#${wanted}`)};`], { type: "text/javascript" });
  const url = URL.createObjectURL(blob);
  const name = `titlecast-engine-${Date.now()}-${Math.random()}`;
  const worker = new Worker(url, { type: "module", name });
  const alive = new Promise<void>((resolve) => {
    worker.addEventListener("message", ({ data }) => {
      if (data !== ALIVE) return;
      URL.revokeObjectURL(url);
      resolve();
    });
  });
  const failed = new Promise<string>((resolve) => {
    const fail = (event: Event) =>
      resolve(event instanceof ErrorEvent && event.message ? event.message : "the engine stopped unexpectedly");
    worker.addEventListener("error", fail);
    worker.addEventListener("messageerror", fail);
  });
  return { code, worker, name, alive, failed };
}
