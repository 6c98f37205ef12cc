import { useSyncExternalStore } from "react";
import type { Workbox } from "workbox-window";

const HOUR = 3_600_000;
/** Milliseconds after which the older worker is taken to be stuck: browsers let it finish what it serves, for minutes. */
const STUCK = 4000;

/** A newer Titlecast: none is known, one waits for the reader's word, or another tab has let it in and this page is of the old one. */
export type Update = "none" | "waiting" | "elsewhere";

let update: Update = "none";
let asked = false;
let workbox: Promise<Workbox | null> | undefined;
const listeners = new Set<() => void>();

/**
 * Keeps the site for visits without a network, and looks for a newer one; again when the reader comes back to the tab. A
 * host that forbids it costs the reader nothing but those visits. In a frame the site that holds it decides what is kept.
 */
export function registerServiceWorker(): void {
  if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator) || window.parent !== window) return;
  workbox ??= register().catch(() => null);
}

async function register(): Promise<Workbox> {
  const { Workbox } = await import("workbox-window");
  const own = new Workbox(`${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/service-worker.js`);
  own.addEventListener("waiting", () => tell("waiting"));
  // A first visit's page comes under its worker too; only who was under one before is of an older site now.
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    else if (controlled) tell("elsewhere");
    controlled = true;
    asked = false;
  });
  await own.register();
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - looked < HOUR) return;
    looked = Date.now();
    own.update().catch(() => {});
  });
  return own;
}

/** Lets the newer site in and opens this page again with it. What is typed lives in the address and stays. */
export async function takeUpdate(): Promise<void> {
  const own = await workbox;
  if (update !== "waiting" || !own) {
    location.reload();
    return;
  }
  asked = true;
  own.messageSkipWaiting();
  setTimeout(async () => {
    await (await navigator.serviceWorker.getRegistration())?.unregister();
    location.reload();
  }, STUCK);
}

/** What is known of a newer site. */
export function useUpdate(): Update {
  return useSyncExternalStore(
    subscribe,
    () => update,
    () => "none",
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(news: Update): void {
  update = news;
  for (const listener of listeners) listener();
}
