import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

/** Addresses whose content never changes: their names carry a hash or a version, or lie in a release. */
export const LASTING = /(^|\/)(_next\/static|engine|models\/[^/]+)\//;

/** Paths of the files under `folder` whose path matches, in a stable order. */
export async function listFiles(folder: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => pattern.test(path)).sort();
}

/** Addresses of a built site's pages relative to its root, each ending in `/` but the root's own, which is empty. */
export async function listPages(out: string): Promise<string[]> {
  const pages = await listFiles(out, /(^|[\\/])index\.html$/);
  return pages
    .map((path) =>
      relative(out, path)
        .replaceAll("\\", "/")
        .replace(/index\.html$/, ""),
    )
    .filter((path) => !/^(404|_not-found)\//.test(path));
}
