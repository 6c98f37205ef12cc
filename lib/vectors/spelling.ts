/** Only the more frequent words are offered for a misspelt one: a rare neighbour is as likely a misspelling itself. */
const FREQUENT = 30_000;

/**
 * Frequent words that are spelt almost like `typed`, the closest first and of these the most frequent.
 * @param words the most frequent first.
 */
export function closestSpellings(words: readonly string[], typed: string, limit: number): string[] {
  const allowed = typed.length < 5 ? 1 : 2;
  const found: string[][] = Array.from({ length: allowed + 1 }, () => []);
  for (const word of words.slice(0, FREQUENT)) {
    const distance = boundedDistance(typed, word, allowed);
    if (distance <= allowed) found[distance].push(word);
  }
  return found.flat().slice(0, limit);
}

/**
 * Edit distance with swaps of neighbouring characters (optimal string alignment), in UTF-16 units; anything above
 * `bound` is answered as `bound + 1`.
 */
export function boundedDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let distance = Math.min(last[j - 1] + (same ? 0 : 1), last[j] + 1, current[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, beforeLast[j - 2] + 1);
      }
      current.push(distance);
      least = Math.min(least, distance);
    }
    // A swap can reach back over one row, so both must be beyond the bound.
    if (least > bound && Math.min(...last) > bound) return bound + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[b.length], bound + 1);
}
