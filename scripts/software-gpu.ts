import { existsSync, readFileSync, realpathSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { findBrowser } from "./browser";

/** Keeps a library loaded although it is no Node addon (`RTLD_NODELETE` of dlfcn.h, which Node does not name). */
const KEEP_LOADED = 0x1000;

/**
 * Lets the package `webgpu` (Dawn) find the software adapter that every Chromium carries, SwiftShader, with its Vulkan
 * loader; call it before that package is asked for an adapter. Slow but correct: for tests on machines without a GPU.
 *
 * @returns null when it is ready, else why not, fit to show beside a skipped test
 */
export function prepareSoftwareGpu(): string | null {
  if (process.platform !== "linux") return "the software GPU is set up on Linux only";
  const browser = findBrowser();
  if (!browser) return "no Chromium, whose SwiftShader is the software GPU; run `npm test` or install chromium";
  const folders = [dirname(realpathSync(browser)), "/usr/lib/chromium", "/opt/google/chrome"];
  const folder = folders.find((folder) => existsSync(join(folder, "vk_swiftshader_icd.json")));
  if (!folder) return `no vk_swiftshader_icd.json beside ${browser}`;
  process.env.VK_ICD_FILENAMES = join(folder, "vk_swiftshader_icd.json");
  return load(join(folder, "libvulkan.so.1"));
}

function load(library: string): string | null {
  try {
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_NOW | KEEP_LOADED);
  } catch {
    // Always: it is no addon. It is loaded nevertheless, unless it could not be.
  }
  return readFileSync("/proc/self/maps", "utf8").includes(library) ? null : `${library} cannot be loaded`;
}
