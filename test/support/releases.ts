import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TinyRelease } from "./tinyRelease";

/** Writes a release into its folder under `models`, without making it the current one. */
export async function writeRelease(models: string, { manifest, files }: TinyRelease): Promise<void> {
  const folder = join(models, manifest.release);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  for (const [path, bytes] of files) await writeFile(join(folder, path), bytes);
}
