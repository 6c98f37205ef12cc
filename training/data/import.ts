import { mkdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../console/errors";
import { explainWriting, removeOnInterrupt } from "../console/files";
import type { BeginStep } from "../console/progress";
import { registerSiteOf } from "./clean";
import { requireTold } from "./columns";
import { withDuckDB } from "./duckdb";
import { fetchRows, isPostgres, nameServer, type PostgresQuery } from "./postgres";
import { type Format, openFetched, openFile, openFiles, type Source } from "./sources";
import { Stage, type StageCounts, type StageOptions } from "./stage";
import { keepInput } from "./standard-input";

export interface ImportOptions extends StageOptions {
  /** Paths, globs, `-` for standard input and addresses of PostgreSQL servers. */
  readonly files: readonly string[];
  readonly out: string;
  /** What standard input holds. */
  readonly format?: Format | undefined;
  /** What to ask PostgreSQL servers for. */
  readonly query?: Omit<PostgresQuery, "url"> | undefined;
}

export interface ImportResult extends StageCounts {
  readonly out: string;
  /** Rows that could not be understood; each is in the `rejects` file with its reason. */
  readonly rejected: number;
  readonly rejects: string | null;
  /** What times that name no zone were taken to be in. */
  readonly timeZone: string;
}

/**
 * Brings sources of one site into one typed table (Parquet): `title, url, site, community, author, posted_at, score`.
 * Rows keep their order; of duplicates the first stays. Takes bounded memory: what does not fit is spilled beside `out`.
 * @throws UserError when a file or column is missing.
 */
export async function importPosts(options: ImportOptions, begin: BeginStep): Promise<ImportResult> {
  const { out, timeZone } = options;
  const work = join(dirname(out), `.${process.pid}.${basename(out)}.work`);
  const forget = removeOnInterrupt(work);
  try {
    await mkdir(work, { recursive: true });
    const use = (connection: DuckDBConnection) => importWith(connection, options, work, begin);
    return await withDuckDB(use, { timeZone, spill: work });
  } catch (error) {
    throw explainWriting(error, out);
  } finally {
    await rm(work, { recursive: true, force: true }).catch(() => undefined);
    forget();
  }
}

async function importWith(
  connection: DuckDBConnection,
  options: ImportOptions,
  work: string,
  begin: BeginStep,
): Promise<ImportResult> {
  const { out, timeZone } = options;
  registerSiteOf(connection);
  const sources: Source[] = [];
  for (const [number, file] of options.files.entries()) {
    sources.push(...(await openAny(connection, file, join(work, `${number}`), options, begin)));
  }
  requireTold(
    options.columns,
    sources.flatMap(({ columns }) => columns),
  );
  const stage = await Stage.create(connection);
  for (const source of sources) await stage.add(source, options, begin);
  await stage.markDuplicates();
  const counts = await stage.count();
  await stage.writeTable(out, counts.kept, begin);
  const rejects = out.replace(/(?:\.parquet)?$/, ".rejects.ndjson");
  const rejected = await stage.writeRejects(rejects);
  return { out, ...counts, rejected, rejects: rejected > 0 ? rejects : null, timeZone };
}

/** @param path where to keep what can be read only once. */
async function openAny(
  connection: DuckDBConnection,
  file: string,
  path: string,
  { format, query }: ImportOptions,
  begin: BeginStep,
): Promise<Source[]> {
  if (file === "-") {
    if (format === undefined) throw new UserError("give --format to say what standard input holds: csv or ndjson");
    await keepInput(process.stdin, path, begin);
    return [await openFile(connection, path, format, "standard input")];
  }
  if (isPostgres(file)) {
    if (query === undefined) throw new UserError(`${nameServer(file)}: give --table or --query to say what to read`);
    await fetchRows({ ...query, url: file }, path, begin);
    return [await openFetched(connection, path, nameServer(file))];
  }
  return openFiles(connection, file);
}
