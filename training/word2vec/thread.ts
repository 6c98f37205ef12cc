import { parentPort, workerData } from "node:worker_threads";
import { createRandom, shuffle } from "../../lib/random";
import { createCbowStep } from "../../lib/word2vec/cbow";
import { createNoiseTable, keepProbabilities } from "../../lib/word2vec/sampling";
import { createSkipGramStep } from "../../lib/word2vec/skip-gram";
import type { Weights } from "../../lib/word2vec/step";
import { createTrainer } from "../../lib/word2vec/train";
import type { Word2VecConfig } from "./config";

/** What a thread works on. The weights, tokens and progress lie in memory that all threads share (Recht et al. 2011, "Hogwild!"). */
export interface ThreadTask {
  readonly weights: Weights;
  readonly tokens: Int32Array;
  readonly counts: Int32Array;
  /** `from` and `to` of the blocks of sentences that are this thread's own. */
  readonly blocks: Int32Array;
  readonly config: Word2VecConfig;
  readonly seed: number;
  /** Words done, over all epochs, by thread. */
  readonly progress: Float64Array;
  readonly thread: number;
}

/** The learning rate ends here, as a share of where it started, as in word2vec.c. */
export const LAST_RATE = 1e-4;

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
      const share = (epoch + position / order.length) / config.epochs;
      const rate = config.learningRate * Math.max(LAST_RATE, 1 - share);
      done += trainSentences(tokens, blocks[2 * block], blocks[2 * block + 1], rate);
      progress[thread] = done;
    });
  }
}

run(workerData as ThreadTask);
parentPort?.postMessage("done");
