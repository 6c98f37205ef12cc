import { execFile, execFileSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { toInt8, type VectorTable } from "../../../lib/vectors/table";
import { WordVectors } from "../../../lib/vectors/word-vectors";
import { exportVectors, importVectors, readVectorsFile } from "../../../training/word2vec/exchange";
import { randomTable } from "../../lib/vectors/tables";
import { makeFolder } from "./scratch";

/** Written by gensim 4.2, and by the rules of word2vec.c; see `test/golden/word2vec.py`. */
const GOLDEN = "test/golden/word2vec";
const golden: { rows: number[][]; neighbours: Record<string, string[]> } = JSON.parse(
  await readFile(join(GOLDEN, "expected.json"), "utf8"),
);

const allNeighbours = (table: VectorTable) => {
  const vectors = new WordVectors(table);
  return table.words.map((word) => [word, vectors.neighbours(word, table.words.length).map((found) => found.word)]);
};

test.each(["gensim.bin", "gensim.txt", "c.bin", "c.txt"])(
  "%s is read to the same words and neighbours",
  async (name) => {
    const out = join(await makeFolder(), "vectors.bin");
    const { table, repeated } = await importVectors(join(GOLDEN, name), {}, out);
    expect(repeated).toBe(0);
    expect(Array.from(table.rows)).toEqual(golden.rows.flat());
    const fields = Object.keys(golden.neighbours);
    expect(table.words).toEqual(fields.map((field) => field.replace("show_hn:", "show hn:")));
    const expected = JSON.parse(JSON.stringify(Object.entries(golden.neighbours)).replaceAll("show_hn:", "show hn:"));
    expect(allNeighbours(table)).toEqual(expected);
    const stored = await readVectorsFile(out);
    expect(stored.rows).toEqual(table.rows);
    expect(stored.config).toMatchObject({ inputs: [{ name }] });
  },
);

test("an export is, byte by byte, what word2vec.c writes", async () => {
  const out = join(await makeFolder(), "out");
  const { table } = await importVectors(join(GOLDEN, "gensim.txt"), {}, join(await makeFolder(), "vectors.bin"));
  await exportVectors(table, "word2vec-binary", out);
  expect(await readFile(out)).toEqual(await readFile(join(GOLDEN, "c.bin")));
});

test("packed files are read, and of any file the first words alone where that is asked", async () => {
  const folder = await makeFolder();
  const [packed, out] = [join(folder, "vectors.bin.gz"), join(folder, "vectors.bin")];
  await writeFile(packed, gzipSync(await readFile(join(GOLDEN, "gensim.bin"))));
  expect((await importVectors(packed, {}, out)).table.words).toHaveLength(12);
  expect((await importVectors(packed, { maxWords: 2 }, out)).table.words).toEqual(["the", "c++"]);
  expect((await readVectorsFile(out)).words).toEqual(["the", "c++"]);
});

test("files that cannot be read are refused by name, and nothing is left behind", async () => {
  const folder = await makeFolder();
  const [path, out] = [join(folder, "cut.bin.gz"), join(folder, "vectors.bin")];
  const packed = gzipSync(await readFile(join(GOLDEN, "c.bin")));
  await writeFile(path, packed.subarray(0, packed.length - 20));
  await expect(importVectors(path, {}, out)).rejects.toThrow(`${path} cannot be read: unexpected end of file`);
  await writeFile(path, "12 5\nthis is not packed");
  await expect(importVectors(path, {}, out)).rejects.toThrow(`${path} cannot be read: incorrect header check`);
  await expect(importVectors(join(folder, "none"), {}, out)).rejects.toThrow("none cannot be read: ENOENT");
  await expect(importVectors(join(folder, "none.gz"), {}, out)).rejects.toThrow("none.gz cannot be read: ENOENT");
  await expect(readVectorsFile(folder)).rejects.toThrow(`${folder} cannot be read: EISDIR`);
  await expect(readVectorsFile(join(GOLDEN, "c.bin"))).rejects.toThrow("c.bin: not a Titlecast model file");
  await writeFile(join(folder, "nan.txt"), "1 2\nthe nan 1\n");
  await expect(importVectors(join(folder, "nan.txt"), {}, out)).rejects.toThrow('line 2: "nan" is not a number');
  expect((await readdir(folder)).sort()).toEqual(["cut.bin.gz", "nan.txt"]);
});

/** Loads a file in gensim, prints each word's neighbours, and writes it again. Arguments: file, `binary` or `text`, file to write. */
const GENSIM = `
import json, sys
from gensim.models import KeyedVectors
path, kind, out = sys.argv[1:]
vectors = KeyedVectors.load_word2vec_format(path, binary=kind == "binary")
vectors.save_word2vec_format(out, binary=kind == "binary")
words = vectors.index_to_key
print(json.dumps([[word, [near for near, _ in vectors.most_similar(word, topn=len(words))]] for word in words]))
`;
const PYTHON = process.platform === "win32" ? "python" : "/usr/bin/python3";

function hasGensim(): boolean {
  try {
    execFileSync(PYTHON, ["-c", "import gensim"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!hasGensim())("gensim finds the neighbours that we find, there and back", () => {
  const words = [..."the c++ naïve 日本 🙂 don't show_hn: </s> $1m node.js".split(" ")];
  for (let i = words.length; i < 150; i++) words.push(`word${i}`);
  const whole = randomTable(words, 20);

  test.each([
    ["binary", "float32", whole],
    ["text", "float32", whole],
    ["binary", "int8", toInt8(whole)],
    ["text", "int8", toInt8(whole)],
  ] as const)("word2vec %s of %s", { timeout: 60_000 }, async (kind, _, table) => {
    const folder = await makeFolder();
    const [ours, theirs] = [join(folder, "ours"), join(folder, "theirs")];
    await exportVectors(table, `word2vec-${kind}`, ours);
    const { stdout } = await promisify(execFile)(PYTHON, ["-c", GENSIM, ours, kind, theirs], { maxBuffer: 1e8 });
    expect(JSON.parse(stdout)).toEqual(allNeighbours(table));
    const { table: back } = await importVectors(theirs, {}, join(folder, "vectors.bin"));
    const spaced = (text: string) => text.replaceAll("show_hn:", "show hn:");
    expect(back.words).toEqual(words.map(spaced));
    expect(allNeighbours(back)).toEqual(JSON.parse(spaced(stdout)));
  });
});
