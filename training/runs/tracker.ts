import { note } from "../console/progress";
import type { Ending, Measurement, RunRecord } from "./record";

/** Something that follows a training. What it throws, or how slow it is, is its own affair. */
export interface Tracker {
  /** What warnings call it. */
  readonly name: string;
  log(measurement: Measurement): void | Promise<void>;
  /** The last call. */
  finish(ending: Ending): void | Promise<void>;
}

/** Makes a tracker for a run that begins, or resumes, in a folder; null where it is not wanted. */
export type OpenTracker = (run: RunRecord, folder: string, resumes: boolean) => Tracker | null;

/** How long a training waits for its trackers when it is done, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Keeps a tracker from failing or delaying a training: its calls are made one after another, and none is waited for
 * until the end. The first error is told, and the tracker then left alone.
 */
export function shield(tracker: Tracker, patience = PATIENCE): Required<Tracker> {
  let gone = false;
  let queue = Promise.resolve();
  const call = (act: () => void | Promise<void>): void => {
    queue = queue.then(async () => {
      if (gone) return;
      try {
        await act();
      } catch (error) {
        gone = true;
        note(`${tracker.name}: ${error instanceof Error ? error.message : error}; the training goes on without it`);
      }
    });
  };
  return {
    name: tracker.name,
    log: (measurement) => call(() => tracker.log(measurement)),
    async finish(ending) {
      call(() => tracker.finish(ending));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          if (!gone)
            note(`${tracker.name}: no answer within ${patience / 1000} s; some of the run may be missing there`);
          gone = true;
          resolve();
        }, patience);
      });
      await Promise.race([queue, late]);
      clearTimeout(timer);
    },
  };
}
