import { createRandom, shuffle } from "../../lib/random";
import type { Word2VecConfig } from "./config";

/** One block's turn. */
export interface Turn {
  readonly block: number;
  /** Learning rate of the block. */
  readonly rate: number;
  /** Of all that is drawn in the block. */
  readonly seed: number;
}

/** The learning rate ends here, as a share of where it started, as in word2vec.c. */
const LAST_RATE = 1e-4;

/** Learning rate after a share of the whole training, from 0 to 1: linear decay. */
export function rateAt({ learningRate }: Pick<Word2VecConfig, "learningRate">, share: number): number {
  return learningRate * Math.max(LAST_RATE, 1 - share);
}

/**
 * The order of a training: every epoch takes all blocks in an order of its own. The seed and the place in it decide a turn, and
 * not what went before, so that any thread can take any turn and a resumed training goes on as an unbroken one.
 * @param blocks in the text.
 * @returns the turn at each place, from 0 to `blocks × epochs`.
 */
export function planTurns(blocks: number, config: Pick<Word2VecConfig, "seed" | "epochs" | "learningRate">) {
  let order: number[] = [];
  let ordered = -1;
  return (place: number): Turn => {
    const epoch = Math.floor(place / blocks);
    if (epoch !== ordered) {
      order = Array.from({ length: blocks }, (_, block) => block);
      shuffle(order, createRandom(mix(config.seed, epoch, -1)));
      ordered = epoch;
    }
    const block = order[place % blocks];
    return { block, rate: rateAt(config, place / (blocks * config.epochs)), seed: mix(config.seed, epoch, block) };
  };
}

/** Spreads three numbers over 32 bits (the finaliser of MurmurHash3, after each). */
function mix(...numbers: readonly number[]): number {
  let bits = 0;
  for (const number of numbers) {
    bits = Math.imul(bits ^ number, 0x9e3779b1);
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    bits ^= bits >>> 16;
  }
  return bits >>> 0;
}
