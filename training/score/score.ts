import type { Row } from "../../lib/csv";
import type { Predictor } from "../../lib/predictor/predictor";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { formatCount, startProgress } from "../console/progress";
import { computeOutputs, outputNames } from "./outputs";
import { createPostReader, type PostReader, type Problem } from "./posts";
import { openTable } from "./reader";
import { createTable, requireTableName } from "./writer";

export interface ScoreResult {
  readonly out: string;
  readonly rows: number;
  readonly scored: number;
  /** Rows without a forecast by reason: how many, and the first of them (from 1, the header not counted). */
  readonly unscored: Readonly<Partial<Record<Problem, { count: number; rows: number[] }>>>;
  readonly titlesPerSecond: number;
}

/** Rows named for each problem; the others are counted. */
const NAMED_ROWS = 10;
/** Posts in one pass of the network: enough to amortise it, little enough to stay in the cache. */
const BATCH = 1024;

/**
 * Scores every row of a table into another, in order, holding a few batches in memory. A row that cannot be scored keeps
 * its cells and gets no numbers.
 * @throws UserError when the input has no titles or the output's columns would clash.
 */
export async function scoreTable(
  predictor: Predictor,
  community: string,
  input: string,
  output: string,
): Promise<ScoreResult> {
  requireTableName(output);
  const started = performance.now();
  const reader = await openTable(input);
  const columns = reader.columns.map(({ name }) => name);
  const readPost = createPostReader(input, columns, community);
  const numbers = outputNames(predictor.edges);
  const clash = columns.find((name) => numbers.includes(name.toLowerCase()));
  if (clash !== undefined) throw new UserError(`${input}: it has a column "${clash}" already; drop or rename it`);

  const progress = startProgress(`scoring ${input}`, reader.total, reader.unit);
  const unscored: Partial<Record<Problem, { count: number; rows: number[] }>> = {};
  let rows = 0;
  let failed = 0;
  await writeAtomically(output, async (temporary) => {
    const shape = { path: output, columns: reader.columns, numbers, delimiter: reader.delimiter };
    const writer = await createTable(temporary, shape);
    try {
      for await (const batch of reader.batches()) {
        for (let start = 0; start < batch.length; start += BATCH) {
          const some = batch.slice(start, start + BATCH);
          const results = await scoreRows(predictor, some, readPost, (problem, i) => {
            const entry = (unscored[problem] ??= { count: 0, rows: [] });
            entry.count++;
            failed++;
            if (entry.rows.length < NAMED_ROWS) entry.rows.push(rows + i + 1);
          });
          await writer.write(
            some.map((row) => fitRow(row, columns.length)),
            results,
          );
          rows += some.length;
          progress.update(reader.read(), `${formatCount(rows)} titles`);
        }
      }
      await writer.finish();
    } catch (error) {
      writer.abandon();
      throw error;
    }
  });
  const titlesPerSecond = Math.round(rows / ((performance.now() - started) / 1000));
  progress.finish(`${formatCount(titlesPerSecond)} titles/s`);
  return { out: output, rows, scored: rows - failed, unscored, titlesPerSecond };
}

async function scoreRows(
  predictor: Predictor,
  rows: readonly Row[],
  readPost: PostReader,
  onProblem: (problem: Problem, row: number) => void,
): Promise<(number[] | null)[]> {
  const read = rows.map(readPost);
  const posts = read.filter((post) => typeof post !== "string");
  const probabilities = await predictor.predict(posts);
  const { edges } = predictor;
  let at = 0;
  return read.map((post, i) => {
    if (typeof post === "string") {
      onProblem(post, i);
      return null;
    }
    at += edges.length;
    return computeOutputs(edges, probabilities.subarray(at - edges.length, at));
  });
}

/** Short rows get empty cells, long ones lose what no column is for: numbers must stay under their names. */
function fitRow(row: Row, width: number): Row {
  return row.length === width ? row : Array.from({ length: width }, (_, i) => row[i] ?? null);
}
