import type { Row } from "../csv";
import { cleanText, NAME_MAX, TITLE_MAX, toCommunity } from "../permalink";
import { type Post, SELF, siteOf } from "../post";
import { quote } from "../quote";
import { decodeEntities } from "../text/entities";
import { parseTime } from "../time";
import type { Columns, Role } from "./columns";

/** Something in a row that is not as expected. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  /** Whether the row has no forecast for it. */
  readonly isLeftOut: boolean;
}

/** How rows become posts. */
export interface Reading {
  /** Columns of the table. */
  readonly width: number;
  readonly columns: Columns;
  /** For rows that name no community. */
  readonly community: string | null;
  /** What a row without a link links to: {@link SELF} on Hacker News, where a story has a link or is a text. */
  readonly siteWithoutLink: string | null;
}

/** How decoders write bytes that are no letter. */
const UNREADABLE = "\uFFFD";
/** `/r/python/comments/…`, an address on Reddit, or `r/python`. */
const SUBREDDIT = /^(?:https?:\/\/[^/]+)?\/?r\/([^/]+)/i;

/** Reads a row; null when it has no forecast. Every problem is reported, in the order of the rows. */
export function readPost(
  row: Row,
  { width, columns, community, siteWithoutLink }: Reading,
  report: (problem: Omit<Problem, "line">) => void,
): Post | null {
  const drop = (message: string): null => {
    report({ message: `${message}; left out`, isLeftOut: true });
    return null;
  };
  const note = (message: string): void => report({ message, isLeftOut: false });
  const cell = (role: Role): string => {
    const column = columns[role];
    return column === null ? "" : (row[column] ?? "").trim();
  };
  const read = <T>(role: Role, expected: string, convert: (text: string) => T | null): T | null => {
    const text = cell(role);
    if (text === "") return null;
    const value = convert(text);
    if (value === null) note(`expected ${expected}, found ${quote(text)}; scored without it`);
    return value;
  };

  if (row.slice(width).some((extra) => extra !== null)) {
    return drop(`expected ${width} cells, found ${row.length}: a title with the separator in it needs quotation marks`);
  }
  const whole = decodeEntities(cell("title"));
  const title = cleanText(whole, TITLE_MAX).trim();
  if (title === "") return drop("expected a title, found none");
  if (row.length < width) note(`expected ${width} cells, found ${row.length}; what is missing counts as empty`);
  if (whole.length > TITLE_MAX) note(`a title of ${whole.length} characters; scored by its first ${TITLE_MAX}`);
  if (title.includes(UNREADABLE)) note(`${quote(title)} has letters that are not UTF-8; scored as it stands`);
  return {
    title,
    community: read("community", "a subreddit's name", readSubreddit) ?? community,
    site: cell("link") === "" ? siteWithoutLink : read("link", "a link or a site", siteOf),
    author: cleanText(cell("author"), NAME_MAX).trim() || null,
    postedAt: read("time", "a time such as 2026-11-03 14:30", parseTime),
  };
}

/** What a row without a link links to, by the predictor that is asked and whether the table has links at all. */
export function siteWithoutLink(predictor: string, { link }: Columns): string | null {
  return predictor === "hacker-news" && link !== null ? SELF : null;
}

function readSubreddit(text: string): string | null {
  return toCommunity(SUBREDDIT.exec(text)?.[1] ?? text);
}
