import { parentPort, workerData } from "node:worker_threads";
import { createRandom, shuffle } from "../../lib/random";
import { createCbowStep } from "../../lib/word2vec/cbow";
import { createNoiseTable, keepProbabilities } from "../../lib/word2vec/sampling";
import { createSkipGramStep } from "../../lib/word2vec/skip-gram";
import { createTrainer } from "../../lib/word2vec/train";
import { rateAt, type ThreadTask } from "./config";

function run({ weights, tokens, counts, blocks, config, seed, progress, thread }: ThreadTask): void {
  const random = createRandom(seed);
  const step = (config.architecture === "cbow" ? createCbowStep : createSkipGramStep)(weights);
  const keep = keepProbabilities(counts, config.sample);
  const noise = createNoiseTable(counts, config.nsExponent);
  const trainSentences = createTrainer(step, keep, noise, config, random);

  const order = Array.from({ length: blocks.length / 2 }, (_, block) => block);
  let done = 0;
  for (let epoch = 0; epoch < config.epochs; epoch++) {
    shuffle(order, random);
    order.forEach((block, position) => {
      const rate = rateAt(config, (epoch + position / order.length) / config.epochs);
      done += trainSentences(tokens, blocks[2 * block], blocks[2 * block + 1], rate);
      progress[thread] = done;
    });
  }
}

run(workerData as ThreadTask);
parentPort?.postMessage("done");
