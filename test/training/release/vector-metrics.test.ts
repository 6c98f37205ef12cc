import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toInt8 } from "../../../lib/vectors/table";
import { readVectorMetrics } from "../../../training/release/vector-metrics";
import { evaluateVectors, readBenchmarks } from "../../../training/word2vec/evaluate";
import { randomTable } from "../../lib/vectors/tables";
import { makeFolder } from "../word2vec/scratch";

test("a report of vectors becomes one number a line, of the int8 vectors where it has both", async () => {
  const folder = await makeFolder();
  const [pairs, analogies, expected, report] = ["pairs", "analogies", "expected", "report"].map((n) => join(folder, n));
  await writeFile(pairs, "a b 3\na c 2\na d 1\n");
  await writeFile(join(folder, "unknown"), "x y 3\n");
  await writeFile(analogies, ": capital\na b c d\n: gram1\nb c d e\n");
  await writeFile(expected, "a: b, zebra\n");
  const table = randomTable([..."abcdefghijklmnop"], 3);
  const files = { similarity: [pairs, join(folder, "unknown")], analogies, expected };
  const benchmarks = await readBenchmarks(files);
  const whole = await evaluateVectors(table, benchmarks, 16);
  const int8 = await evaluateVectors(toInt8(table), benchmarks, 16);
  await writeFile(report, JSON.stringify({ ...whole, int8: { ...int8, expected: { nearest: 10, recall: 0.25 } } }));
  expect(await readVectorMetrics(report)).toEqual({
    "spearman pairs": int8.similarity[0].spearman,
    "semantic analogy accuracy": int8.analogies?.totals[0].accuracy.add,
    "semantic analogy accuracy by 3CosMul": int8.analogies?.totals[0].accuracy.mul,
    "syntactic analogy accuracy": int8.analogies?.totals[1].accuracy.add,
    "syntactic analogy accuracy by 3CosMul": int8.analogies?.totals[1].accuracy.mul,
    "analogy accuracy": int8.analogies?.totals[2].accuracy.add,
    "analogy accuracy by 3CosMul": int8.analogies?.totals[2].accuracy.mul,
    "recall@10 of expected neighbours": 0.25,
  });
  await writeFile(report, JSON.stringify(whole));
  expect(await readVectorMetrics(report)).toMatchObject({
    "recall@10 of expected neighbours": whole.expected?.recall,
  });
});

test("another file is refused by name", async () => {
  const path = join(await makeFolder(), "report.json");
  await expect(readVectorMetrics(path)).rejects.toThrow("report.json cannot be read");
  await writeFile(path, "analogies 0.4");
  await expect(readVectorMetrics(path)).rejects.toThrow("report.json: not what `vectors evaluate --json` prints (top)");
  await writeFile(path, '{"similarity": [], "analogies": []}');
  await expect(readVectorMetrics(path)).rejects.toThrow("evaluate the vectors again");
});
