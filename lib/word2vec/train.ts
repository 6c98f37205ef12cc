import type { Random } from "../random";
import { drawNoise, type NoiseTable } from "./sampling";
import type { Step, Window } from "./step";

/** Ends a sentence in an array of tokens. Windows do not reach across it. */
export const END = -1;

export interface WindowOptions {
  /** Largest distance from the centre to a context word; each centre draws its own reach from 1 to this. */
  readonly window: number;
  /** Noise words to draw for each centre word. */
  readonly negatives: number;
}

/**
 * Trains on the sentences of `tokens[from..to)`, word by word.
 * @param keep chance of keeping each word, from `keepProbabilities`.
 * @param rate learning rate, held over this stretch.
 * @returns how many words it read, dropped ones included.
 */
export type TrainSentences = (tokens: Int32Array, from: number, to: number, rate: number) => number;

export function createTrainer(
  step: Step,
  keep: Float32Array,
  noise: NoiseTable,
  options: WindowOptions,
  random: Random,
): TrainSentences {
  const window: Window = {
    centre: 0,
    contexts: new Int32Array(2 * options.window),
    contextCount: 0,
    negatives: new Int32Array(options.negatives),
    negativeCount: 0,
  };
  let sentence = new Int32Array(1024);

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

  return (tokens, from, to, rate) => {
    if (to - from > sentence.length) sentence = new Int32Array(to - from);
    let read = 0;
    let length = 0;
    for (let at = from; at < to; at++) {
      const word = tokens[at];
      if (word === END) {
        trainSentence(length, rate);
        length = 0;
      } else {
        read++;
        if (keep[word] >= 1 || random() < keep[word]) sentence[length++] = word;
      }
    }
    trainSentence(length, rate);
    return read;
  };
}

/** Starting weights: input rows uniform in ±0.5 / dimensions, output rows zero, as word2vec.c has them. */
export function initialise(input: Float32Array, dimensions: number, random: Random): void {
  for (let i = 0; i < input.length; i++) input[i] = (random() - 0.5) / dimensions;
}
