import * as v from "valibot";
import { quote } from "../quote";
import { CandidateCollector, type ParsedCandidates } from "./collector";
import { readRow } from "./row";

const object = v.record(v.string(), v.unknown());

/** Takes the posts of a JSON list: objects, or titles alone. */
export function readList(text: string): ParsedCandidates {
  const collector = new CandidateCollector();
  const list = v.safeParse(v.array(v.unknown()), parseJson(text));
  if (!list.success) {
    const broken = splitItems(text).find((item) => parseJson(item.text) === undefined);
    const line = broken?.line ?? text.trimEnd().split("\n").length;
    collector.report(line, "expected a JSON list of objects with a title each; it breaks off here");
    return collector.finish();
  }
  list.output.every((item, i) => readItem(item, i, collector));
  const { problems, ...rest } = collector.finish();
  const lines = problems.length > 0 ? splitItems(text).map(({ line }) => line) : [];
  return { ...rest, problems: problems.map(({ line, message }) => ({ line: lines[line], message })) };
}

/** Takes the posts of NDJSON: an object on each line, or a title. */
export function readJsonLines(text: string, collector: CandidateCollector): void {
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const item = parseJson(line);
    if (item === undefined) collector.report(i + 1, `expected one JSON object on each line, found ${quote(line)}`);
    else if (!readItem(item, i + 1, collector)) return;
  }
}

/** @returns false when no more posts are wanted. */
function readItem(item: unknown, line: number, collector: CandidateCollector): boolean {
  if (typeof item === "string") return collector.add(line, { title: item });
  const { success, output } = v.safeParse(object, item);
  if (!success) {
    collector.report(line, `expected an object with a title, found ${quote(JSON.stringify(item))}; left out`);
    return true;
  }
  const cells = new Map(Object.entries(output).map(([name, value]) => [name.toLowerCase(), value]));
  return collector.add(
    line,
    readRow(cells, (message) => collector.report(line, message)),
  );
}

/** What JSON means, or undefined for text that is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Item {
  /** Line on which it starts, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A JSON list's items, also where they are not JSON: engines do not agree on telling where a list breaks off. */
function splitItems(list: string): Item[] {
  const items: Item[] = [];
  let line = 1;
  let depth = 0;
  let item: { line: number; start: number } | null = null;
  for (const { 0: token, index } of list.matchAll(/"(?:[^"\\]+|\\.)*"?|[[\]{},\n]|[^\s"[\]{},:]+/g)) {
    if (token === "\n") {
      line++;
      continue;
    }
    if (depth === 1 && (token === "," || token === "]")) {
      // Only before a comma, or behind one, is nothing an item that is missing.
      if (item !== null || token === "," || items.length > 0) {
        items.push({ line: item?.line ?? line, text: item === null ? "" : list.slice(item.start, index) });
      }
      item = null;
    } else if (depth === 1 && item === null) item = { line, start: index };
    if (token === "[" || token === "{") depth++;
    if (token === "]" || token === "}") depth--;
  }
  if (item !== null) items.push({ line: item.line, text: list.slice(item.start) });
  return items;
}
