import { mkdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { explainWriting, removeOnInterrupt } from "../console/files";
import type { BeginStep } from "../console/progress";
import { registerSiteOf } from "./clean";
import { requireTold } from "./columns";
import { withDuckDB } from "./duckdb";
import { openFiles, type Source } from "./sources";
import { Stage, type StageCounts, type StageOptions } from "./stage";

export interface ImportOptions extends StageOptions {
  /** Paths and globs. */
  readonly files: readonly string[];
  readonly out: string;
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
    return await withDuckDB((connection) => importWith(connection, options, begin), { timeZone, spill: work });
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
  begin: BeginStep,
): Promise<ImportResult> {
  const { out, timeZone } = options;
  registerSiteOf(connection);
  const sources: Source[] = [];
  for (const file of options.files) sources.push(...(await openFiles(connection, file)));
  requireTold(
    options.columns,
    sources.flatMap(({ columns }) => columns),
  );
  const stage = await Stage.create(connection);
  for (const source of sources) await stage.add(source, options, begin);
  await stage.markDuplicates();
  await stage.findSites();
  const counts = await stage.count();
  const rejects = out.replace(/(?:\.parquet)?$/, ".rejects.ndjson");
  const rejected = await stage.writeRejects(rejects);
  await stage.writeTable(out, counts.kept, begin);
  return { out, ...counts, rejected, rejects: rejected > 0 ? rejects : null, timeZone };
}
