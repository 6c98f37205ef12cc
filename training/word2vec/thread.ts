import { openSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { openKernel } from "./kernel";
import { planTurns } from "./schedule";
import { NEXT, PAUSED, REPORT, type ThreadTask } from "./thread-task";
import { LARGEST_BLOCK, readTokensAt } from "./tokens";

function run({ model, config, thread, tokens, blocks, control, reports }: ThreadTask): void {
  const file = openSync(tokens, "r");
  const trainBlock = openKernel(model, config, thread);
  const turnAt = planTurns(blocks.length, config);
  const starts = new Float64Array(blocks.length);
  for (let block = 1; block < blocks.length; block++) starts[block] = starts[block - 1] + blocks[block - 1];
  const text = new Int32Array(LARGEST_BLOCK);
  const mine = reports.subarray(thread * REPORT, (thread + 1) * REPORT);
  for (;;) {
    if (Atomics.load(control, PAUSED) === 1) {
      parentPort?.postMessage("paused");
      Atomics.wait(control, PAUSED, 1);
    }
    const place = Atomics.add(control, NEXT, 1);
    if (place >= blocks.length * config.epochs) return;
    const { block, rate, seed } = turnAt(place);
    const length = readTokensAt(file, text, blocks[block], starts[block]);
    const report = trainBlock(text, length, rate, seed);
    mine[0] += report.words;
    mine[1] += report.loss;
    mine[2] += report.measured;
  }
}

run(workerData as ThreadTask);
