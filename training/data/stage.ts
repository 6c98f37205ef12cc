import { rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Meaning } from "../../lib/columns";
import { SELF } from "../../lib/post";
import { writeAtomically } from "../console/files";
import type { BeginStep } from "../console/progress";
import { cleanRows, type DROPPED, type Site, siteOfKey } from "./clean";
import { type ColumnMap, mapColumns } from "./columns";
import { literal, runWithProgress } from "./duckdb";
import type { Source } from "./sources";

export interface StageOptions {
  readonly as: Site;
  readonly columns: ColumnMap;
  /** Zone of times that name none. */
  readonly timeZone: string;
}

export interface StageCounts {
  /** Rows in all sources, unreadable ones included. */
  readonly read: number;
  readonly kept: number;
  readonly dropped: Readonly<Record<(typeof DROPPED)[number], number>>;
  /** Time of the first and last post kept, ISO. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Different values of a column in a row group up to which they are listed apart: titles hardly repeat. */
const DICTIONARY = 10_000;

/** Rows that are to be kept, but for duplicates that are not found yet. */
const LIVE = "reason IS NULL AND staged.rowid NOT IN (SELECT row_id FROM duplicates)";

/** All rows of all sources in one form, in the order in which they came; DuckDB spills what memory does not hold. */
export class Stage {
  private sources = 0;

  private constructor(private readonly connection: DuckDBConnection) {}

  static async create(connection: DuckDBConnection): Promise<Stage> {
    await connection.run(`CREATE TEMP TABLE staged (source INTEGER, title VARCHAR, url VARCHAR, link VARCHAR,
      domain VARCHAR, community VARCHAR, author VARCHAR, posted_at TIMESTAMPTZ, score INTEGER, id VARCHAR, reason VARCHAR, raw VARCHAR)`);
    await connection.run("CREATE TEMP TABLE sources (number INTEGER, name VARCHAR, first_row BIGINT)");
    await connection.run("CREATE TEMP TABLE broken (source INTEGER, line BIGINT, reason VARCHAR, raw VARCHAR)");
    await connection.run("CREATE TEMP TABLE duplicates (row_id BIGINT)");
    // Joins keep the order of the rows that they look something up for, as long as the sides are not swapped.
    await connection.run("SET disabled_optimizers = 'build_side_probe_side'");
    return new Stage(connection);
  }

  /** Reads all rows of a source. @throws UserError when a required column is missing */
  async add(source: Source, { as, columns }: StageOptions, begin: BeginStep): Promise<void> {
    const { connection } = this;
    const required: Meaning[] = ["title", "score", "posted_at"];
    if (as === "reddit") required.push("community");
    const map = mapColumns(source.name, source.columns, columns, required);
    const number = ++this.sources;
    await connection.run(`INSERT INTO sources SELECT ${number}, ${literal(source.name)}, count(*) FROM staged`);
    const progress = begin(`reading ${source.name}`, source.megabytes, "MB");
    const rows = `SELECT ${number}, * FROM (${cleanRows(source, map, as)})`;
    await runWithProgress(connection, `INSERT INTO staged ${rows}`, progress, source.megabytes);
    progress.finish();
    if (source.broken !== null) {
      await connection.run(`INSERT INTO broken
        SELECT ${number}, line, 'line is broken: ' || reason, raw FROM (${source.broken})`);
    }
  }

  /** Finds rows that have the id of an earlier one, or its title, author, community and time. */
  async markDuplicates(): Promise<void> {
    const keys = { id: "id <> ''", "title, author, community, posted_at": "true" };
    for (const [key, isGiven] of Object.entries(keys)) {
      // Where a hash is met twice its rows are suspect; they alone are compared by the key itself, and put in order.
      await this.connection.run(`CREATE OR REPLACE TEMP TABLE suspects AS
        SELECT hash(${key}) AS h FROM staged WHERE ${LIVE} AND ${isGiven} GROUP BY h HAVING count(*) > 1`);
      await this.connection.run(`INSERT INTO duplicates SELECT rowid FROM staged
        WHERE ${LIVE} AND ${isGiven} AND hash(${key}) IN (FROM suspects)
        QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY rowid) > 1`);
    }
  }

  async count(): Promise<StageCounts> {
    const reasons = await this.connection.runAndReadAll(
      "SELECT reason, count(*) FROM staged WHERE reason IS NOT NULL AND NOT contains(reason, ' ') GROUP BY reason",
    );
    const known = new Map(reasons.getRows().map(([reason, rows]) => [String(reason), Number(rows)]));
    const totals = await this.connection.runAndReadAll(`SELECT (SELECT count(*) FROM staged),
        (SELECT count(*) FROM broken), (SELECT count(*) FROM duplicates), count(*),
        min(posted_at)::VARCHAR, max(posted_at)::VARCHAR FROM staged WHERE ${LIVE}`);
    const [staged, broken, duplicates, kept, from, to] = totals.getRows()[0];
    return {
      read: Number(staged) - (known.get("blank") ?? 0) + Number(broken),
      kept: Number(kept),
      from: from === null ? null : String(from),
      to: to === null ? null : String(to),
      dropped: {
        dead: known.get("dead") ?? 0,
        no_title: known.get("no_title") ?? 0,
        no_score: known.get("no_score") ?? 0,
        no_time: known.get("no_time") ?? 0,
        duplicate: Number(duplicates),
      },
    };
  }

  /** Writes the rows that were not understood and returns how many there are; a file of an earlier run goes. */
  async writeRejects(path: string): Promise<number> {
    const rejected = `SELECT source, staged.rowid - first_row + 1 AS "row", reason, raw, 1 AS kind
        FROM staged JOIN sources ON number = source WHERE contains(reason, ' ')
      UNION ALL SELECT source, line, reason, raw, 2 FROM broken`;
    const rows = Number((await this.connection.runAndReadAll(`SELECT count(*) FROM (${rejected})`)).value(0, 0));
    await rm(path, { force: true });
    if (rows > 0) {
      await writeAtomically(path, (temporary) =>
        this.connection.run(`COPY (SELECT name AS file, "row", reason, raw FROM (${rejected}) JOIN sources ON number = source
          ORDER BY number, kind, "row") TO ${literal(temporary)} (FORMAT json)`),
      );
    }
    return rows;
  }

  /** Finds the site of every host that links name: there are few of them. */
  async findSites(): Promise<void> {
    await this.connection.run(`CREATE TEMP TABLE sites AS SELECT key, ${siteOfKey("key")} AS site
      FROM (SELECT DISTINCT link AS key FROM staged UNION SELECT DISTINCT domain FROM staged) WHERE key IS NOT NULL`);
  }

  /** Writes the rows to keep, in order. */
  async writeTable(path: string, kept: number, begin: BeginStep): Promise<void> {
    const progress = begin(`writing ${path}`, kept, "posts");
    await writeAtomically(path, (temporary) =>
      runWithProgress(
        this.connection,
        `COPY (SELECT title, url, CASE WHEN domains.site = ${literal(SELF)} THEN ${literal(SELF)}
            ELSE coalesce(links.site, domains.site) END AS site, community, author, posted_at, score
          FROM staged LEFT JOIN sites AS links ON links.key = link LEFT JOIN sites AS domains ON domains.key = domain
          WHERE ${LIVE}) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT ${DICTIONARY})`,
        progress,
        kept,
      ),
    );
    progress.finish();
  }
}
