import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { END } from "../../../lib/word2vec/train";
import { CorpusBuilder, dealBlocks } from "../../../training/word2vec/corpus";

function build(lines: string[], options = { minCount: 1, maxWords: 100 }) {
  const builder = new CorpusBuilder();
  builder.add(lines);
  const corpus = builder.finish(options);
  const text = Array.from(corpus.tokens, (id) => (id === END ? "|" : corpus.words[id])).join(" ");
  return { ...corpus, text };
}

test("the text is kept in order, in Titlecast's own tokens, its words ranked by frequency", () => {
  const { text, words, counts } = build(["C++ and Rust, and C++!", "Show HN: and"]);
  expect(text).toBe("c++ and rust and c++ | show hn: and |");
  expect(words).toEqual(["and", "c++", "rust", "show hn:"]);
  expect(Array.from(counts)).toEqual([3, 2, 1, 1]);
});

test("rare words are dropped, and sentences that have none left", () => {
  const lines = ["a b a", "x y", "", "b c", "!!!", "a"];
  expect(build(lines, { minCount: 2, maxWords: 100 }).text).toBe("a b a | b | a |");
  expect(build(lines, { minCount: 1, maxWords: 2 }).text).toBe("a b a | b | a |");
});

test("a text with nothing to learn from is refused with what to do", () => {
  expect(() => build(["one two three"], { minCount: 2, maxWords: 10 })).toThrow(
    "the text has 3 words, and 0 of them occur at least 2 times; give more text or a lower --min-count",
  );
  expect(() => build([])).toThrow("the text has 0 words");
});

test("takes a text longer than its first buffer", () => {
  const builder = new CorpusBuilder();
  for (let i = 0; i < 1200; i++) builder.add(["a b c d ".repeat(250)]);
  const { tokens, counts } = builder.finish({ minCount: 1, maxWords: 10 });
  expect(tokens).toHaveLength(1200 * 1001);
  expect(Array.from(counts)).toEqual([300_000, 300_000, 300_000, 300_000]);
});

test("blocks hold whole sentences, deal the text out once, and fairly", () => {
  const random = createRandom(5);
  const builder = new CorpusBuilder();
  const sentence = () => Array.from({ length: 1 + Math.floor(random() * 40) }, (_, i) => `w${i}`).join(" ");
  builder.add(Array.from({ length: 20_000 }, sentence));
  const { tokens } = builder.finish({ minCount: 1, maxWords: 100 });

  const parts = dealBlocks(tokens, 3, createRandom(1));
  const seen = new Uint8Array(tokens.length);
  const sizes = parts.map((blocks) => {
    let size = 0;
    for (let i = 0; i < blocks.length; i += 2) {
      expect(tokens[blocks[i + 1] - 1]).toBe(END);
      for (let at = blocks[i]; at < blocks[i + 1]; at++) seen[at]++;
      size += blocks[i + 1] - blocks[i];
    }
    return size;
  });
  expect(seen.every((times) => times === 1)).toBe(true);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(25_000);
  expect(dealBlocks(tokens, 3, createRandom(2))).not.toEqual(parts);
});
