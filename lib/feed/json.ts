import * as v from "valibot";
import { type CandidateCollector, quote } from "./collector";
import { readRow } from "./row";

const object = v.record(v.string(), v.unknown());

/** Takes the posts of a JSON list: objects, or titles alone. Line numbers are the items' own, from 1. */
export function readList(items: readonly unknown[], collector: CandidateCollector): void {
  for (const [i, item] of items.entries()) if (!readItem(item, i + 1, collector)) return;
}

/** Takes the posts of NDJSON: an object on each line, or a title. */
export function readJsonLines(text: string, collector: CandidateCollector): void {
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const item = parseJson(line);
    if (item.error !== null) collector.report(i + 1, `expected one JSON object on each line, found ${quote(line)}`);
    else if (!readItem(item.value, i + 1, collector)) return;
  }
}

/** @returns false when no more posts are wanted. */
function readItem(item: unknown, line: number, collector: CandidateCollector): boolean {
  if (typeof item === "string") return collector.add(line, { title: item });
  const { success, output } = v.safeParse(object, item);
  if (!success) {
    collector.report(line, `expected an object with a title, found ${quote(JSON.stringify(item))}`);
    return true;
  }
  const cells = new Map(Object.entries(output).map(([name, value]) => [name.toLowerCase(), value]));
  return collector.add(
    line,
    readRow(cells, (message) => collector.report(line, message)),
  );
}

/** A parsed text, or the line (from 1) at which it stops being JSON. */
export function parseJson(text: string): { value: unknown; error: null } | { error: { line: number } } {
  try {
    return { value: JSON.parse(text), error: null };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "";
    const line = /line (\d+)/.exec(message)?.[1];
    if (line !== undefined) return { error: { line: Number(line) } };
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    return { error: { line: text.slice(0, position).split("\n").length } };
  }
}

/** Line of each item of a JSON list, from 1. */
export function itemLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let isAwaited = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]+|\\.)*"|[[\]{},\n]|[^\s"[\]{},:]+/g)) {
    if (token === "\n") line++;
    else if (isAwaited) {
      lines.push(line);
      isAwaited = false;
    }
    if (token === "]" || token === "}") depth--;
    if ((token === "[" && depth === 0) || (token === "," && depth === 1)) isAwaited = true;
    if (token === "[" || token === "{") depth++;
  }
  return lines;
}
