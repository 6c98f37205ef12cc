import { rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Meaning } from "../../lib/columns";
import { writeAtomically } from "../console/files";
import type { BeginStep } from "../console/progress";
import { cleanRows, type DROPPED, type Site } from "./clean";
import { type ColumnMap, mapColumns } from "./columns";
import { COMPRESSION, literal, runWithProgress } from "./duckdb";
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

/** What makes two rows the same post, whatever their ids. */
const CONTENT = "title, author, community, posted_at";

/** All rows of all sources in one form, in the order in which they came; DuckDB spills what memory does not hold. */
export class Stage {
  private sources = 0;
  private duplicates = 0;

  private constructor(private readonly connection: DuckDBConnection) {}

  static async create(connection: DuckDBConnection): Promise<Stage> {
    await connection.run(`CREATE TEMP TABLE staged (source INTEGER, title VARCHAR, url VARCHAR, site VARCHAR,
      community VARCHAR, author VARCHAR, posted_at TIMESTAMPTZ, score INTEGER, id VARCHAR, reason VARCHAR, raw VARCHAR,
      content UBIGINT)`);
    await connection.run("CREATE TEMP TABLE sources (number INTEGER, name VARCHAR, first_row BIGINT)");
    await connection.run("CREATE TEMP TABLE broken (source INTEGER, line BIGINT, reason VARCHAR, raw VARCHAR)");
    await connection.run("CREATE TEMP TABLE duplicates (row_id BIGINT)");
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
    const rows = `SELECT ${number}, *, hash(${CONTENT}) FROM (${cleanRows(source, map, as)})`;
    await runWithProgress(connection, `INSERT INTO staged ${rows}`, progress, source.megabytes);
    progress.finish();
    if (source.broken !== null) {
      await connection.run(`INSERT INTO broken
        SELECT ${number}, line, 'line is broken: ' || reason, raw FROM (${source.broken})`);
    }
  }

  /** Finds rows that have the id of an earlier one, or its title, author, community and time. */
  async markDuplicates(): Promise<void> {
    await this.markRepeated("id", "hash(id)", "id <> ''");
    await this.markRepeated(CONTENT, "content", "true");
  }

  /**
   * Marks all rows but the first of each key. Where a hash is met twice its rows are suspect; they alone are compared by the
   * key itself, and put in order.
   */
  private async markRepeated(key: string, hash: string, isGiven: string): Promise<void> {
    const rows = `staged WHERE ${this.isLive} AND ${isGiven}`;
    await this.connection.run(`CREATE OR REPLACE TEMP TABLE suspects AS
      SELECT ${hash} AS suspect FROM ${rows} GROUP BY suspect HAVING count(*) > 1`);
    if (Number((await this.connection.runAndReadAll("SELECT count(*) FROM suspects")).value(0, 0)) === 0) return;
    const { rowsChanged } = await this.connection.run(`INSERT INTO duplicates SELECT rowid FROM ${rows}
      AND ${hash} IN (FROM suspects) QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY rowid) > 1`);
    if (rowsChanged === 0) return;
    this.duplicates += rowsChanged;
    const total = (await this.connection.runAndReadAll("SELECT count(*) FROM staged")).value(0, 0);
    await this.connection.run(
      `SET VARIABLE duplicates = (SELECT bitstring_agg(row_id, 0::BIGINT, ${total}::BIGINT) FROM duplicates)`,
    );
  }

  /** Whether a row is to be kept, but for duplicates that are not found yet. No join: those lose the order of the rows. */
  private get isLive(): string {
    const isFirst = "get_bit(getvariable('duplicates'), staged.rowid::INTEGER) = 0";
    return this.duplicates === 0 ? "reason IS NULL" : `reason IS NULL AND ${isFirst}`;
  }

  async count(): Promise<StageCounts> {
    const reasons = await this.connection.runAndReadAll(
      "SELECT reason, count(*) FROM staged WHERE reason IS NOT NULL AND NOT contains(reason, ' ') GROUP BY reason",
    );
    const known = new Map(reasons.getRows().map(([reason, rows]) => [String(reason), Number(rows)]));
    const totals = await this.connection.runAndReadAll(`SELECT (SELECT count(*) FROM staged),
        (SELECT count(*) FROM broken), count(*), ${iso("min")}, ${iso("max")}
      FROM staged WHERE ${this.isLive}`);
    const [staged, broken, kept, from, to] = totals.getRows()[0];
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
        duplicate: this.duplicates,
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

  /** Writes the rows to keep, in order. */
  async writeTable(path: string, kept: number, begin: BeginStep): Promise<void> {
    const progress = begin(`writing ${path}`, kept, "posts");
    await writeAtomically(path, (temporary) =>
      runWithProgress(
        this.connection,
        `COPY (SELECT title, url, site, community, author, posted_at, score
          FROM staged WHERE ${this.isLive}) TO ${literal(temporary)} (FORMAT parquet, ${COMPRESSION})`,
        progress,
        kept,
      ),
    );
    progress.finish();
  }
}

/** SQL of the first or last time, in UTC. */
function iso(which: "min" | "max"): string {
  return `strftime(${which}(posted_at) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')`;
}
