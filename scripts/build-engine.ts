import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { type BuildOptions, build, context } from "esbuild";

const OUT = "public/engine";
const require = createRequire(import.meta.url);

/** Where the page finds the engine's entry, relative to the site's root. */
type EntryPath = `engine/${string}.js`;

/**
 * Bundles the engine's worker and puts tfjs's WebAssembly files beside it. Names carry a hash, so that a host may cache
 * them for ever.
 */
export async function buildEngine(entry = "workers/engine/worker.ts", out = OUT): Promise<EntryPath> {
  const { metafile } = await build({
    ...(await prepare(entry, out)),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    minify: true,
    metafile: true,
  });
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (output.entryPoint === entry) return `engine/${basename(path, ".js")}.js`;
  }
  throw new Error(`esbuild wrote no entry for ${entry}`);
}

/** As {@link buildEngine}, again after every change, under names that stay. */
export async function watchEngine(entry = "workers/engine/worker.ts"): Promise<EntryPath> {
  const watcher = await context({ ...(await prepare(entry, OUT)), sourcemap: true, logLevel: "info" });
  await watcher.watch();
  return "engine/worker.js";
}

async function prepare(entry: string, out: string): Promise<BuildOptions> {
  await rm(out, { recursive: true, force: true });
  const wasm = await copyWasm(out);
  return {
    entryPoints: [entry],
    outdir: out,
    bundle: true,
    format: "esm",
    splitting: true,
    platform: "browser",
    target: "es2022",
    // Relative to the site's root, like the entry.
    define: { ENGINE_WASM_DIR: JSON.stringify(`engine/${wasm}/`) },
    logLevel: "warning",
  };
}

/** Copies tfjs's binaries to a folder that is named for their version, and returns its name. */
async function copyWasm(out: string): Promise<string> {
  const manifest = require.resolve("@tensorflow/tfjs-backend-wasm/package.json");
  const folder = `tfjs-${require(manifest).version}`;
  await mkdir(join(out, folder), { recursive: true });
  for (const variant of ["", "-simd", "-threaded-simd"]) {
    const name = `tfjs-backend-wasm${variant}.wasm`;
    await cp(join(dirname(manifest), "dist", name), join(out, folder, name));
  }
  return folder;
}
