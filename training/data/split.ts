import { UserError } from "../console/errors";
import { writeAtomically } from "../console/files";
import { firstLine, literal, requireFile, withDuckDB } from "./duckdb";

/** How posts are divided: those from a moment on are held out, or one stable random tenth of them. */
export type Division = { readonly from: Date } | { readonly tenth: number };

export interface SplitResult {
  readonly train: { readonly file: string; readonly posts: number };
  readonly test: { readonly file: string; readonly posts: number };
}

/**
 * Divides a table of posts into two files, no post in both. A random tenth depends on a post's title, community and
 * time alone (MD5), so it stays the same when posts are added and copies of a post fall on the same side.
 * @throws UserError when the file is not a table of posts, or a side would be empty.
 */
export async function splitPosts(file: string, division: Division, train: string, test: string): Promise<SplitResult> {
  await requireFile(file);
  const held =
    "from" in division
      ? `posted_at >= ${literal(division.from.toISOString())}::TIMESTAMPTZ`
      : `md5_number_lower(concat_ws(chr(10), title, community, epoch_ms(posted_at))) % 10 = ${division.tenth}`;
  const copy = (path: string, condition: string) =>
    writeAtomically(path, (temporary) =>
      withDuckDB(async (connection) => {
        const select = `SELECT * FROM read_parquet(${literal(file)}) WHERE ${condition}`;
        try {
          const done = await connection.run(
            `COPY (${select}) TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd)`,
          );
          if (done.rowsChanged > 0) return { file: path, posts: done.rowsChanged };
        } catch (error) {
          throw new UserError(`${file}: not a table of posts; make one with \`data import\` (${firstLine(error)})`);
        }
        throw new UserError(`${file}: no post would go to ${path}; choose another date or tenth`);
      }),
    );
  return { train: await copy(train, `NOT coalesce(${held}, false)`), test: await copy(test, held) };
}
