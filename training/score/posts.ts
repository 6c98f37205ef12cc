import type { Row } from "../../lib/csv";
import { type Post, SELF, siteOf } from "../../lib/post";
import { decodeEntities } from "../../lib/text/entities";
import { parseTime } from "../../lib/time";
import { UserError } from "../console/errors";

/** Why a row cannot be scored. */
export type Problem = "no title" | "a time that is not understood" | "more cells than the header, now cut off";

/** Turns rows of a table into posts. */
export type PostReader = (row: Row) => Post | Problem;

/**
 * Finds the columns `title`, `url`, `site`, `author`, `posted_at` and `subreddit`, whatever their case; all but the
 * title may be missing. In a table of Hacker News links a row without a link is a text post.
 * @throws UserError without a title column, listing those found.
 */
export function createPostReader(path: string, columns: readonly string[], community: string): PostReader {
  const names = columns.map((name) => name.trim().toLowerCase());
  const title = names.indexOf("title");
  if (title < 0) throw new UserError(`${path}: no column "title"; it has ${columns.join(", ")}`);
  const [url, site, author, postedAt, subreddit] = ["url", "site", "author", "posted_at", "subreddit"].map((name) => {
    const index = names.indexOf(name);
    return (row: Row) => (index < 0 ? "" : (row[index] ?? "").trim());
  });
  const linkless = community === "hacker-news" && names.includes("url") ? SELF : null;

  return (row) => {
    if (row.length > columns.length) return "more cells than the header, now cut off";
    const text = decodeEntities((row[title] ?? "").trim());
    if (text === "") return "no title";
    const time = postedAt(row);
    const milliseconds = time === "" ? null : parseTime(time);
    if (time !== "" && milliseconds === null) return "a time that is not understood";
    const link = site(row) || url(row);
    return {
      title: text,
      site: link === "" ? linkless : siteOf(link),
      community: community === "reddit" ? readSubreddit(subreddit(row)) : null,
      author: author(row) || null,
      postedAt: milliseconds,
    };
  };
}

/** `/r/Python` and `Python` are `python`; nothing is null. */
export function readSubreddit(text: string): string | null {
  return text.toLowerCase().replace(/^\/?r\//, "") || null;
}
