import type { Command } from "commander";
import { UserError } from "./errors";
import { removeUnfinished } from "./files";
import { sayFarewell } from "./interrupt";

/** What a shell expects of a program that Ctrl-C ended: 128 + SIGINT. */
const INTERRUPTED = 130;

/** Runs a command line to its end: errors as a line or two, no half-written file after Ctrl-C. */
export async function runProgram(program: Command, args: readonly string[]): Promise<void> {
  process.on("SIGINT", async () => {
    const farewell = await sayFarewell();
    removeUnfinished();
    process.stderr.write(`\ninterrupted; ${farewell}\n`);
    process.exit(INTERRUPTED);
  });
  // `titlecast … | head` closes standard output early; that is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    removeUnfinished();
    process.exit(0);
  });
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = 1;
  }
}

/** Errors that say themselves what to do: ours, and those with which `lib/` refuses a damaged release. */
const SELF_EXPLAINING = new Set(["UserError", "ManifestError", "BundleError", "IntegrityError", "GoldenError"]);

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `error: ${error}`;
  if (process.env.TITLECAST_DEBUG) return error.stack ?? error.message;
  if (error instanceof UserError || SELF_EXPLAINING.has(error.name)) return `error: ${error.message}`;
  return `unexpected error: ${error.message}\nset TITLECAST_DEBUG=1 for the stack`;
}
