import { Worker } from "node:worker_threads";
import { createRandom } from "../../lib/random";
import { initialise } from "../../lib/word2vec/train";
import { rateAt, type ThreadTask, type Word2VecConfig } from "./config";
import { type Corpus, dealBlocks } from "./corpus";

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
  const size = corpus.words.length * config.dimensions;
  const weights = { input: shareFloat32(size), output: shareFloat32(size), dimensions: config.dimensions };
  const random = createRandom(config.seed);
  initialise(weights.input, config.dimensions, random);

  const progress = new Float64Array(new SharedArrayBuffer(config.threads * Float64Array.BYTES_PER_ELEMENT));
  const total = corpus.counts.reduce((sum, count) => sum + count, 0) * config.epochs;
  const report = () => {
    const done = progress.reduce((sum, words) => sum + words, 0);
    onProgress(done, rateAt(config, done / total));
  };

  const timer = setInterval(report, INTERVAL);
  const threads = dealBlocks(corpus.tokens, config.threads, random).map((blocks, thread) =>
    runThread({
      weights,
      tokens: corpus.tokens,
      counts: corpus.counts,
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
  return weights.input;
}

function runThread(task: ThreadTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./thread.mjs", import.meta.url), { workerData: task });
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
}

function shareFloat32(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}
