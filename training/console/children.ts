import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { UserError } from "./errors";
import { note } from "./progress";

/** Lines of a failed command's complaint that are passed on. */
const LINES = 5;

/**
 * Runs a command of this program in a process of its own. What it notes on standard error appears here behind the label;
 * its result is to be found in the files that it writes. Ctrl-C reaches it as it reaches us.
 * @throws UserError with the end of its complaint.
 */
export function runCommand(label: string, args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1], ...args], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const last: string[] = [];
    const lines = createInterface({ input: child.stderr });
    lines.on("line", (line) => {
      note(`${label}: ${line}`);
      last.push(line);
      if (last.length > LINES) last.shift();
    });
    child.on("error", fail);
    child.on("close", (code, signal) => {
      if (code === 0) done();
      else fail(new UserError(`${label} failed (${signal ?? `exit ${code}`}):\n${last.join("\n")}`));
    });
  });
}

/**
 * Does tasks in order, at most `limit` at a time, and returns their results in that order. After a failure no further
 * task begins; those that run are waited for.
 * @throws the first failure.
 */
export async function inParallel<Task, Result>(
  tasks: readonly Task[],
  limit: number,
  perform: (task: Task) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(tasks.length);
  let next = 0;
  const work = async () => {
    while (next < tasks.length) {
      const index = next++;
      try {
        results[index] = await perform(tasks[index]);
      } catch (error) {
        next = tasks.length;
        throw error;
      }
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: Math.min(limit, tasks.length) }, work));
  const failure = settled.find((outcome) => outcome.status === "rejected");
  if (failure !== undefined) throw failure.reason;
  return results;
}
