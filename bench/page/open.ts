import { type Browser, chromium } from "@playwright/test";
import { build } from "esbuild";
import { BROWSER_FLAGS, ensureBrowser } from "../../scripts/browser";

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
}

/** Bundles one of this folder's browser files into a classic script. */
export async function bundle(name: "inside" | "client" | "compute"): Promise<string> {
  const entryPoints = [`bench/page/${name}.ts`];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: "iife", minify: true, write: false });
  return outputFiles[0].text;
}
