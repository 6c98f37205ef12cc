import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseManifest, parsePointer } from "../lib/release/manifest";
import { decodeVectors, type VectorTable } from "../lib/vectors/table";

export interface ReleaseVectors {
  /** Below the folder of releases. */
  readonly path: string;
  readonly table: VectorTable;
}

/** The word vectors of the current release under `folder`; null where there is no release, or one without. */
export async function readVectors(folder: string): Promise<ReleaseVectors | null> {
  const pointer = await readFile(join(folder, "current.json"), "utf8").catch(() => null);
  if (pointer === null) return null;
  const release = parsePointer(pointer);
  const { vectors } = parseManifest(await readFile(join(folder, release, "manifest.json"), "utf8"));
  if (vectors === undefined) return null;
  const path = `${release}/${vectors.file.path}`;
  return { path, table: decodeVectors(await readFile(join(folder, path))) };
}
