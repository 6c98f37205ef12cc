import { fork } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../console/errors";
import { type Progress, startProgress } from "../console/progress";
import { bundleCode } from "./bundle-code";
import type { ReadingMessage, ReadingTask } from "./read-process";

/** Keeps the garbage of reading small. */
const FRUGAL = ["--max-semi-space-size=2", "--heap-growing-percent=30"];

/**
 * Reads texts into a corpus, in a process of its own: all memory that it took, DuckDB's too, goes with it.
 * @throws UserError
 */
export async function readCorpus(task: ReadingTask): Promise<void> {
  const script = join(task.folder, "read.cjs");
  await writeFile(script, bundleCode(new URL("./read-process.ts", import.meta.url)));
  const reader = fork(script, { execArgv: FRUGAL });
  reader.send(task);
  const steps = showSteps();
  return new Promise((resolve, reject) => {
    reader.on("message", (message: ReadingMessage) => {
      if ("progress" in message) steps.update(message.progress);
      else reject(toError(message.failure));
    });
    reader.once("error", reject);
    reader.once("exit", (code, signal) => {
      steps.finish();
      if (code !== 0) reject(new Error(`reading stopped with ${signal ?? `code ${code}`}`));
      resolve();
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
