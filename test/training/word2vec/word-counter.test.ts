import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { PairTable } from "../../../training/word2vec/pair-table";
import { GAP } from "../../../training/word2vec/tokens";
import { WordCounter } from "../../../training/word2vec/word-counter";

test("counts frequent words to the last one in a memory that the rare ones overflow", () => {
  const counter = new WordCounter(100);
  const text: { word: string; id: number }[] = [];
  const add = (word: string) => text.push({ word, id: counter.add(word, text.length) });
  for (let i = 0; i < 5000; i++) {
    add(`rare${i}`);
    add(`frequent${i % 20}`);
  }
  const { words, counts, rankAt } = counter.rank({ minCount: 10, maxWords: 1000 });
  expect(words).toHaveLength(20);
  expect(Array.from(counts)).toEqual(Array(20).fill(250));
  // Each place gives its own word, although ids changed hands.
  text.forEach(({ word, id }, position) => {
    const rank = rankAt(id, position);
    expect(rank === GAP ? "rare" : words[rank]).toBe(word.startsWith("rare") ? "rare" : word);
  });
});

test("an id that was given back does not count as the last word that had it", () => {
  const counter = new WordCounter(4);
  ["a", "a", "a", "b", "b", "c", "d", "e"].forEach((word, position) => {
    counter.add(word, position);
  });
  const { words, counts } = counter.rank({ minCount: 1, maxWords: 10 });
  expect(Object.fromEntries(words.map((word, rank) => [word, counts[rank]]))).toEqual({ a: 3, b: 2, e: 1 });
});

test("a table of pairs agrees with a map, and keeps the frequent pairs when it is full", () => {
  const random = createRandom(3);
  const table = new PairTable(1024);
  const expected = new Map<string, number>();
  for (let i = 0; i < 5000; i++) {
    const [first, second] = [Math.floor(random() * 10), Math.floor(random() * 10)];
    table.add(first, second, 1);
    expected.set(`${first} ${second}`, (expected.get(`${first} ${second}`) ?? 0) + 1);
  }
  const found = new Map<string, number>();
  table.forEach((first, second, value) => {
    found.set(`${first} ${second}`, value);
  });
  expect(found).toEqual(expected);
  for (let i = 0; i < 100_000; i++) table.add(1000 + i, i, 1);
  for (const [pair, value] of expected) {
    const [first, second] = pair.split(" ").map(Number);
    expect(table.get(first, second)).toBe(value);
  }
  expect(table.get(1000, 0)).toBe(0);
});
