import { execFile } from "node:child_process";
import { resolve } from "node:path";

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Arguments with which Node runs the command line, as `npm run titlecast` does. */
export const TITLECAST = ["--import", "tsx", resolve("training/cli.ts")];

/** Runs the command line to its end. */
export function titlecast(...args: string[]): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [...TITLECAST, ...args], (_error, stdout, stderr) => {
      done({ code: child.exitCode, stdout, stderr });
    });
  });
}

/** Runs a command that must succeed, and returns what it prints with `--json`. */
export async function titlecastJson<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await titlecast(...args, "--json");
  if (code !== 0) throw new Error(`titlecast ${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout);
}
