import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, loadavg } from "node:os";
import { findBrowser } from "../scripts/browser";

/** What the numbers were measured on. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly node: string;
  /** Null where none is installed. */
  readonly chromium: string | null;
  /** Processes that wanted to run over the last minute, before the first benchmark; above 0 the numbers are too slow. */
  readonly load: number;
}

export function describeMachine(): Machine {
  const browser = findBrowser();
  const version = browser === null ? null : execFileSync(browser, ["--version"], { encoding: "utf8", stdio: "pipe" });
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    node: process.versions.node,
    chromium: version === null ? null : (/[\d.]+/.exec(version)?.[0] ?? null),
    load: loadavg()[0],
  };
}

export function formatMachine({ cores, processor, node, chromium, load }: Machine): string {
  const browser = chromium === null ? "no Chromium" : `Chromium ${chromium}`;
  return `${cores} cores (${processor}), Node ${node}, ${browser}, load ${load.toFixed(1)} at the start`;
}
