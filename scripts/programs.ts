import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const INSTALL_TIMEOUT = 180_000;

/** Where programs of these names may lie, by the search path. */
export function listPlaces(names: readonly string[]): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Whether there is a program that tells its version. */
export function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

/** Runs an installer in view; what came of it is to be seen afterwards. */
export function attempt(command: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { stdio: "inherit", timeout: INSTALL_TIMEOUT, env });
}

/** Installs a package of Debian's where this process may. */
export function attemptDebian(name: string): void {
  if (process.getuid?.() !== 0) return;
  attempt("apt-get", ["update"]);
  attempt("apt-get", ["install", "--yes", "--no-install-recommends", name]);
}
