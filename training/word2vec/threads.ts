import { Worker } from "node:worker_threads";
import { bundleCode } from "./bundle-code";
import type { Word2VecConfig } from "./config";
import type { Corpus } from "./corpus";
import type { SharedModel } from "./kernel";
import { NEXT, PAUSED, REPORT, type ThreadTask } from "./thread-task";
import type { RunningTraining, TrainingState } from "./training-state";

/**
 * Trains in threads over shared memory. One thread and a seed give the same vectors again; more threads write over each other
 * now and then, which costs no quality (Recht et al. 2011) but is different each time.
 * @param from where an earlier run came to, with the model as it was then.
 */
export function startThreads(
  model: SharedModel,
  { blocks, tokens }: Corpus,
  config: Word2VecConfig,
  from: TrainingState,
): RunningTraining {
  const control = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const reports = new Float64Array(new SharedArrayBuffer(config.threads * REPORT * Float64Array.BYTES_PER_ELEMENT));
  control[NEXT] = from.place;
  const task = { model, config, tokens, blocks, control, reports };
  const code = bundleCode(new URL("./thread.ts", import.meta.url));
  const workers = Array.from(
    { length: config.threads },
    (_, thread) => new Worker(code, { eval: true, workerData: { ...task, thread } satisfies ThreadTask }),
  );

  let busy = workers.length;
  let resting = 0;
  let onRest = () => {};
  const check = () => {
    if (resting === busy) onRest();
  };
  const finished = Promise.all(workers.map(watchWorker)).then(
    () => {},
    async (error) => {
      await Promise.all(workers.map((worker) => worker.terminate()));
      throw error;
    },
  );

  function watchWorker(worker: Worker): Promise<void> {
    worker.on("message", () => {
      resting++;
      check();
    });
    return new Promise((resolve, reject) => {
      worker.once("error", reject);
      worker.once("exit", () => {
        busy--;
        check();
        resolve();
      });
    });
  }

  function state(): TrainingState {
    const sum = (part: number) => reports.reduce((sum, value, i) => (i % REPORT === part ? sum + value : sum), 0);
    return {
      // Each thread that finds no turn left has gone one too far.
      place: Math.min(Atomics.load(control, NEXT), blocks.length * config.epochs),
      words: from.words + sum(0),
      loss: from.loss + sum(1),
      measured: from.measured + sum(2),
    };
  }

  return {
    state,
    async pause() {
      await new Promise<void>((resolve) => {
        onRest = resolve;
        Atomics.store(control, PAUSED, 1);
        check();
      });
      return state();
    },
    resume() {
      resting = 0;
      Atomics.store(control, PAUSED, 0);
      Atomics.notify(control, PAUSED);
    },
    finished,
  };
}
