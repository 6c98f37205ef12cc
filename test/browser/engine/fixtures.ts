import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test as base } from "@playwright/test";
import { build } from "esbuild";
import { buildEngine } from "../../../scripts/build-engine";
import { listFiles } from "../../../scripts/files";
import { writePolicy } from "../../../scripts/policy";
import { TestHost } from "../../support/host";

/** The engine as it is built for the site, and a page with nothing but its client. */
interface Site {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Path of the worker's module. */
  readonly code: string;
}

interface Fixtures {
  readonly host: TestHost;
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
  host: async ({ built }, use) => {
    const host = new TestHost();
    for (const [path, bytes] of built.files) host.files.set(path, bytes);
    await host.start();
    await use(host);
    await host.stop();
  },
});

export { expect } from "@playwright/test";

async function buildSite(folder: string): Promise<Site> {
  const here = "test/browser/engine";
  const code = await buildEngine(`${here}/worker.ts`, join(folder, "engine"));
  await build({ entryPoints: [`${here}/page.ts`], outfile: join(folder, "page.js"), bundle: true, format: "esm" });
  const files = new Map<string, Uint8Array>();
  for (const path of await listFiles(folder, /./)) files.set(relative(folder, path), await readFile(path));
  const html =
    `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${writePolicy()}">` +
    '<title>Engine</title><script type="module" src="page.js"></script>';
  files.set("index.html", new TextEncoder().encode(html));
  return { files, code };
}
