import { Worker } from "node:worker_threads";
import { createRandom } from "../../lib/random";
import { rateAt, type ThreadTask, type Word2VecConfig } from "./config";
import { type Corpus, dealBlocks } from "./corpus";
import { createModel, vectorsOf } from "./kernel";

/** How often progress is reported, in milliseconds. */
const INTERVAL = 500;

/**
 * Trains word vectors in threads over shared memory. One thread and a seed give the same vectors again; more threads write
 * over each other now and then, which costs no quality (Recht et al. 2011) but is different each time.
 * @param onProgress hears now and then how many words of the text are done, over all epochs, and the learning rate.
 * @returns the input matrix, row-major, `corpus.words.length × config.dimensions`.
 */
export async function trainVectors(
  corpus: Corpus,
  config: Word2VecConfig,
  onProgress: (done: number, rate: number) => void,
): Promise<Float32Array> {
  const random = createRandom(config.seed);
  const model = createModel(corpus.counts, config);

  const progress = new Float64Array(new SharedArrayBuffer(config.threads * Float64Array.BYTES_PER_ELEMENT));
  const total = corpus.counts.reduce((sum, count) => sum + count, 0) * config.epochs;
  const report = () => {
    const done = progress.reduce((sum, words) => sum + words, 0);
    onProgress(done, rateAt(config, done / total));
  };

  const timer = setInterval(report, INTERVAL);
  const threads = dealBlocks(corpus.tokens, config.threads, random).map((blocks, thread) =>
    runThread({
      model,
      tokens: corpus.tokens,
      blocks,
      config,
      seed: Math.floor(random() * 2 ** 32),
      progress,
      thread,
    }),
  );
  try {
    await Promise.all(threads);
  } finally {
    clearInterval(timer);
  }
  return vectorsOf(model);
}

function runThread(task: ThreadTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./thread.mjs", import.meta.url), { workerData: task });
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
}
