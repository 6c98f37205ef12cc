import { createRandom, type Random } from "../../random";
import type { NoiseTable } from "../sampling";
import type { Weights } from "../step";
import { type BlockReport, END } from "../train";
import { GpuError } from "./error";
import { COLUMN_BYTES, columnsOf, downloadRows, readBuffer, USAGE, uploadNoise, uploadRows } from "./memory";
import { createDrawPass, createLearnPass, type GpuOptions, REPORT_NUMBERS } from "./passes";
import { createSlice, writeSlice } from "./slice";

export interface GpuTrainer {
  /**
   * What `TrainBlock` does, on the GPU; settles once the block is learned. It has read `tokens` when it returns: hand in the next
   * block then, so that the GPU need not wait. A seed draws the same windows again, but stretches of text are learned at the
   * same time, so that the weights end a little different. @throws GpuError
   */
  trainBlock(tokens: Int32Array, length: number, rate: number, seed: number): Promise<BlockReport>;
  /** Fetches the weights, as the blocks so far left them, to where they came from. @throws GpuError */
  download(): Promise<void>;
  destroy(): void;
}

/**
 * Stretches of text that are learned at the same time: enough for a large GPU to hide how long memory takes. What they cost was
 * simulated on four million words, 37,000 of them different. WordSim-353 stayed at 0.52 to 0.54 with up to 512 and fell to
 * 0.47 with 4,096; the loss rose by 1 % and 5 %.
 */
const MOST_WALKERS = 512;
/** Fewer go through a small vocabulary, or most rows would be written by several at once. */
const WORDS_PER_WALKER = 64;

/**
 * Takes word2vec to a GPU: a second way of `createBlockTrainer`, with the same objective.
 * @param device with the limits of its adapter, if the weights are large; whoever opened it destroys it.
 * @param weights where training starts, and where `download` puts what it comes to.
 * @param keep chance of keeping each word, from `keepProbabilities`.
 * @throws GpuError
 */
export async function createGpuTrainer(
  device: GPUDevice,
  weights: Weights,
  keep: Float32Array,
  noise: NoiseTable,
  options: Omit<GpuOptions, "dimensions">,
): Promise<GpuTrainer> {
  const walkers = Math.max(1, Math.min(MOST_WALKERS, Math.floor(keep.length / WORDS_PER_WALKER)));
  const slice = createSlice(device, options);
  const [input, output] = await createMatrices(device, keep.length, weights.dimensions);
  const reports = device.createBuffer({
    size: walkers * REPORT_NUMBERS * Float32Array.BYTES_PER_ELEMENT,
    usage: USAGE.storage | USAGE.copySource,
  });
  const noiseTable = uploadNoise(device, noise);
  const encodeDraw = await createDrawPass(device, slice, noiseTable, options);
  const encodeLearn = await createLearnPass(device, slice, { input, output }, reports, {
    ...options,
    dimensions: weights.dimensions,
  });
  await uploadRows(device, input, weights.input, weights);
  await uploadRows(device, output, weights.output, weights);

  /** @returns the reports of the slice's stretches. */
  function trainSlice(tokens: Int32Array, rate: number, seed: number): Promise<ArrayBuffer> {
    const stretches = writeSlice(device, slice, tokens, { rate, seed, walkers });
    const encoder = device.createCommandEncoder();
    encodeDraw(encoder, tokens.length);
    encodeLearn(encoder, stretches);
    device.queue.submit([encoder.finish()]);
    return readBuffer(device, reports, 0, stretches * REPORT_NUMBERS * Float32Array.BYTES_PER_ELEMENT);
  }

  return {
    async trainBlock(tokens, length, rate, seed) {
      const random = createRandom(seed);
      const { text, words } = subsample(tokens, length, keep, random);
      const slices: Promise<ArrayBuffer>[] = [];
      // No window reaches from a slice into the next: of ten thousand words hardly one loses a context by that.
      for (let at = 0; at < text.length; at += slice.capacity) {
        slices.push(trainSlice(text.subarray(at, at + slice.capacity), rate, Math.floor(random() * 2 ** 32)));
      }
      return { words, ...sumReports(await orGpuError(Promise.all(slices))) };
    },
    async download() {
      await orGpuError(downloadRows(device, input, weights.input, weights));
      await orGpuError(downloadRows(device, output, weights.output, weights));
    },
    destroy() {
      const { task, tokens, windows } = slice;
      for (const buffer of [task, tokens, windows, input, output, reports, noiseTable]) buffer.destroy();
    },
  };
}

/** Words are dropped here, not on the GPU: what is left must close up, word after word. */
function subsample(tokens: Int32Array, length: number, keep: Float32Array, random: Random) {
  const kept = new Int32Array(length);
  let [count, words] = [0, 0];
  for (let at = 0; at < length; at++) {
    const word = tokens[at];
    if (word !== END) words++;
    if (word === END || keep[word] >= 1 || random() < keep[word]) kept[count++] = word;
  }
  return { text: kept.subarray(0, count), words };
}

function sumReports(reports: readonly ArrayBuffer[]): Omit<BlockReport, "words"> {
  let [loss, measured] = [0, 0];
  for (const report of reports) {
    new Float32Array(report).forEach((value, i) => {
      if (i % REPORT_NUMBERS === 0) loss += value;
      else measured += value;
    });
  }
  return { loss, measured };
}

async function createMatrices(device: GPUDevice, words: number, dimensions: number): Promise<GPUBuffer[]> {
  const bytes = words * columnsOf(dimensions) * COLUMN_BYTES;
  const most = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  const what = `${words} words × ${dimensions} dimensions take ${megabytes(bytes)}`;
  if (bytes > most) {
    throw new GpuError(`${what}, and this GPU takes ${megabytes(most)} at once; keep fewer words or fewer dimensions`);
  }
  device.pushErrorScope("out-of-memory");
  const usage = USAGE.storage | USAGE.copySource | USAGE.copyTarget;
  const matrices = [0, 1].map(() => device.createBuffer({ size: bytes, usage }));
  if (await device.popErrorScope()) {
    throw new GpuError(`${what}, twice, and this GPU has no room for it; keep fewer words or fewer dimensions`);
  }
  return matrices;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;

/** @throws GpuError instead of what a GPU that was lost throws. */
async function orGpuError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new GpuError(`the GPU has failed (${messageOf(error)}); begin again where the training was saved last`);
  }
}
