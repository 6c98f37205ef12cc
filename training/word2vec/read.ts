import { fork } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../console/errors";
import { type Progress, startProgress } from "../console/progress";
import { bundleCode } from "./bundle-code";
import type { ReadingMessage, ReadingTask } from "./read-process";

/** Room for short-lived objects, in MB; by default V8 lets them fill 48. */
const YOUNG = 2;

/**
 * Reads texts into a corpus, in a process of its own: all memory that it took, DuckDB's too, goes with it.
 * @returns the most memory that it held, in bytes.
 * @throws UserError
 */
export async function readCorpus(task: ReadingTask): Promise<number> {
  const script = join(task.folder, "read.cjs");
  await writeFile(script, bundleCode(new URL("./read-process.ts", import.meta.url)));
  const reader = fork(script, { execArgv: [`--max-semi-space-size=${YOUNG}`] });
  reader.send(task);
  const steps = showSteps();
  let peak = 0;
  return new Promise((resolve, reject) => {
    reader.on("message", (message: ReadingMessage) => {
      if ("progress" in message) steps.update(message.progress);
      else if ("done" in message) peak = message.done;
      else reject(toError(message.failure));
    });
    reader.once("error", reject);
    reader.once("exit", (code, signal) => {
      steps.finish();
      if (code !== 0) reject(new Error(`reading stopped with ${signal ?? `code ${code}`}`));
      resolve(peak);
    });
  });
}

type Step = Extract<ReadingMessage, { progress: unknown }>["progress"];
type Failure = Extract<ReadingMessage, { failure: unknown }>["failure"];

function showSteps() {
  let step: Step | undefined;
  let progress: Progress | undefined;
  const finish = () => progress?.finish(step?.note);
  return {
    update(next: Step) {
      if (next.step !== step?.step) {
        finish();
        progress = startProgress(next.step, next.total, next.unit);
      }
      step = next;
      progress?.update(next.done, next.note);
    },
    finish,
  };
}

function toError({ name, message, code }: Failure): Error {
  return name === "UserError" ? new UserError(message) : Object.assign(new Error(message), { code });
}
