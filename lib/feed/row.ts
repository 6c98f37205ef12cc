import { COLUMN_NAMES } from "../columns";
import { quote } from "../quote";
import { parseTime } from "../time";
import type { CandidateParts } from "./candidate";
import { readLabel } from "./label";

/** A row of a table or an object of a JSON file: what is under each name, lower case. */
export type Cells = ReadonlyMap<string, unknown>;

/** Names of a title's column. A post's `text` is its title where it has no other, as in labelled files. */
export const TITLE_NAMES = [...COLUMN_NAMES.title, "text"];
const TIME_NAMES = [...COLUMN_NAMES.posted_at, "postedat", "createdat"];
const LABEL_NAMES = ["label", "accepted"];

/** Takes a post from a row. What a field holds and cannot mean is reported, and the field left out. */
export function readRow(cells: Cells, report: (message: string) => void): CandidateParts {
  const read = <T>(names: readonly string[], expected: string, convert: (value: unknown) => T | null): T | null => {
    const found = find(cells, names);
    if (found === null) return null;
    const value = convert(found.value);
    if (value === null) {
      report(`${found.name}: expected ${expected}, found ${quote(JSON.stringify(found.value))}; the title stays`);
    }
    return value;
  };
  const title = find(cells, TITLE_NAMES)?.value;
  return {
    title: typeof title === "string" ? title : "",
    url: read(COLUMN_NAMES.url, "a link", toText),
    community: read(["community", "subreddit"], "a subreddit's name", toText),
    author: read(COLUMN_NAMES.author, "a name", toText),
    postedAt: read(TIME_NAMES, "a time such as 2026-11-03 14:30", toTime),
    score: read(COLUMN_NAMES.score, "a number", toNumber),
    label: read(LABEL_NAMES, "accepted or rejected", readLabel),
  };
}

/** The first of `names` under which there is something. */
function find(cells: Cells, names: readonly string[]): { name: string; value: unknown } | null {
  for (const name of names) {
    const value = cells.get(name);
    if (value !== undefined && value !== null && value !== "") return { name, value };
  }
  return null;
}

function toText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function toTime(value: unknown): number | null {
  return typeof value === "string" || typeof value === "number" ? parseTime(String(value)) : null;
}

function toNumber(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
