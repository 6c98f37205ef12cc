import { describe, expect, test } from "vitest";
import { TextEmbedder } from "../../../lib/online/embedder";
import { drawNormal } from "../../../lib/online/normal";
import { createRandom } from "../../../lib/random";
import { toInt8, type VectorTable } from "../../../lib/vectors/table";

const DIMENSIONS = 8;
const topics = {
  animals: ["cat", "dog", "horse", "sheep"],
  ships: ["ship", "boat", "sail", "harbour"],
};

/** Common words first, which share one direction alone; then two groups of words, each about a direction of its own. */
function makeTable(): VectorTable {
  const random = createRandom(1);
  const words: string[] = [];
  const rows: number[] = [];
  const add = (word: string, axis: number) => {
    words.push(word);
    for (let i = 0; i < DIMENSIONS; i++)
      rows.push((i === axis ? 1 : 0) + (i === 0 ? 0.6 : 0) + 0.1 * drawNormal(random));
  };
  for (const word of ["the", "of", "and", "a", "to", "in"]) add(word, 0);
  for (let i = 0; i < 40; i++) add(`filler${i}`, 3 + (i % 5));
  topics.animals.forEach((word) => {
    add(word, 1);
  });
  topics.ships.forEach((word) => {
    add(word, 2);
  });
  return { words, dimensions: DIMENSIONS, rows: Float32Array.from(rows), scales: null, counts: null, config: {} };
}

const table = makeTable();
const embedder = new TextEmbedder(table);
const inner = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const meaning = (text: string) => embedder.embed(text).subarray(0, DIMENSIONS);
const cosine = (a: Float32Array, b: Float32Array) => inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b));

describe("a text's vector", () => {
  test("has the length it says, of about 1, and is the same each time", () => {
    const vector = embedder.embed("The cat and the dog");
    expect(vector).toHaveLength(embedder.dimensions);
    expect(inner(vector, vector)).toBeGreaterThan(0.9);
    expect(inner(vector, vector)).toBeLessThan(1.2);
    expect(embedder.embed("The cat and the dog")).toEqual(vector);
  });

  test("lies nearer to a text of like meaning without a common word than to another", () => {
    expect(cosine(meaning("a cat and a dog"), meaning("the horse, the sheep"))).toBeGreaterThan(
      cosine(meaning("a cat and a dog"), meaning("the boat, the harbour")) + 0.5,
    );
  });

  test("hardly heeds frequent words", () => {
    expect(cosine(meaning("cat"), meaning("the cat of the"))).toBeGreaterThan(0.95);
  });

  test("keeps new words apart by their spelling, and near to their kin", () => {
    const [one, kin, other] = ["Zorblatt", "zorblatts", "quixing"].map((text) => embedder.embed(text));
    expect(meaning("zorblatt").every((value) => value === 0)).toBe(true);
    expect(inner(one, kin)).toBeGreaterThan(inner(one, other) + 0.05);
  });

  test("tells how a title is written", () => {
    expect(embedder.embed("CAT SHIP?")).not.toEqual(embedder.embed("cat ship"));
  });

  test("is made of finite numbers whatever the text", () => {
    for (const text of ["", "   ", "???", "🙂", "日本", "a".repeat(5000), "\u0000\ud800"]) {
      expect(embedder.embed(text).every(Number.isFinite)).toBe(true);
    }
  });

  test("is nearly the same from int8 vectors as from float32", () => {
    const small = new TextEmbedder(toInt8(table));
    for (const text of ["the cat", "a ship of dogs"]) {
      expect(cosine(small.embed(text), embedder.embed(text))).toBeGreaterThan(0.999);
    }
  });
});

test("vectors of zeros, or of one word, are no reason to fail", () => {
  for (const words of [["one"], ["one", "two"]]) {
    const rows = new Float32Array(words.length * 4);
    const empty = new TextEmbedder({ words, dimensions: 4, rows, scales: null, counts: null, config: {} });
    expect(empty.embed("one two three").every(Number.isFinite)).toBe(true);
  }
});

test("what all texts vary in most is left out, so that what is left tells topics apart", () => {
  const random = createRandom(3);
  const words = [...Array.from({ length: 40 }, (_, i) => `filler${i}`), ...topics.animals, ...topics.ships];
  // Each word lies far to one side or the other of the first axis, whatever its topic.
  const rows = words.flatMap((word, row) => {
    const axis = topics.animals.includes(word) ? 1 : topics.ships.includes(word) ? 2 : 3 + (row % 5);
    const side = row % 2 === 0 ? 1.5 : -1.5;
    return Array.from({ length: 8 }, (_, i) => (i === 0 ? side : i === axis ? 0.7 : 0) + 0.05 * drawNormal(random));
  });
  const sided = new TextEmbedder({
    words,
    dimensions: 8,
    rows: Float32Array.from(rows),
    scales: null,
    counts: null,
    config: {},
  });
  const [cat, dog, ship] = ["cat", "dog", "ship"].map((word) => sided.embed(word).subarray(0, 8));
  expect(cosine(cat, dog)).toBeGreaterThan(0.8);
  expect(cosine(cat, ship)).toBeLessThan(0.3);
});
