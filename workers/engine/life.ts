/**
 * A worker that the browser kills (memory, a crashed process) fires no event. So it holds a lock for as long as it lives,
 * under the name that its page gave it, and the page is granted the same lock the moment the worker is dead. Where there
 * are no locks (a page without HTTPS, a sandboxed frame), only the worker's own events tell.
 */

/** What a worker posts once it holds its lock. */
export const ALIVE = "alive";

/** Called by the worker. */
export async function announceLife(): Promise<void> {
  await new Promise<void>((resolve) => {
    const live = () => {
      resolve();
      return new Promise(() => {});
    };
    if (navigator.locks) navigator.locks.request(self.name, live).catch(() => resolve());
    else resolve();
  });
  postMessage(ALIVE);
}

/** Called by the page once the worker is alive. Resolves when it is dead. */
export function awaitDeath(name: string): Promise<void> {
  return new Promise((resolve) => {
    navigator.locks?.request(name, () => resolve()).catch(() => {});
  });
}
