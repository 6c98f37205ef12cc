import type { Random } from "../random";

/**
 * Chance of keeping each word of the corpus (Mikolov et al. 2013, equation 5): `√(threshold / frequency)`, at most 1.
 * @param counts how often each word occurs.
 * @param threshold a share of the corpus, such as 1e-4; 0 keeps every word.
 */
export function keepProbabilities(counts: ArrayLike<number>, threshold: number): Float32Array {
  let total = 0;
  for (let word = 0; word < counts.length; word++) total += counts[word];
  return Float32Array.from(counts, (count) =>
    threshold > 0 ? Math.min(1, Math.sqrt((threshold * total) / count)) : 1,
  );
}

/** Draws words from a fixed distribution in constant time: Walker's alias method, as Vose builds it (1991). */
export interface NoiseTable {
  /** Chance that slot `i` yields word `i`; else it yields `alias[i]`. */
  readonly own: Float32Array;
  readonly alias: Int32Array;
}

/** A table of the words' noise distribution: `count ** exponent`, normalised (Mikolov et al. 2013 take 0.75). */
export function createNoiseTable(counts: ArrayLike<number>, exponent: number): NoiseTable {
  const size = counts.length;
  const share = Float64Array.from(counts, (count) => count ** exponent);
  const mean = share.reduce((sum, value) => sum + value, 0) / size;
  const own = new Float32Array(size).fill(1);
  const alias = Int32Array.from(share, (_, word) => word);
  const poor: number[] = [];
  const rich: number[] = [];
  for (let word = 0; word < size; word++) {
    share[word] /= mean;
    (share[word] < 1 ? poor : rich).push(word);
  }
  // Each poor slot is filled up with what one rich word has too much of. What rounding leaves over keeps `own` at 1.
  for (let slot = poor.pop(), giver = rich.at(-1); slot !== undefined && giver !== undefined; ) {
    own[slot] = share[slot];
    alias[slot] = giver;
    share[giver] -= 1 - share[slot];
    if (share[giver] < 1) poor.push(...rich.splice(-1));
    slot = poor.pop();
    giver = rich.at(-1);
  }
  return { own, alias };
}

/** One noise word. A single random number chooses the slot (its whole part) and the side (its fraction). */
export function drawNoise({ own, alias }: NoiseTable, random: Random): number {
  const at = random() * own.length;
  const slot = Math.floor(at);
  return at - slot < own[slot] ? slot : alias[slot];
}
