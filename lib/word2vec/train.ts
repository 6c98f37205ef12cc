import { createRandom, type Random } from "../random";
import { drawNoise, type NoiseTable } from "./sampling";
import type { Objective, Weights, Window } from "./step";

/** Ends a sentence in an array of tokens. Windows do not reach across it. */
export const END = -1;

/** The loss is measured on every n-th window: enough to watch it fall, too little to cost anything. */
const LOSS_INTERVAL = 64;

export interface WindowOptions {
  /** Largest distance from the centre to a context word; each centre draws its own reach from 1 to this. */
  readonly window: number;
  /** Noise words to draw for each centre word. */
  readonly negatives: number;
}

/** What came of a block. */
export interface BlockReport {
  /** Words read, dropped ones included. */
  readonly words: number;
  /** Loss of the measured windows, summed: nats for each predicted word. */
  readonly loss: number;
  /** How many windows were measured. */
  readonly measured: number;
}

/**
 * Trains once on the sentences of `tokens[0..length)`, word by word.
 * @param rate learning rate, held over this block.
 * @param seed of all that is drawn in this block, so that a block trains the same whatever went before.
 */
export type TrainBlock = (tokens: Int32Array, length: number, rate: number, seed: number) => BlockReport;

/** @param keep chance of keeping each word, from `keepProbabilities`. */
export function createBlockTrainer(
  { step, loss }: Objective,
  keep: Float32Array,
  noise: NoiseTable,
  options: WindowOptions,
): TrainBlock {
  const window: Window = {
    centre: 0,
    contexts: new Int32Array(2 * options.window),
    contextCount: 0,
    negatives: new Int32Array(options.negatives),
    negativeCount: 0,
  };
  let sentence = new Int32Array(1024);
  let random: Random;
  let windows = 0;
  let measured = 0;
  let lossSum = 0;

  function trainSentence(length: number, rate: number): void {
    for (let position = 0; position < length; position++) {
      const reach = 1 + Math.floor(random() * options.window);
      const last = Math.min(length - 1, position + reach);
      window.contextCount = 0;
      for (let other = Math.max(0, position - reach); other <= last; other++) {
        if (other !== position) window.contexts[window.contextCount++] = sentence[other];
      }
      if (window.contextCount === 0) continue;
      window.centre = sentence[position];
      drawNegatives();
      if (windows++ % LOSS_INTERVAL === 0) {
        lossSum += loss(window);
        measured++;
      }
      step(window, rate);
    }
  }

  /** A draw that stands in the window is no noise; it is left out. */
  function drawNegatives(): void {
    window.negativeCount = 0;
    for (let n = 0; n < options.negatives; n++) {
      const word = drawNoise(noise, random);
      let present = word === window.centre;
      for (let i = 0; i < window.contextCount && !present; i++) present = window.contexts[i] === word;
      if (!present) window.negatives[window.negativeCount++] = word;
    }
  }

  return (tokens, length, rate, seed) => {
    if (length > sentence.length) sentence = new Int32Array(length);
    random = createRandom(seed);
    windows = 0;
    measured = 0;
    lossSum = 0;
    let words = 0;
    let kept = 0;
    for (let at = 0; at < length; at++) {
      const word = tokens[at];
      if (word === END) {
        trainSentence(kept, rate);
        kept = 0;
      } else {
        words++;
        if (keep[word] >= 1 || random() < keep[word]) sentence[kept++] = word;
      }
    }
    trainSentence(kept, rate);
    return { words, loss: lossSum, measured };
  };
}

/** Starting weights: input rows uniform in ±0.5 / dimensions, output rows zero, as word2vec.c has them. */
export function initialise({ input, dimensions, stride }: Weights, random: Random): void {
  for (let row = 0; row < input.length; row += stride) {
    for (let i = 0; i < dimensions; i++) input[row + i] = (random() - 0.5) / dimensions;
  }
}
