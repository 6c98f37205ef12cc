import type { ReleaseFile } from "./manifest";
import { digestSha256 } from "./sha256";

/** A file is not what its manifest says. The message names the file. */
export class IntegrityError extends Error {
  override readonly name = "IntegrityError";
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : digestSha256(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Compares length, then SHA-256. @throws IntegrityError */
export async function verifyFile(file: ReleaseFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (bytes.length !== file.bytes) {
    throw new IntegrityError(`${file.path} has ${bytes.length} bytes where its manifest says ${file.bytes}`);
  }
  if ((await sha256(bytes)) !== file.sha256) {
    throw new IntegrityError(`${file.path} is damaged: its SHA-256 is not the one in its manifest`);
  }
}
