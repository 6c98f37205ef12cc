import type { Random } from "../lib/random";

/** Ranks from 0 to `size - 1`, the first the most frequent, as words are in a text (Zipf 1935): frequency ∝ 1 / (rank + 1). */
export function createZipf(size: number, random: Random): () => number {
  let sum = 0;
  const cumulative = Float64Array.from({ length: size }, (_, rank) => (sum += 1 / (rank + 1)));
  return () => {
    const target = random() * sum;
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle] < target) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Different words of letters alone: every tokenizer leaves them as they are. */
export function makeWords(count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    i.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz".charAt(Number(digit))),
  );
}
