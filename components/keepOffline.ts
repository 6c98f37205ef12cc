import type { EngineClient } from "../workers/engine/client";
import { registerServiceWorker } from "./serviceWorker";

declare global {
  interface Navigator {
    /** Chromium alone has it. */
    readonly connection?: { readonly saveData: boolean; readonly type?: string; readonly effectiveType: string };
  }
}

/** Milliseconds that the first score, and who reads it, have the network and the processor to themselves. */
const PAUSE = 4000;

let begun = false;

/**
 * Makes everything on these pages work without a network from the next visit on. Called once the page can answer, so that
 * nothing competes with the first score: first the site, by its service worker, then what the release has beside the part
 * that this page uses. The release's files, its manifest among them, are the engine's to keep: it holds them by hash, as it
 * verifies them, and the service worker's cache would only hold them a second time.
 */
export function keepOffline(engine: EngineClient): void {
  if (begun) return;
  begun = true;
  setTimeout(
    () =>
      whenIdle(async () => {
        registerServiceWorker();
        await navigator.serviceWorker?.ready;
        if (!isSparing()) await engine.keep().catch(() => {});
      }),
    PAUSE,
  );
}

/** Whether bytes may be dear or slow to the reader: then each part of the release is fetched when a page needs it. */
function isSparing(): boolean {
  const { connection } = navigator;
  if (connection === undefined) return false;
  return connection.saveData || connection.type === "cellular" || connection.effectiveType !== "4g";
}

function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 200);
}
