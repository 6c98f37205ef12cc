import { formatTable } from "../console/output";
import { formatCount } from "../console/progress";
import type { VectorsEvaluation } from "./evaluate";
import type { AnalogyResult } from "./evaluate-analogies";
import type { ExpectedResult } from "./evaluate-expected";

/** An evaluation as tables for people. */
export function describeEvaluation(evaluation: VectorsEvaluation): string {
  const { words, dimensions, storage, similarity, analogies, expected } = evaluation;
  const parts = [`${formatCount(words)} words of ${dimensions} dimensions, ${storage}`];
  if (similarity.length > 0) {
    const rows = similarity.map(({ file, spearman, covered, pairs }) => [
      file,
      show(spearman),
      `${covered} of ${pairs}`,
    ]);
    parts.push(formatTable([["similarity", "Spearman", "covered"], ...rows]));
  }
  if (analogies !== null) {
    const { restrict, sections, totals } = analogies;
    const heading = `analogies among ${formatCount(restrict)} words`;
    parts.push(formatTable([[heading, "3CosAdd", "3CosMul", "covered"], ...[...sections, ...totals].map(toRow)]));
  }
  if (expected !== null) parts.push(describeExpected(expected));
  return parts.join("\n\n");
}

function describeExpected({ nearest, words, recall, covered }: ExpectedResult): string {
  const rows = words.map(({ word, recall }) => [word, show(recall)]);
  const mean = [`mean of ${words.length}, ${covered} known`, show(recall)];
  const missing = ["missing", ...words.map((result) => result.missing.join(" ")), ""];
  return formatTable([["expected neighbours", `recall@${nearest}`], ...rows, mean])
    .split("\n")
    .map((line, i) => `${line}  ${missing[i]}`.trimEnd())
    .join("\n");
}

function toRow({ section, accuracy, covered, questions }: AnalogyResult): string[] {
  return [section, show(accuracy.add), show(accuracy.mul), `${covered} of ${questions}`];
}

function show(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}
