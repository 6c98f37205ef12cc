import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { listFiles } from "../../scripts/files";
import { serveSite } from "../../scripts/server";
import { writeServiceWorker } from "../../scripts/service-worker";
import { SITE } from "../../scripts/sites";
import { type Host, host } from "./hosts";

/** A host whose files change while people visit it. */
export interface Deployments extends Host {
  /** Paths asked for, in order. */
  readonly requests: readonly string[];
  /** Puts a newer site there: the same pages, marked with a number on `<html>`, and a service worker that knows them. */
  deploy(version: number): Promise<void>;
  /** Makes a release the current one: one that is there, or a copy of the current one under another name. */
  promote(name: string, change?: (manifest: Record<string, unknown>) => void): Promise<void>;
  /** The name of the current release. */
  current(): Promise<string>;
}

export async function hostDeployments(): Promise<Deployments> {
  const folder = await mkdtemp(join(tmpdir(), "titlecast-host-"));
  await cp(resolve(import.meta.dirname, "../..", SITE), folder, {
    recursive: true,
    filter: (path) => !/\.(br|gz)$/.test(path),
  });
  const requests: string[] = [];
  let listener = serveSite(folder);
  const pointer = join(folder, "models/current.json");
  const current = async () => String(JSON.parse(await readFile(pointer, "utf8")).release);
  const opened = await host((request, response) => {
    requests.push(request.url ?? "");
    listener(request, response);
  });
  return {
    ...opened,
    requests,
    current,
    async deploy(version) {
      for (const page of await listFiles(folder, /\.html$/)) {
        const html = await readFile(page, "utf8");
        await writeFile(page, html.replace(/<html( data-version="\d+")?/, `<html data-version="${version}"`));
      }
      await writeServiceWorker(folder);
      listener = serveSite(folder);
    },
    async promote(name, change = () => {}) {
      const next = join(folder, "models", name);
      if (!existsSync(next)) {
        await cp(join(folder, "models", await current()), next, { recursive: true });
        const manifest = JSON.parse(await readFile(join(next, "manifest.json"), "utf8"));
        manifest.release = name;
        change(manifest);
        await writeFile(join(next, "manifest.json"), JSON.stringify(manifest));
      }
      await writeFile(pointer, JSON.stringify({ release: name }));
      listener = serveSite(folder);
    },
    async close() {
      await opened.close();
      await rm(folder, { recursive: true });
    },
  };
}
