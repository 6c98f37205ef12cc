import { rmSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UserError } from "./errors";

/** Half-written and temporary files of this process; the handler of Ctrl-C removes them. */
const unfinished = new Set<string>();

/**
 * Makes a file whole or not at all: `write` fills a temporary file beside it, which then takes its name. The temporary
 * file keeps the extension, and goes when `write` fails or the user interrupts.
 * @throws UserError when the folder cannot be made or written.
 */
export async function writeAtomically<T>(path: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const temporary = join(dirname(path), `.${process.pid}.${basename(path)}`);
  unfinished.add(temporary);
  try {
    await mkdir(dirname(path), { recursive: true });
    const result = await write(temporary);
    await rename(temporary, path);
    return result;
  } catch (error) {
    // Where the folder itself is a file there is nothing to remove, and the reason is what matters.
    await rm(temporary, { force: true, recursive: true }).catch(() => undefined);
    throw explainWriting(error, path);
  } finally {
    unfinished.delete(temporary);
  }
}

/** Has Ctrl-C remove this path too, until the function that comes back is called. */
export function removeOnInterrupt(path: string): () => void {
  unfinished.add(path);
  return () => unfinished.delete(path);
}

/** Removes what is half written, at once; for the way out. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true, recursive: true });
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a part of its path is a file",
};

/** What to throw when `path` could not be written: the system's reason in words where there is one. */
export function explainWriting(error: unknown, path: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code in SYSTEM_REASONS ? new UserError(`cannot write ${path}: ${SYSTEM_REASONS[code]}`) : error;
}
