import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import * as v from "valibot";
import { readLabel } from "../../lib/feed/label";
import { UserError } from "../console/errors";
import { firstLine, literal, requireFile, withDuckDB } from "../data/duckdb";

/** A text that a reader judged. */
export interface Judgement {
  /** File and row, for messages. */
  readonly where: string;
  readonly text: string;
  readonly accepted: boolean;
  readonly embedding: Float32Array | null;
}

/** What one reader judged of one topic, every text once. */
export interface Topic {
  readonly name: string;
  readonly judgements: readonly Judgement[];
  /** Rows left out as their text had come before. */
  readonly duplicates: number;
}

const row = v.object({
  text: v.pipe(
    v.string("text: expected the text that was judged"),
    v.check((text) => text.trim() !== "", "text: expected the text that was judged, found an empty one"),
  ),
  label: v.pipe(
    v.unknown(),
    v.check((label) => readLabel(label) !== null, "label: expected accepted or rejected (or true, false, 1, 0)"),
    v.transform((label) => readLabel(label) === true),
  ),
  embedding: v.nullish(
    v.pipe(
      v.array(v.pipe(v.number(), v.finite()), "embedding: expected a list of numbers"),
      v.minLength(1, "embedding: expected a list of numbers, found an empty one"),
    ),
  ),
  topic: v.nullish(v.union([v.string(), v.number()], "topic: expected a name")),
});

/**
 * Reads labelled texts: JSON (a list of objects), NDJSON or Parquet with `text`, `label`, and as known `embedding` and
 * `topic`. Without a topic column each file is one. A text counts once in a topic, as it was judged first.
 * @throws UserError naming the file and row.
 */
export async function readTopics(paths: readonly string[]): Promise<Topic[]> {
  const topics = new Map<string, { judgements: Map<string, Judgement>; rows: number }>();
  for (const path of paths) {
    const file = basename(path, extname(path));
    for (const { where, value } of await readRows(path)) {
      const result = v.safeParse(row, value);
      if (!result.success) throw new UserError(`${where}: ${describeIssue(result.issues[0])}`);
      const { text, label, embedding, topic } = result.output;
      const name = String(topic ?? file);
      const found = topics.get(name) ?? { judgements: new Map<string, Judgement>(), rows: 0 };
      topics.set(name, found);
      found.rows++;
      if (found.judgements.has(text)) continue;
      const vector = embedding ? Float32Array.from(embedding) : null;
      found.judgements.set(text, { where, text, accepted: label, embedding: vector });
    }
  }
  return Array.from(topics, ([name, { judgements, rows }]) => ({
    name,
    judgements: [...judgements.values()],
    duplicates: rows - judgements.size,
  }));
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const column = String(issue.path?.[0]?.key ?? "row");
  const message = issue.message.startsWith(`${column}:`) ? issue.message : `${column}: ${issue.message}`;
  return issue.path === undefined
    ? `expected an object, found ${issue.received}`
    : `${message}, found ${issue.received}`;
}

interface Row {
  readonly where: string;
  readonly value: unknown;
}

async function readRows(path: string): Promise<Row[]> {
  await requireFile(path);
  const extension = extname(path).toLowerCase();
  if (extension === ".parquet") return readParquet(path);
  if (![".json", ".ndjson", ".jsonl"].includes(extension)) {
    throw new UserError(`${path}: expected a .json, .ndjson, .jsonl or .parquet file`);
  }
  const text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  const rows = text.trimStart().startsWith("[") ? readList(path, text) : readLines(path, text);
  if (rows.length === 0) throw new UserError(`${path}: expected labelled texts, found none`);
  return rows;
}

function readList(path: string, text: string): Row[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.map((value, i) => ({ where: `${path}: row ${i + 1}`, value })) : [];
  } catch (error) {
    throw new UserError(`${path}: expected a JSON list of objects: ${firstLine(error)}`);
  }
}

function readLines(path: string, text: string): Row[] {
  return text.split("\n").flatMap((line, i) => {
    const where = `${path}: line ${i + 1}`;
    if (line.trim() === "") return [];
    try {
      return { where, value: JSON.parse(line) };
    } catch {
      throw new UserError(`${where}: expected a JSON object on each line, or one list of them`);
    }
  });
}

async function readParquet(path: string): Promise<Row[]> {
  try {
    return await withDuckDB(async (connection) => {
      const result = await connection.runAndReadAll(
        `SELECT to_json(source)::VARCHAR FROM read_parquet(${literal(path)}) AS source`,
      );
      return result.getRows().map(([json], i) => ({ where: `${path}: row ${i + 1}`, value: JSON.parse(String(json)) }));
    });
  } catch (error) {
    throw new UserError(`${path}: cannot be read as parquet: ${firstLine(error)}`);
  }
}
