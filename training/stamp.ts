import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { UserError } from "./console/errors";

/** A file that something was made from: enough to recognise it, nothing about where it lay. */
export interface InputStamp {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** @throws UserError when there is no such file. */
export async function stampInput(path: string): Promise<InputStamp> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    throw new UserError(`${path}: no such file, or it cannot be read`);
  }
  return { name: basename(path), bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}

/** The commit that is checked out here, or `unknown` outside a repository. */
export async function readGitCommit(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("git", ["rev-parse", "HEAD"]);
    return stdout.trim();
  } catch {
    return "unknown";
  }
}
