import { useCallback, useEffect, useState } from "react";
import type { Manifest } from "../lib/release/manifest";
import type { Backend, EngineStatus, Progress } from "../workers/engine/api";
import { type EngineClient, openEngine } from "../workers/engine/client";
import { type Failure, toFailure } from "./failures";
import { keepOffline } from "./keepOffline";

/** The part of the release that holds the word vectors; any other part is a predictor's key. */
export const VECTORS = "vectors";
/** No part but the manifest. */
export const MANIFEST = "";

export interface EngineView {
  /** Null until the page lives: the export has no engine. */
  readonly engine: EngineClient | null;
  readonly manifest: Manifest | null;
  /** True when the part asked for is loaded. */
  readonly ready: boolean;
  readonly progress: Progress | null;
  readonly status: EngineStatus | null;
  readonly failure: Failure | null;
  readonly retry: () => void;
  /** Asks the engine's status again. */
  readonly refresh: () => void;
}

const BACKENDS: readonly Backend[] = ["webgpu", "wasm", "cpu"];

/** `?backend=` of the address, where it names one. */
function forcedBackend(): Backend | undefined {
  const asked = new URLSearchParams(location.search).get("backend");
  return BACKENDS.find((backend) => backend === asked);
}

// One worker for all pages: walking between them keeps it and what it has loaded. It starts before the page lives.
const shared = typeof window === "undefined" ? null : openEngine(forcedBackend());
shared?.start().catch(() => {});

/** Loads one part of the release: a predictor, or {@link VECTORS}. */
export function useEngine(part: string): EngineView {
  const [engine, setEngine] = useState<EngineClient | null>(null);
  const [manifest, setManifest] = useState<Manifest | null>(null);
  const [loaded, setLoaded] = useState<string | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [status, setStatus] = useState<EngineStatus | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);

  const refresh = useCallback(() => {
    // Without a status the page loses a line; whatever is wrong shows at the next forecast.
    shared?.status().then(setStatus, () => {});
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry starts again
  useEffect(() => {
    let current = true;
    const load = async (client: EngineClient): Promise<void> => {
      const found = await client.start();
      if (!current) return;
      setManifest(found);
      const follow = (bytes: Progress): void => {
        if (current) setProgress(bytes);
      };
      if (part === VECTORS) await client.loadVectors(follow);
      else if (part in found.predictors) await client.loadPredictor(part, follow);
      else return;
      if (!current) return;
      setLoaded(part);
      refresh();
      keepOffline(client);
    };
    if (shared === null) return;
    const client = shared;
    setEngine(client);
    setProgress(null);
    setFailure(null);
    load(client).catch((error) => current && setFailure(toFailure(error)));
    const unlisten = client.onRestart(refresh);
    return () => {
      current = false;
      unlisten();
    };
  }, [part, attempt, refresh]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { engine, manifest, ready: loaded === part, progress, status, failure, retry, refresh };
}
