import { formatRow, neutralise } from "../../lib/csv";
import { DELIMITERS } from "../../lib/many/layout";
import { nextTask } from "../engine/latest";
import type { SavedList } from "./api";
import type { Scoring } from "./scoring";

/** Rows between two looks at what else waits. */
const CHUNK = 1024;
/** Excel takes a file without it for one in the code page of its country; all others skip it. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * A table of posts in the given order: the list's own columns as they came, but for cells that a spreadsheet would run,
 * and their forecasts. Names as those of the command `score`; the delimiter is the list's own.
 * @param reach N of "chance of reaching N points".
 */
export async function saveList(
  { list, scores, release }: Scoring,
  order: Uint32Array,
  reach: number,
): Promise<SavedList> {
  const { separator } = list.layout;
  const delimiter = separator === "line" ? DELIMITERS.comma : DELIMITERS[separator];
  const { names } = list;
  const width = names.length;
  const chances = scores.chances(reach);
  const header = [
    ...names.map((name, i) => name || (width === 1 ? "title" : `column_${i + 1}`)),
    "expected_score",
    "p10_score",
    "p90_score",
    `p_at_least_${reach}`,
    "most_likely",
    "release",
  ];
  const parts: string[] = [BYTE_ORDER_MARK, formatRow(header.map(neutralise), delimiter)];
  for (let start = 0; start < order.length; start += CHUNK) {
    for (const post of order.subarray(start, start + CHUNK)) {
      const row = list.rows[scores.rows[post]];
      const cells = names.map((_, column) => neutralise(row[column] ?? ""));
      const figures = [
        ...[scores.expected, scores.low, scores.high].map((column) => round(column[post], 100)),
        round(chances[post], 1e6),
      ];
      const bucket = sayBucket(scores.edges, scores.likely[post]);
      parts.push(formatRow([...cells, ...figures.map(String), bucket, release], delimiter));
    }
    await nextTask();
  }
  return { text: new Blob(parts, { type: "text/csv" }), ending: separator === "tab" ? "tsv" : "csv" };
}

/** `32 to 99`: a spreadsheet takes `3-9` for a date. */
function sayBucket(edges: readonly number[], bucket: number): string {
  return bucket + 1 < edges.length ? `${edges[bucket]} to ${edges[bucket + 1] - 1}` : `${edges[bucket]} or more`;
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
