import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { type BuildOptions, build, context } from "esbuild";

const OUT = "public/engine";
const require = createRequire(import.meta.url);

/** Where the page finds a part of the engine, relative to the site's root. */
type EnginePath = `engine/${string}.js`;

interface Engine {
  /** The worker's module. */
  readonly code: EnginePath;
  /** What it cannot start without: itself and its static imports. */
  readonly parts: readonly EnginePath[];
}

/**
 * Bundles the engine's worker and puts tfjs's WebAssembly files beside it. Names carry a hash, so that a host may cache
 * them for ever.
 */
export async function buildEngine(entry = "workers/engine/worker.ts", out = OUT): Promise<Engine> {
  const { metafile } = await build({
    ...(await prepare(entry, out)),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    minify: true,
    metafile: true,
  });
  const main = Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint === entry);
  if (main === undefined) throw new Error(`esbuild wrote no entry for ${entry}`);
  const parts = new Set([main]);
  for (const path of parts) {
    for (const { path: part, kind } of metafile.outputs[path].imports) if (kind === "import-statement") parts.add(part);
  }
  return { code: toEnginePath(main), parts: Array.from(parts, toEnginePath) };
}

function toEnginePath(path: string): EnginePath {
  return `engine/${basename(path, ".js")}.js`;
}

/** As {@link buildEngine}, again after every change, under names that stay. */
export async function watchEngine(entry = "workers/engine/worker.ts"): Promise<EnginePath> {
  const watcher = await context({ ...(await prepare(entry, OUT)), sourcemap: true, logLevel: "info" });
  await watcher.watch();
  return "engine/worker.js";
}

/** Bundles the script that every page begins with, beside the engine. @param code the worker's module */
export async function buildFirst(code: EnginePath): Promise<EnginePath> {
  const { metafile } = await build({
    entryPoints: ["components/page/first.ts"],
    outdir: OUT,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    define: { ENGINE_CODE: JSON.stringify(basename(code)) },
    entryNames: "[name]-[hash]",
    minify: true,
    metafile: true,
    logLevel: "warning",
  });
  return toEnginePath(Object.keys(metafile.outputs)[0]);
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
