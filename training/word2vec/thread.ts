import { parentPort, workerData } from "node:worker_threads";
import { createRandom, shuffle } from "../../lib/random";
import { rateAt, type ThreadTask } from "./config";
import { openKernel } from "./kernel";

function run({ model, tokens, blocks, config, seed, progress, thread }: ThreadTask): void {
  const random = createRandom(seed);
  const trainBlock = openKernel(model, config, thread);
  const order = Array.from({ length: blocks.length / 2 }, (_, block) => block);
  let done = 0;
  for (let epoch = 0; epoch < config.epochs; epoch++) {
    shuffle(order, random);
    order.forEach((block, position) => {
      const rate = rateAt(config, (epoch + position / order.length) / config.epochs);
      const text = tokens.subarray(blocks[2 * block], blocks[2 * block + 1]);
      done += trainBlock(text, text.length, rate, Math.floor(random() * 2 ** 32)).words;
      progress[thread] = done;
    });
  }
}

run(workerData as ThreadTask);
parentPort?.postMessage("done");
