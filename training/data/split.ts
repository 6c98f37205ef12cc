import { resolve } from "node:path";
import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import type { BeginStep } from "../console/progress";
import { COMPRESSION, firstLine, identifier, literal, requireFile, runWithProgress, withDuckDB } from "./duckdb";

/** What posts of one group share. */
export const GROUPS = ["community", "site", "author"] as const;
export type Group = (typeof GROUPS)[number];

/** How posts are divided: those from a moment on are held out, or a stable random tenth of them, or of their groups. */
export type Division = { readonly from: Date } | { readonly tenth: number; readonly by?: Group | undefined };

export interface SplitResult {
  readonly train: { readonly file: string; readonly posts: number };
  readonly test: { readonly file: string; readonly posts: number };
}

/**
 * Divides a table of posts into two files, no post in both. A random tenth depends on a post's title, community and
 * time alone (MD5), or on the name of its group, so it stays the same when posts are added and copies of a post fall on the
 * same side. A post without a group stands for itself.
 * @throws UserError when the file is not a table of posts, or a side would be empty.
 */
export async function splitPosts(
  file: string,
  division: Division,
  train: string,
  test: string,
  begin: BeginStep,
): Promise<SplitResult> {
  await requireFile(file);
  if (new Set([file, train, test].map((path) => resolve(path))).size < 3) {
    throw new UserError(`--train ${train} --test ${test}: expected two files, neither of them ${file}`);
  }
  const held = `coalesce(${isHeld(division)}, false)`;
  // Both or none: a train file beside an older test file would hold the same posts.
  return writeAtomically(train, (trainPath) =>
    writeAtomically(test, async (testPath) => ({
      train: { file: train, posts: await copy(file, `NOT ${held}`, train, trainPath, begin) },
      test: { file: test, posts: await copy(file, held, test, testPath, begin) },
    })),
  );
}

function isHeld(division: Division): string {
  if ("from" in division) return `posted_at >= ${literal(division.from.toISOString())}::TIMESTAMPTZ`;
  const post = "concat_ws(chr(10), title, community, epoch_ms(posted_at))";
  const key = division.by === undefined ? post : `coalesce(${identifier(division.by)}, ${post})`;
  return `md5_number_lower(${key}) % 10 = ${division.tenth}`;
}

/** Copies the posts of one side. @returns how many. */
async function copy(
  file: string,
  condition: string,
  path: string,
  temporary: string,
  begin: BeginStep,
): Promise<number> {
  const posts = `read_parquet(${literal(file)}) WHERE ${condition}`;
  const written = await withDuckDB(async (connection) => {
    try {
      const count = Number((await connection.runAndReadAll(`SELECT count(*) FROM ${posts}`)).value(0, 0));
      const progress = begin(`writing ${path}`, count, "posts");
      const statement = `COPY (SELECT * FROM ${posts}) TO ${literal(temporary)} (FORMAT parquet, ${COMPRESSION})`;
      await runWithProgress(connection, statement, progress, count);
      progress.finish();
      return count;
    } catch (error) {
      throw new UserError(`${file}: not a table of posts; make one with \`data import\` (${firstLine(error)})`);
    }
  });
  if (written === 0) throw new UserError(`${file}: no post would go to ${path}; choose another date, tenth or group`);
  return written;
}
