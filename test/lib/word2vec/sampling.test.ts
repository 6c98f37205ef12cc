import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { createNoiseTable, drawNoise, keepProbabilities } from "../../../lib/word2vec/sampling";

test("a word is kept with the chance that the paper gives it", () => {
  const keep = keepProbabilities([90_000, 9_990, 10], 1e-3);
  expect(keep[0]).toBeCloseTo(Math.sqrt(1e-3 / 0.9), 6);
  expect(keep[1]).toBeCloseTo(Math.sqrt(1e-3 / 0.0999), 6);
  expect(keep[2]).toBe(1);
});

test("a threshold of 0 keeps every word", () => {
  expect(Array.from(keepProbabilities([5, 100], 0))).toEqual([1, 1]);
});

test("the noise table holds each word's share of count ** exponent", () => {
  const counts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(counts, fc.constantFrom(0, 0.75, 1, -0.5), (counts, exponent) => {
      const { own, alias } = createNoiseTable(counts, exponent);
      const shares = new Float64Array(counts.length);
      own.forEach((chance, slot) => {
        shares[slot] += chance / counts.length;
        shares[alias[slot]] += (1 - chance) / counts.length;
      });
      const total = counts.reduce((sum, count) => sum + count ** exponent, 0);
      counts.forEach((count, word) => {
        expect(shares[word]).toBeCloseTo(count ** exponent / total, 5);
      });
    }),
  );
});

test("draws follow the table", () => {
  const counts = [1000, 200, 50, 5, 1];
  const table = createNoiseTable(counts, 0.75);
  const random = createRandom(7);
  const drawn = new Float64Array(counts.length);
  const draws = 200_000;
  for (let i = 0; i < draws; i++) drawn[drawNoise(table, random)]++;
  const total = counts.reduce((sum, count) => sum + count ** 0.75, 0);
  counts.forEach((count, word) => {
    const share = count ** 0.75 / total;
    const deviation = Math.sqrt((share * (1 - share)) / draws);
    expect(Math.abs(drawn[word] / draws - share)).toBeLessThan(5 * deviation);
  });
});
