import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { generateSW } from "workbox-build";
import { LASTING } from "./files";

const SHELL = [
  "**/*.{html,js,css,txt,woff2,svg,ico,png,webmanifest}",
  // The one binary of tfjs that every current browser takes; the others stay with the HTTP cache.
  "engine/**/tfjs-backend-wasm-simd.wasm",
  "models/*/manifest.json",
];
const POINTER = "models/current.json";

/**
 * Writes `service-worker.js`: after one visit every page opens offline. Model binaries are left out, since the engine
 * keeps them itself, by hash.
 */
export async function writeServiceWorker(out: string): Promise<void> {
  const { warnings } = await generateSW({
    globDirectory: out,
    globPatterns: [`{${SHELL.join(",")}}`],
    globIgnores: ["404.html", "404/**", "_not-found/**"],
    additionalManifestEntries: await listPointer(out),
    swDest: join(out, "service-worker.js"),
    inlineWorkboxRuntime: true,
    sourcemap: false,
    clientsClaim: true,
    // An open page keeps the files that it was built with; the next visit gets the new ones.
    skipWaiting: false,
    cleanupOutdatedCaches: true,
    // The page's state is behind `#`; no query changes what a file holds.
    ignoreURLParametersMatching: [/./],
    dontCacheBustURLsMatching: LASTING,
    maximumFileSizeToCacheInBytes: 4 << 20,
    runtimeCaching: [
      {
        urlPattern: /\/models\/current\.json$/,
        handler: "NetworkFirst",
        options: { cacheName: "models", precacheFallback: { fallbackURL: `${POINTER}?offline` } },
      },
    ],
  });
  if (warnings.length > 0) throw new Error(`service worker: ${warnings.join("; ")}`);
}

/** The pointer is kept at the first visit too, under a name of its own: under its own it would never be asked for again. */
async function listPointer(out: string): Promise<{ url: string; revision: string }[]> {
  const path = join(out, POINTER);
  if (!existsSync(path)) return [];
  const revision = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  return [{ url: `${POINTER}?offline`, revision }];
}
