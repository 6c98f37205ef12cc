import { readdir, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { END } from "../../../lib/word2vec/train";
import { openCorpus, readWords } from "../../../training/word2vec/corpus";
import { parseSource } from "../../../training/word2vec/sources";
import { LARGEST_BLOCK, readTokens } from "../../../training/word2vec/tokens";
import { type CorpusOptions, writeCorpus } from "../../../training/word2vec/write-corpus";
import { makeFolder } from "./scratch";

const STAMP = "these texts";

async function build(lines: readonly string[], changes: Partial<CorpusOptions> = {}) {
  const folder = await makeFolder();
  const path = join(folder, "corpus.txt");
  await writeFile(path, lines.join("\n"));
  const options = { minCount: 1, maxWords: 1000, phrases: 0, phraseThreshold: 1, ...changes };
  await writeCorpus([parseSource(path)], options, folder, STAMP, () => {});
  const corpus = await openCorpus(folder, STAMP);
  if (corpus === null) throw new Error("no corpus");
  const words = await readWords(folder);
  const tokens = Array.from(readTokens(corpus.tokens), (chunk) => [...chunk]).flat();
  const text = tokens.map((id) => (id === END ? "|" : words[id])).join(" ");
  return { ...corpus, folder, words, ids: tokens, text };
}

test("the text is kept in order, in Titlecast's own tokens, its words ranked by frequency", async () => {
  const { text, words, counts } = await build(["C++ and Rust, and C++!", "Show HN: and"]);
  expect(text).toBe("c++ and rust and c++ | show hn: and |");
  expect(words).toEqual(["and", "c++", "rust", "show hn:"]);
  expect(Array.from(counts)).toEqual([3, 2, 1, 1]);
});

test("rare words are dropped, and sentences that have none left", async () => {
  const lines = ["a b a", "x y", "", "b c", "!!!", "a"];
  expect((await build(lines, { minCount: 2 })).text).toBe("a b a | b | a |");
  expect((await build(lines, { maxWords: 2 })).text).toBe("a b a | b | a |");
});

test("a text with nothing to learn from is refused with what to do", async () => {
  await expect(build(["one two three"], { minCount: 2 })).rejects.toThrow(
    "the text has 3 words, and 0 of them occur at least 2 times; give more text or a lower --min-count",
  );
  await expect(build([])).rejects.toThrow("the text has 0 words");
});

test("a line without end becomes sentences of bounded length, and no word is lost", async () => {
  const { ids, blocks, counts } = await build(["a b c d ".repeat(10_000)]);
  expect(ids).toHaveLength(40_000 + 40);
  expect(ids.indexOf(END)).toBe(1000);
  expect(Array.from(counts)).toEqual([10_000, 10_000, 10_000, 10_000]);
  expect(Math.max(...blocks)).toBeLessThanOrEqual(LARGEST_BLOCK);
});

test("blocks hold whole sentences and deal the text out once, short lines as well as long ones", async () => {
  for (const length of [3, 300]) {
    const { ids, blocks } = await build(Array.from({ length: 60_000 / length }, () => `${"w ".repeat(length)}v`));
    let end = 0;
    for (const tokens of blocks) {
      end += tokens;
      expect(ids[end - 1]).toBe(END);
    }
    expect(end).toBe(ids.length);
    expect(Math.min(...blocks.slice(0, -1))).toBeGreaterThanOrEqual(10_000);
  }
});

test("words that stand together more often than by chance become phrases, of more words with each pass", async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `w${i % 7} new york city w${i % 5} of w${i % 3}`);
  const options = { minCount: 2, phraseThreshold: 5 };
  expect((await build(lines, options)).words).not.toContain("new york");
  const once = await build(lines, { ...options, phrases: 1 });
  expect(once.words).toContain("new york");
  expect(once.words).not.toContain("w0 of");
  expect(once.text.split(" | ")[0]).toBe("w0 new york city w0 of w0");
  expect(once.counts[once.words.indexOf("new york")]).toBe(40);
  expect(once.words).not.toContain("new");
  const twice = await build(lines, { ...options, phrases: 2 });
  expect(twice.counts[twice.words.indexOf("new york city")]).toBe(40);
  expect(new Set(twice.words).size).toBe(twice.words.length);
  expect(await readdir(twice.folder)).toEqual(["corpus", "corpus.txt", "tokens"]);
});

test("no phrase reaches over a dropped word or the end of a line", async () => {
  const lines = Array.from({ length: 30 }, (_, i) => [`new rare${i} york`, `city hall`, `new`, `york`]).flat();
  const { words } = await build(lines, { minCount: 2, phraseThreshold: 1, phrases: 2 });
  expect(words.toSorted()).toEqual(["city hall", "new", "york"]);
});

test("a corpus of other texts, or a damaged one, is not opened", async () => {
  const { folder, tokens } = await build(["a b a"]);
  expect(await openCorpus(folder, "other texts")).toBeNull();
  expect(await openCorpus(join(folder, "none"), STAMP)).toBeNull();
  await truncate(tokens, (await stat(tokens)).size - 4);
  expect(await openCorpus(folder, STAMP)).toBeNull();
});
