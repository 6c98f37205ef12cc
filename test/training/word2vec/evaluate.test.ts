import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random";
import { toInt8, type VectorTable } from "../../../lib/vectors/table";
import { evaluateVectors, readBenchmarks } from "../../../training/word2vec/evaluate";
import { readAnalogies } from "../../../training/word2vec/evaluate-analogies";
import { readExpected } from "../../../training/word2vec/evaluate-expected";
import { describeEvaluation } from "../../../training/word2vec/evaluate-report";
import { readSimilarity } from "../../../training/word2vec/evaluate-similarity";
import { randomTable } from "../../lib/vectors/tables";
import { makeFolder } from "./scratch";

async function makeFile(text: string): Promise<string> {
  const path = join(await makeFolder(), "questions.txt");
  await writeFile(path, text);
  return path;
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`);

/** Answers as the papers have them: over all words, in float64, with unit vectors. */
function answer(table: VectorTable, [a, b, c]: readonly number[], method: "add" | "mul"): number {
  const units = table.words.map((_, row) => {
    const vector = Array.from(table.rows.subarray(row * table.dimensions, (row + 1) * table.dimensions));
    return vector.map((value) => value / Math.hypot(...vector));
  });
  const cosine = (x: number, y: number) => units[x].reduce((sum, value, i) => sum + value * units[y][i], 0);
  const positive = (x: number, y: number) => (cosine(x, y) + 1) / 2;
  const scores = table.words.map((_, row) => {
    if ([a, b, c].includes(row)) return Number.NEGATIVE_INFINITY;
    return method === "add"
      ? cosine(row, b) - cosine(row, a) + cosine(row, c)
      : (positive(row, b) * positive(row, c)) / (positive(row, a) + 0.001);
  });
  return scores.indexOf(Math.max(...scores));
}

test("analogies are answered as 3CosAdd and 3CosMul answer them", async () => {
  const table = randomTable(numbered(40), 3);
  const random = createRandom(5);
  const pick = () => Math.floor(random() * 40);
  const asked = Array.from({ length: 60 }, () => [pick(), pick(), pick()]);
  // A third expects what the sum answers, a third what the product does, a third any word, one of those asked with too.
  const questions = asked.map((abc, i) => [
    ...abc,
    [answer(table, abc, "add"), answer(table, abc, "mul"), pick()][i % 3],
  ]);
  const path = await makeFile(questions.map((rows) => rows.map((row) => `W${row}`).join(" ")).join("\n"));
  const benchmarks = await readBenchmarks({ similarity: [], analogies: path });
  const count = (method: "add" | "mul") => questions.filter((q) => answer(table, q, method) === q[3]).length;
  const { analogies } = await evaluateVectors(table, benchmarks, 100);
  expect(analogies?.totals).toEqual([
    {
      section: "all",
      questions: 60,
      covered: 60,
      correct: { add: count("add"), mul: count("mul") },
      accuracy: { add: count("add") / 60, mul: count("mul") / 60 },
    },
  ]);
  expect(count("add")).not.toBe(count("mul"));
  expect(count("mul")).toBeGreaterThanOrEqual(20);
});

test("analogies are summed into semantic and syntactic ones, of the most frequent words alone", async () => {
  const path = await makeFile(
    ": capital\nw0 w1 w2 w3\nw0 w1 w2 w9\n: gram1-adverb\nw1 w2 w3 w0\n: gram2\nnone w1 w2 w3\n",
  );
  const benchmarks = await readBenchmarks({ similarity: [], analogies: path });
  const { analogies } = await evaluateVectors(randomTable(numbered(10), 4), benchmarks, 9);
  expect(analogies?.restrict).toBe(9);
  expect(analogies?.sections.map(({ covered }) => covered)).toEqual([1, 1, 0]);
  expect(analogies?.totals.map(({ section, questions, covered }) => [section, questions, covered])).toEqual([
    ["semantic", 2, 1],
    ["syntactic", 2, 1],
    ["all", 4, 2],
  ]);
});

test("similarity is Spearman's correlation over the pairs that are known", async () => {
  const table: VectorTable = {
    ...randomTable(["a", "b", "c", "d"], 2),
    rows: Float32Array.of(1, 0, 1, 0.1, 1, 1, 0, 1),
  };
  const path = await makeFile("a b 9\nA\tc\t5\r\n\na d 1\na zebra 3\n");
  const { similarity } = await evaluateVectors(table, await readBenchmarks({ similarity: [path] }), 10);
  expect(similarity).toEqual([{ file: "questions.txt", pairs: 4, covered: 3, spearman: 1 }]);
  const opposite = await readBenchmarks({ similarity: [await makeFile("a b 1\na c 5\na d 9\n")] });
  expect((await evaluateVectors(table, opposite, 10)).similarity[0].spearman).toBe(-1);
  const single = await readBenchmarks({ similarity: [await makeFile("a b 1\n")] });
  expect((await evaluateVectors(table, single, 10)).similarity[0].spearman).toBeNull();
});

test("recall is the share of expected neighbours among the ten nearest, and 0 for a word that is not there", async () => {
  // On a circle the nearest of w0 are w1, w2 and so on.
  const angles = numbered(30).flatMap((_, i) => [Math.cos(i / 10), Math.sin(i / 10)]);
  const table = { ...randomTable([...numbered(29), "show hn:"], 2), rows: Float32Array.from(angles) };
  const path = await makeFile("# a remark\nw0: w1, W10, w11, zebra\nzebra: w1\nw28: show hn:\nshow hn:: w28, w27\n");
  const benchmarks = await readBenchmarks({ similarity: [], expected: path });
  for (const stored of [table, toInt8(table)]) {
    const { expected } = await evaluateVectors(stored, benchmarks, 10);
    expect(expected).toEqual({
      file: "questions.txt",
      nearest: 10,
      recall: (0.5 + 0 + 1 + 1) / 4,
      covered: 3,
      words: [
        { word: "w0", recall: 0.5, missing: ["w11", "zebra"] },
        { word: "zebra", recall: 0, missing: ["w1"] },
        { word: "w28", recall: 1, missing: [] },
        { word: "show hn:", recall: 1, missing: [] },
      ],
    });
  }
  const said = describeEvaluation(await evaluateVectors(toInt8(table), benchmarks, 10));
  expect(said).toContain("30 words of 2 dimensions, int8");
  expect(said).toMatch(/^w0 +0\.500 {2}w11 zebra$/m);
  expect(said).toMatch(/^mean of 4, 3 known +0\.625$/m);
});

test("files of questions that are not what they should be are refused by line", async () => {
  const similarity = async (text: string) => readSimilarity(await makeFile(text));
  await expect(similarity("a b 1\na b\n")).rejects.toThrow("questions.txt, line 2: expected two words and a score");
  await expect(similarity("a b x\n")).rejects.toThrow("line 1: expected two words and a score");
  await expect(similarity("\n")).rejects.toThrow("expected lines of two words and a score, found none");
  const analogies = async (text: string) => readAnalogies(await makeFile(text));
  await expect(analogies(": x\na b c\n")).rejects.toThrow('line 2: expected four words or ": section"');
  await expect(analogies(": x\n")).rejects.toThrow("expected lines of four words, found none");
  const expected = async (text: string) => readExpected(await makeFile(text));
  await expect(expected("postgres mysql")).rejects.toThrow("line 1: expected a word, a colon and its neighbours");
  await expect(expected("postgres: mysql,, sqlite")).rejects.toThrow("line 1: expected a word, a colon");
  await expect(expected(`a: ${numbered(11).join(", ")}`)).rejects.toThrow("line 1: expected at most 10 neighbours");
  await expect(expected("# nothing\n")).rejects.toThrow("expected lines of a word and its neighbours, found none");
});

test("the list that is kept here has fifty words with three to five neighbours each", async () => {
  const { words } = await readExpected("training/word2vec/expected-neighbours.txt");
  expect(words).toHaveLength(50);
  expect(new Set(words.map(({ word }) => word)).size).toBe(50);
  for (const { word, expected } of words) {
    expect(new Set([word, ...expected]).size).toBe(expected.length + 1);
    expect(expected.length).toBeGreaterThanOrEqual(3);
    expect(expected.length).toBeLessThanOrEqual(5);
  }
});
