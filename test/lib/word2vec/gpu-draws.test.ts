import { expect, test } from "vitest";
import { readBuffer, uploadNoise } from "../../../lib/word2vec/gpu/memory";
import { createDrawPass } from "../../../lib/word2vec/gpu/passes";
import { createSlice, NONE, writeSlice } from "../../../lib/word2vec/gpu/slice";
import { createNoiseTable } from "../../../lib/word2vec/sampling";
import { END } from "../../../lib/word2vec/train";
import { describeOnGpu } from "./gpu-device";

interface Drawn {
  readonly before: number;
  readonly after: number;
  readonly negatives: readonly number[];
}

const WINDOW = 4;
const NEGATIVES = 8;
const WORDS = 50;
const COUNTS = Array.from({ length: WORDS }, (_, word) => 1000 / (word + 1));

async function draw(device: GPUDevice, tokens: readonly number[], seed: number): Promise<Drawn[]> {
  const options = { window: WINDOW, negatives: NEGATIVES };
  const slice = createSlice(device, options);
  const encode = await createDrawPass(device, slice, uploadNoise(device, createNoiseTable(COUNTS, 0.75)), options);
  writeSlice(device, slice, Int32Array.from(tokens), { rate: 0, seed, walkers: 1 });
  const encoder = device.createCommandEncoder();
  encode(encoder, tokens.length);
  device.queue.submit([encoder.finish()]);
  const numbers = new Int32Array(await readBuffer(device, slice.windows, 0, tokens.length * (1 + NEGATIVES) * 4));
  return tokens.map((_, position) => {
    const record = [...numbers.subarray(position * (1 + NEGATIVES), (position + 1) * (1 + NEGATIVES))];
    return { before: record[0] & 0xffff, after: record[0] >> 16, negatives: record.slice(1) };
  });
}

/** Σ (observed - expected)² / expected. */
function chiSquared(observed: readonly number[], shares: readonly number[]): number {
  const [total, whole] = [observed, shares].map((numbers) => numbers.reduce((sum, number) => sum + number, 0));
  return observed.reduce((sum, count, i) => {
    const expected = (total * shares[i]) / whole;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

const count = (values: readonly number[], kinds: number) => {
  const counts = new Array<number>(kinds).fill(0);
  for (const value of values) counts[value]++;
  return counts;
};

/** Beyond what chance gives once in ten thousand times (Wilson and Hilferty 1931). */
const limit = (degrees: number) => degrees * (1 - 2 / (9 * degrees) + 3.719 * Math.sqrt(2 / (9 * degrees))) ** 3;

describeOnGpu("windows drawn on the GPU", (device) => {
  test("reach evenly, in both directions the same, and hold noise by its share", async () => {
    const drawn = (await draw(device(), new Array(20_000).fill(0), 5)).slice(WINDOW, -WINDOW);
    for (const { before, after } of drawn) expect(before).toBe(after);
    const reaches = drawn.map(({ before }) => before - 1);
    expect(chiSquared(count(reaches, WINDOW), new Array(WINDOW).fill(1))).toBeLessThan(limit(WINDOW - 1));

    // Word 0 stands in every window, so that its draws are marked.
    const words = drawn.flatMap(({ negatives }) => negatives.map((word) => (word === NONE ? 0 : word)));
    const shares = COUNTS.map((count) => count ** 0.75);
    expect(chiSquared(count(words, WORDS), shares)).toBeLessThan(limit(WORDS - 1));
    expect(drawn.flatMap(({ negatives }) => negatives)).not.toContain(0);
  });

  test("what one draw gives says nothing of the next, of the next word's or of another seed's", async () => {
    const tokens = new Array(20_000).fill(0);
    const [drawn, others] = [await draw(device(), tokens, 5), await draw(device(), tokens, 6)];
    expect(await draw(device(), tokens, 5)).toEqual(drawn);
    const isCommon = (word: number): number => (word === NONE || word < 4 ? 1 : 0);
    const first = drawn.map(({ negatives }) => isCommon(negatives[0]));
    const share = first.reduce((sum, value) => sum + value, 0) / first.length;
    const partners = {
      reach: drawn.map(({ before }) => (before > WINDOW / 2 ? 1 : 0)),
      draw: drawn.map(({ negatives }) => isCommon(negatives[1])),
      word: drawn.map((_, i) => isCommon(drawn[(i + 1) % drawn.length].negatives[0])),
      seed: others.map(({ negatives }) => isCommon(negatives[0])),
    };
    for (const [name, partner] of Object.entries(partners)) {
      for (const value of [0, 1]) {
        const beside = first.filter((_, i) => partner[i] === value);
        const observed = beside.reduce((sum, one) => sum + one, 0);
        const distance = chiSquared([observed, beside.length - observed], [share, 1 - share]);
        expect(distance, name).toBeLessThan(limit(1));
      }
    }
  });

  test("a window neither crosses a sentence nor holds its noise", async () => {
    const tokens: number[] = [];
    for (let length = 0; length < 40; length++) {
      for (let i = 0; i < length; i++) tokens.push((length * 7 + i) % WORDS);
      tokens.push(END);
    }
    const drawn = await draw(device(), tokens, 9);
    for (const [position, { before, after, negatives }] of drawn.entries()) {
      if (tokens[position] === END) {
        expect(before + after).toBe(0);
        continue;
      }
      const window = tokens.slice(position - before, position + after + 1);
      expect(window).toHaveLength(before + after + 1);
      expect(window).not.toContain(END);
      for (const word of negatives) if (word !== NONE) expect(window).not.toContain(word);
      // The shorter side ends where the sentence does.
      const [left, right] = [tokens[position - before - 1] ?? END, tokens[position + after + 1] ?? END];
      if (before < after) expect(left).toBe(END);
      if (after < before) expect(right).toBe(END);
    }
    expect(Math.max(...drawn.map(({ before, after }) => before + after))).toBe(2 * WINDOW);
  });
});
