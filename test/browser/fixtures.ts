import { test as base } from "@playwright/test";
import { type Host, hostSite, type Outside, standOutside } from "./hosts";

interface Fixtures {
  readonly outside: Outside;
}

interface WorkerFixtures {
  readonly site: Host;
}

/**
 * Playwright's `test` on the built site: `page.goto("./")` is the score page. Whatever the browser asks of any other
 * machine, from a page, a worker or a service worker, ends in `outside`.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const site = await hostSite();
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  outside: async ({}, use) => {
    const outside = await standOutside();
    await use(outside);
    await outside.close();
  },
  baseURL: ({ site }, use) => use(site.url),
  proxy: ({ outside }, use) => use({ server: outside.url, bypass: "localhost" }),
});

export { expect } from "@playwright/test";
