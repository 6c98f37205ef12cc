import { setFlagsFromString } from "node:v8";
import type { Source } from "./sources";
import { type CorpusOptions, type ReadingProgress, writeCorpus } from "./write-corpus";

/** What a reading process is told. */
export interface ReadingTask {
  readonly sources: readonly Source[];
  readonly options: CorpusOptions;
  readonly folder: string;
  readonly stamp: string;
}

/** What it answers: `done` with the most memory that it held, in bytes. */
export type ReadingMessage =
  | { readonly progress: ReadingProgress }
  | { readonly done: number }
  | { readonly failure: { readonly name: string; readonly message: string; readonly code: string | null } };

/** Time between two messages of progress, in milliseconds. */
const INTERVAL = 100;

const say = (message: ReadingMessage) => process.send?.(message);

/** Tells how far each step is now and then, and where it ended. */
function tellProgress() {
  let latest: ReadingProgress | undefined;
  let next = 0;
  const tell = () => {
    if (latest !== undefined) say({ progress: latest });
    latest = undefined;
    next = performance.now() + INTERVAL;
  };
  return {
    update(progress: ReadingProgress) {
      if (latest !== undefined && latest.step !== progress.step) tell();
      latest = progress;
      if (performance.now() >= next) tell();
    },
    finish: tell,
  };
}

// Collects garbage early: what is read is dropped at once, and memory is for the training.
setFlagsFromString("--heap-growing-percent=30");
// Ctrl-C reaches this process too, but its parent decides what to do.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
process.once("message", async ({ sources, options, folder, stamp }: ReadingTask) => {
  const progress = tellProgress();
  try {
    await writeCorpus(sources, options, folder, stamp, progress.update);
    progress.finish();
    say({ done: process.resourceUsage().maxRSS * 1024 });
  } catch (error) {
    const { name, message, code = null } = error as NodeJS.ErrnoException;
    say({ failure: { name, message, code } });
  }
  process.disconnect?.();
});
