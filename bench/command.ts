import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../training/console/errors";

const runFile = promisify(execFile);

export interface Answer {
  /** What the program wrote on standard output, one JSON value. */
  readonly value: unknown;
  /** From start to exit. */
  readonly seconds: number;
}

/** Runs `npm run titlecast -- … --json` in a process of its own, as people do. @throws UserError */
export function runTitlecast(...args: readonly string[]): Promise<Answer> {
  return runProgram(process.execPath, ["--import", "tsx", "training/cli.ts", "--json", ...args]);
}

/** Runs a program that answers in JSON. @throws UserError with the last line of its complaint */
export async function runProgram(program: string, args: readonly string[]): Promise<Answer> {
  const started = performance.now();
  try {
    const { stdout } = await runFile(program, [...args]);
    return { value: JSON.parse(stdout), seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    const complaint = said
      .split("\n")
      .at(-1)
      ?.replace(/^error: /, "");
    throw new UserError(complaint || `${program} ${args.join(" ")} failed: ${error}`);
  }
}
