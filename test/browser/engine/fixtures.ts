import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test as base, type JSHandle, type Page, type Worker } from "@playwright/test";
import { build } from "esbuild";
import { buildEngine } from "../../../scripts/build-engine";
import { listFiles } from "../../../scripts/files";
import { writePolicy } from "../../../scripts/policy";
import type { Backend, ForecastRequest } from "../../../workers/engine/api";
import type { EngineClient } from "../../../workers/engine/client";
import { TestHost } from "../../support/host";
import { publish, type TinyRelease, tinyRelease } from "../../support/tinyRelease";

const HERE = "test/browser/engine";

/** The engine as it is built for the site, and a page with nothing but its client. */
interface Site {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Path of the worker's module. */
  readonly code: string;
}

interface Fixtures {
  /** A host of the engine, the page and a tiny release. */
  readonly host: TestHost;
  readonly release: TinyRelease;
  /** Opens the page and a client in it; the engine has not started. */
  readonly openClient: (backend?: Backend) => Promise<JSHandle<EngineClient>>;
}

export const test = base.extend<Fixtures, { readonly built: Site }>({
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "titlecast-engine-"));
      await use(await buildSite(folder));
      await rm(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  release: async ({}, use) => use(await tinyRelease()),
  host: async ({ built, release }, use) => {
    const host = new TestHost();
    for (const [path, bytes] of built.files) host.files.set(path, bytes);
    publish(host, release);
    await host.start();
    await use(host);
    await host.stop();
  },
  openClient: async ({ page, host, built }, use) => {
    await use(async (backend) => {
      await page.goto(`${host.base}index.html`);
      return page.evaluateHandle(([code, forced]) => openClient(code, forced), [built.code, backend] as const);
    });
  },
});

export { expect } from "@playwright/test";

export const REQUEST: ForecastRequest = {
  predictor: "hacker-news",
  title: "Show HN: A tiny engine that scores titles",
  community: null,
  site: null,
  author: null,
  postedAt: null,
  times: [],
};

/** The only worker of the page. */
export function workerOf(page: Page): Worker {
  const [worker] = page.workers();
  if (!worker) throw new Error("the engine has no worker");
  return worker;
}

/** Asks for every golden title of every predictor. Returns the largest distance of a probability from its golden. */
export function compareGoldens(client: JSHandle<EngineClient>): Promise<number> {
  return client.evaluate(async (engine) => {
    const { predictors } = await engine.start();
    const distances: number[] = [];
    for (const [predictor, { goldens }] of Object.entries(predictors)) {
      for (const { title, context, probabilities } of goldens) {
        const forecast = await engine.forecast({ predictor, title, ...context, times: [] });
        if (forecast?.buckets.length !== probabilities.length) throw new Error(`no forecast for ${title}`);
        distances.push(...probabilities.map((golden, i) => Math.abs(golden - forecast.buckets[i].probability)));
      }
    }
    if (distances.length === 0) throw new Error("the release has no goldens");
    return Math.max(...distances);
  });
}

/** Types titles, key by key as it were, and counts the tensors before and after. */
export function typeTitles(client: JSHandle<EngineClient>, count: number) {
  return client.evaluate(
    async (engine, [titles, request]) => {
      await engine.loadPredictor(request.predictor, () => {});
      const { tensors: before } = await engine.status();
      let answered = 0;
      for (let i = 0; i < titles; i++) {
        const title = Array.from({ length: 1 + (i % 12) }, (_, word) => `word${(i * 7 + word) % 50}`).join(" ");
        if ((await engine.forecast({ ...request, title }))?.title === title) answered++;
      }
      const { tensors: after } = await engine.status();
      return { before, after, answered };
    },
    [count, REQUEST] as const,
  );
}

async function buildSite(folder: string): Promise<Site> {
  const { code } = await buildEngine(`${HERE}/worker.ts`, join(folder, "engine"));
  await build({ entryPoints: [`${HERE}/page.ts`], outfile: join(folder, "page.js"), bundle: true, format: "esm" });
  const files = new Map<string, Uint8Array>();
  for (const path of await listFiles(folder, /./)) files.set(relative(folder, path), await readFile(path));
  const html =
    `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${writePolicy()}">` +
    '<title>Engine</title><link rel="icon" href="data:,"><script type="module" src="page.js"></script>';
  files.set("index.html", new TextEncoder().encode(html));
  return { files, code };
}
