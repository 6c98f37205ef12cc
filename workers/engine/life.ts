/**
 * A worker that the browser kills (memory, a crashed process) fires no event. So it holds a lock for as long as it lives,
 * under the name that its page gave it; the page is granted the same lock the moment the worker is dead. Where there are
 * no locks (a page without HTTPS), only the worker's own events tell.
 */

/** Called by the worker. Resolves once the lock is held. */
export function holdLife(name: string): Promise<void> {
  return new Promise((resolve) => {
    if (!navigator.locks) return resolve();
    void navigator.locks.request(name, () => {
      resolve();
      return new Promise(() => {});
    });
  });
}

/** Called by the page after the worker has answered once. Resolves when the worker is dead. */
export function awaitDeath(name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    navigator.locks?.request(name, { signal }, () => resolve()).catch(() => {});
  });
}
