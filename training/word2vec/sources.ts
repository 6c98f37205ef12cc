import { UserError } from "../console/errors";

/** Where text comes from: a file with a sentence a line (`.gz` too), or a column of a Parquet file. */
export interface Source {
  readonly path: string;
  readonly column: string | null;
}

/** Parses `posts.parquet:title` or `corpus.txt`. @throws UserError */
export function parseSource(text: string): Source {
  const match = /^(.*\.parquet)(?::(.*))?$/i.exec(text);
  if (match === null) return { path: text, column: null };
  if (!match[2]) throw new UserError(`${text}: which column? Write it after a colon, such as ${match[1]}:title`);
  return { path: match[1], column: match[2] };
}
