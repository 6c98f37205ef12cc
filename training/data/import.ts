import { rm } from "node:fs/promises";
import { type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from "@duckdb/node-api";
import type { Meaning } from "../../lib/columns";
import { SELF, siteOf } from "../../lib/post";
import { ENTITIES } from "../../lib/text/entities";
import { writeAtomically } from "../console/files";
import { type ColumnMap, mapColumns, requireTold } from "./columns";
import { identifier, literal, withDuckDB } from "./duckdb";
import { openSource, type Source } from "./sources";

/** Whose conventions a file follows. */
export type Site = "hacker-news" | "reddit";

export interface ImportOptions {
  readonly files: readonly string[];
  readonly as: Site;
  readonly out: string;
  readonly columns: ColumnMap;
  /** Zone of times that name none. */
  readonly timeZone: string;
}

/** Why a readable row is not in the table. A file may hold rows that nobody wants; these are no errors. */
const DROPPED = ["dead", "no_title", "no_score", "no_time", "duplicate"] as const;

export interface ImportResult {
  readonly out: string;
  /** Rows in all files, unreadable ones included. */
  readonly read: number;
  readonly kept: number;
  readonly dropped: Readonly<Record<(typeof DROPPED)[number], number>>;
  /** Rows that could not be understood; each is in the `rejects` file with its reason. */
  readonly rejected: number;
  readonly rejects: string | null;
  /** Time of the first and last post kept, ISO. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Brings files of one site into one typed table (Parquet): `title, url, site, community, author, posted_at, score`.
 * Rows keep their order; of duplicates the first stays.
 * @param onProgress called before each step, with what it is.
 * @throws UserError when a file or column is missing.
 */
export async function importPosts(options: ImportOptions, onProgress: (step: string) => void): Promise<ImportResult> {
  return withDuckDB(async (connection) => {
    registerSiteOf(connection);
    await connection.run(`CREATE TEMP TABLE staged (file VARCHAR, "row" BIGINT, title VARCHAR, url VARCHAR, site VARCHAR,
      community VARCHAR, author VARCHAR, posted_at TIMESTAMPTZ, score INTEGER, id VARCHAR, reason VARCHAR, raw VARCHAR)`);
    const sources = [];
    for (const file of options.files) sources.push(await openSource(connection, file));
    requireTold(
      options.columns,
      sources.flatMap((source) => source.columns),
    );
    for (const source of sources) {
      onProgress(`reading ${source.path}`);
      await stage(connection, source, options);
    }
    onProgress("looking for duplicates");
    await markDuplicates(connection);
    onProgress(`writing ${options.out}`);
    const rejects = options.out.replace(/(?:\.parquet)?$/, ".rejects.ndjson");
    const rejected = await writeRejects(connection, rejects);
    await writeTable(connection, options.out);
    return { out: options.out, ...(await count(connection)), rejected, rejects: rejected > 0 ? rejects : null };
  }, options.timeZone);
}

/** `site_of(text)` in SQL is {@link siteOf}: the very function that reads what people type on the page. */
function registerSiteOf(connection: DuckDBConnection): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: "site_of",
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction(_info, input, output) {
        const texts = input.getColumnVector(0);
        for (let i = 0; i < input.rowCount; i++) {
          const text = texts.getItem(i);
          output.setItem(i, typeof text === "string" ? siteOf(text) : null);
        }
        output.flush();
      },
    }),
  );
}

/** US order, as spreadsheets write it; ISO and epochs are tried before. */
const TIME_FORMATS = ["%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%m/%d/%Y"];
/** What the sites put in place of a title or an author that is gone. */
const GONE = "('[deleted]', '[removed]', '[dead]', '[flagged]', '[deleted by user]', '[removed by reddit]')";

async function stage(connection: DuckDBConnection, source: Source, { as, columns }: ImportOptions): Promise<void> {
  const required: Meaning[] = ["title", "score", "posted_at"];
  if (as === "reddit") required.push("community");
  const map = mapColumns(source.path, source.columns, columns, required);
  const cell = (meaning: Meaning) =>
    map[meaning] === undefined ? "NULL::VARCHAR" : `nullif(trim(cells.${identifier(map[meaning])}), '')`;
  const isTrue = (meaning: Meaning) => `coalesce(lower(${cell(meaning)}) IN ('true', 't', 'yes', '1'), false)`;
  // On Hacker News a post without a link is a text post; elsewhere a missing link says nothing.
  const withoutLink = as === "hacker-news" && map.url !== undefined ? literal(SELF) : "NULL";

  await connection.run(`INSERT INTO staged
    WITH cells AS (SELECT "row", raw, ${decodeCell(cell("title"))} AS title, ${cell("url")} AS url,
        ${cell("site")} AS domain, ${cell("community")} AS community, ${cell("author")} AS author,
        ${cell("posted_at")} AS time, ${cell("score")} AS points, ${cell("id")} AS id,
        ${isTrue("dead")} AS dead, ${isTrue("is_self")} OR coalesce(site_of(${cell("site")}) = ${literal(SELF)}, false) AS is_self
      FROM (${source.rows})),
    typed AS (SELECT *, ${parseTime("time")} AS posted_at, try_cast(try_cast(points AS DOUBLE) AS INTEGER) AS score
      FROM cells)
    SELECT ${literal(source.path)}, "row", title,
      CASE WHEN url LIKE '%://%' THEN url END AS url,
      CASE WHEN is_self THEN ${literal(SELF)} ELSE coalesce(site_of(url), site_of(domain),
        CASE WHEN url IS NULL AND domain IS NULL THEN ${withoutLink} END) END AS site,
      ${as === "reddit" ? "regexp_replace(lower(community), '^(?:https?://[^/]+)?/?r/([^/]+).*$', '\\1')" : "NULL"} AS community,
      CASE WHEN lower(author) NOT IN ${GONE} THEN author END AS author,
      posted_at, score, id,
      CASE WHEN dead OR lower(title) IN ${GONE} THEN 'dead' WHEN title IS NULL THEN 'no_title'
        WHEN points IS NULL THEN 'no_score' WHEN time IS NULL THEN 'no_time'
        WHEN score IS NULL OR score <> points::DOUBLE THEN 'score is not a whole number: ' || points
        WHEN posted_at IS NULL THEN 'time is not understood: ' || time END AS reason,
      CASE WHEN contains(reason, ' ') THEN raw END AS raw
    FROM typed`);
  await connection.run(`INSERT INTO staged (file, "row", reason, raw)
    SELECT ${literal(source.path)}, line, 'line is broken: ' || reason, raw FROM (${source.broken})`);
}

/** A cell with its entities decoded, in SQL. */
function decodeCell(cell: string): string {
  return ENTITIES.reduce((sql, [entity, text]) => `replace(${sql}, ${literal(entity)}, ${literal(text)})`, cell);
}

/** Epoch seconds, epoch milliseconds, ISO, or one of {@link TIME_FORMATS}; without a zone in the session's. */
function parseTime(cell: string): string {
  const formats = `[${TIME_FORMATS.map(literal).join(", ")}]`;
  return `CASE WHEN regexp_full_match(${cell}, '\\d{9,11}(\\.\\d+)?') THEN to_timestamp(${cell}::DOUBLE)
    WHEN regexp_full_match(${cell}, '\\d{12,14}') THEN to_timestamp(${cell}::DOUBLE / 1000)
    WHEN isfinite(coalesce(try_cast(${cell} AS TIMESTAMPTZ), try_strptime(${cell}, ${formats})::TIMESTAMPTZ))
    THEN coalesce(try_cast(${cell} AS TIMESTAMPTZ), try_strptime(${cell}, ${formats})::TIMESTAMPTZ) END`;
}

/** The same id, or the same title by the same author in the same community at the same time. */
async function markDuplicates(connection: DuckDBConnection): Promise<void> {
  for (const key of ["coalesce(id, file || ' ' || \"row\")", "title, author, community, posted_at"]) {
    await connection.run(`UPDATE staged SET reason = 'duplicate' WHERE rowid IN (
      SELECT rowid FROM staged WHERE reason IS NULL
      QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY rowid) > 1)`);
  }
}

async function writeTable(connection: DuckDBConnection, out: string): Promise<void> {
  await writeAtomically(out, (temporary) =>
    connection.run(`COPY (SELECT title, url, site, community, author, posted_at, score
      FROM staged WHERE reason IS NULL ORDER BY rowid) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd)`),
  );
}

/** Writes the rows that were not understood and returns how many there are; a file of an earlier run goes. */
async function writeRejects(connection: DuckDBConnection, path: string): Promise<number> {
  const rejected = `FROM staged WHERE contains(reason, ' ')`;
  const rows = Number((await connection.runAndReadAll(`SELECT count(*) ${rejected}`)).value(0, 0));
  await rm(path, { force: true });
  if (rows > 0) {
    await writeAtomically(path, (temporary) =>
      connection.run(`COPY (SELECT file, "row", reason, raw ${rejected} ORDER BY rowid)
        TO ${literal(temporary)} (FORMAT json)`),
    );
  }
  return rows;
}

async function count(
  connection: DuckDBConnection,
): Promise<Pick<ImportResult, "read" | "kept" | "dropped" | "from" | "to">> {
  const total = await connection.runAndReadAll(
    `SELECT count(*), count(*) FILTER (reason IS NULL), min(posted_at) FILTER (reason IS NULL)::VARCHAR,
       max(posted_at) FILTER (reason IS NULL)::VARCHAR, ${DROPPED.map((reason) => `count(*) FILTER (reason = ${literal(reason)})`)}
     FROM staged`,
  );
  const [read, kept, from, to, ...dropped] = total.getRows()[0];
  return {
    read: Number(read),
    kept: Number(kept),
    from: from === null ? null : String(from),
    to: to === null ? null : String(to),
    dropped: {
      dead: Number(dropped[0]),
      no_title: Number(dropped[1]),
      no_score: Number(dropped[2]),
      no_time: Number(dropped[3]),
      duplicate: Number(dropped[4]),
    },
  };
}
