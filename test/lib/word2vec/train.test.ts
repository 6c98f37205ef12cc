import { describe, expect, test } from "vitest";
import { createNoiseTable } from "../../../lib/word2vec/sampling";
import type { Window } from "../../../lib/word2vec/step";
import { createBlockTrainer, END } from "../../../lib/word2vec/train";

interface Seen {
  centre: number;
  contexts: number[];
  negatives: number[];
}

/** Trains with a step that only writes down what it was given. */
function watch(tokens: number[], words: number, options: { window: number; negatives: number; keep?: Float32Array }) {
  const seen: Seen[] = [];
  const noise = createNoiseTable(new Array(words).fill(1), 0.75);
  const keep = options.keep ?? new Float32Array(words).fill(1);
  const step = ({ centre, contexts, contextCount, negatives, negativeCount }: Window) => {
    const kept = {
      contexts: [...contexts.subarray(0, contextCount)],
      negatives: [...negatives.subarray(0, negativeCount)],
    };
    seen.push({ centre, ...kept });
  };
  const train = createBlockTrainer({ step, loss: () => 2 }, keep, noise, options);
  const { words: read, loss, measured } = train(Int32Array.from(tokens), tokens.length, 0.1, 3);
  return { seen, read, loss, measured };
}

describe("the walk over sentences", () => {
  const sentence = (from: number, length: number) => Array.from({ length }, (_, i) => from + i);

  test("visits every word once, in order, and counts them", () => {
    const { seen, read } = watch([...sentence(0, 6), END, ...sentence(10, 5), END], 20, { window: 3, negatives: 2 });
    expect(seen.map(({ centre }) => centre)).toEqual([...sentence(0, 6), ...sentence(10, 5)]);
    expect(read).toBe(11);
  });

  test("a window neither crosses a sentence nor holds its centre, and reaches 1 to `window` words evenly", () => {
    const tokens: number[] = [];
    for (let i = 0; i < 200; i++) tokens.push(...sentence(0, 11), END, ...sentence(20, 11), END);
    const { seen } = watch(tokens, 40, { window: 4, negatives: 1 });
    const reaches = new Map<number, number>();
    for (const { centre, contexts } of seen) {
      for (const word of contexts) expect(Math.floor(word / 20)).toBe(Math.floor(centre / 20));
      expect(contexts).not.toContain(centre);
      if (centre % 20 !== 5) continue;
      const reach = Math.max(...contexts.map((word) => Math.abs(word - centre)));
      expect(contexts).toHaveLength(2 * reach);
      reaches.set(reach, (reaches.get(reach) ?? 0) + 1);
    }
    expect([...reaches.keys()].sort()).toEqual([1, 2, 3, 4]);
    for (const times of reaches.values()) expect(times).toBeGreaterThan(60);
  });

  test("noise words never stand in the window", () => {
    const { seen } = watch([...sentence(0, 8), END], 9, { window: 2, negatives: 20 });
    expect(seen.some(({ negatives }) => negatives.length > 0)).toBe(true);
    for (const { centre, contexts, negatives } of seen) {
      for (const word of negatives) expect([centre, ...contexts]).not.toContain(word);
    }
  });

  test("a word that subsampling drops leaves no gap", () => {
    const keep = Float32Array.of(1, 0, 1);
    const { seen, read } = watch([0, 1, 2, END], 3, { window: 1, negatives: 1, keep });
    expect(seen.map(({ centre, contexts }) => [centre, contexts])).toEqual([
      [0, [2]],
      [2, [0]],
    ]);
    expect(read).toBe(3);
  });

  test("a word alone has nothing to learn from", () => {
    expect(watch([3, END, END, 4], 6, { window: 5, negatives: 2 }).seen).toEqual([]);
  });

  test("takes a sentence longer than any before", () => {
    const { seen } = watch(sentence(0, 5000), 5000, { window: 1, negatives: 1 });
    expect(seen).toHaveLength(5000);
  });
});
