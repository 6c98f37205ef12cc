import { spawn } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { buildEngine, buildFirst } from "./build-engine";
import { writeHeaders } from "./headers";
import { addPolicies } from "./policy";
import { writeServiceWorker } from "./service-worker";
import { SITE } from "./sites";

/**
 * Builds the static site: the engine, the pages, their security policies, the service worker and the headers for hosts.
 *
 * @param basePath - sub-path that the site will lie under, such as `/titlecast`; empty at a host's root
 * @param out - folder to leave the site in
 */
export async function buildSite(basePath: string, out: string): Promise<void> {
  if (basePath !== "" && !/^(\/[\w.-]+)+$/.test(basePath)) {
    throw new Error(`NEXT_PUBLIC_BASE_PATH must look like /titlecast, not "${basePath}"`);
  }
  const { code, parts } = await buildEngine();
  await runNext(["build"], {
    NEXT_PUBLIC_BASE_PATH: basePath,
    NEXT_PUBLIC_ENGINE: code,
    NEXT_PUBLIC_ENGINE_PARTS: parts.join(" "),
    NEXT_PUBLIC_FIRST: await buildFirst(code),
  });
  if (out !== SITE) {
    await rm(out, { recursive: true, force: true });
    await rename(SITE, out);
  }
  await addPolicies(out);
  await writeServiceWorker(out);
  await writeHeaders(out);
}

/** Runs Next's command line. @throws Error when it fails; its own output says why. */
export async function runNext(args: readonly string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", ...args], {
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`next ${args[0]} failed`);
}
