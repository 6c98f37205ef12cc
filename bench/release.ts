import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseManifest, parsePointer } from "../lib/release/manifest";
import { decodeVectors, type VectorTable } from "../lib/vectors/table";

/** The word vectors of the current release under `folder`; null where there is no release, or one without. */
export async function readVectors(folder: string): Promise<VectorTable | null> {
  const pointer = await readFile(join(folder, "current.json"), "utf8").catch(() => null);
  if (pointer === null) return null;
  const release = join(folder, parsePointer(pointer));
  const { vectors } = parseManifest(await readFile(join(release, "manifest.json"), "utf8"));
  return vectors === undefined ? null : decodeVectors(await readFile(join(release, vectors.file.path)));
}
