/**
 * Keeps the site for visits without a network. Called once the page can answer, so that it does not compete with the
 * models for the link. A host that forbids it costs the reader nothing but those visits.
 */
export function registerServiceWorker(): void {
  if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
  const root = process.env.NEXT_PUBLIC_BASE_PATH ?? "";
  navigator.serviceWorker.register(`${root}/service-worker.js`).catch(() => {});
}
