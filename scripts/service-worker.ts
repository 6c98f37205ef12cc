import { join } from "node:path";
import { generateSW } from "workbox-build";
import { LASTING } from "./files";

const SHELL = [
  "**/*.{html,js,css,txt,woff2,svg,ico,png,webmanifest}",
  // The one binary of tfjs that every current browser takes; the others stay with the HTTP cache.
  "engine/**/tfjs-backend-wasm-simd.wasm",
];

/**
 * Writes `service-worker.js`: after one visit every page opens offline, with all code that it may fetch later. Releases are
 * left out, as the engine keeps them itself, by hash.
 */
export async function writeServiceWorker(out: string): Promise<void> {
  const { warnings } = await generateSW({
    globDirectory: out,
    globPatterns: [`{${SHELL.join(",")}}`],
    // Releases lie in folders beside the page of that name.
    globIgnores: ["404.html", "404/**", "_not-found/**", "models/*/*"],
    swDest: join(out, "service-worker.js"),
    inlineWorkboxRuntime: true,
    sourcemap: false,
    clientsClaim: true,
    // An open page keeps the files that it was built with, until its reader takes the new ones.
    skipWaiting: false,
    cleanupOutdatedCaches: true,
    // The page's state is behind `#`; no query changes what a file holds.
    ignoreURLParametersMatching: [/./],
    dontCacheBustURLsMatching: LASTING,
    maximumFileSizeToCacheInBytes: 4 << 20,
  });
  if (warnings.length > 0) throw new Error(`service worker: ${warnings.join("; ")}`);
}
