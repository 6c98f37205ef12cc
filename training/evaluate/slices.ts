import { SELF } from "../../lib/post";
import type { Evidence } from "../../lib/release/report";
import { words } from "../../lib/text/tokenize";
import type { PostTable } from "../data/posts";
import { evaluate, type Forecasts, selectPosts } from "./evaluate";
import { groupRows } from "./rows";

type Slices = Evidence["slices"];

/** Metrics of a part of the posts. */
const METRICS = ["log_loss", "spearman", "spearman_within_community", "roc_auc_at_100"];
/** A part of fewer posts says too little. */
const LEAST_POSTS = 100;
/** Sites and communities that are shown by name. */
const NAMED = 10;
/** Longest titles, in words, of each group but the last. */
const LENGTHS = [4, 8, 12];

/** How well posts of each year, site, length and community are forecast. `table` holds the posts that were forecast. */
export function judgeSlices(forecasts: Forecasts, table: PostTable, seed: number): Slices {
  const judge = (nameOf: (row: number) => string) =>
    Array.from(groupRows(table.length, nameOf))
      .filter(([, rows]) => rows.length >= LEAST_POSTS)
      .map(([name, rows]) => ({
        name,
        posts: rows.length,
        metrics: evaluate(selectPosts(forecasts, rows), { seed, only: METRICS }),
      }));
  const years = judge((row) => String(new Date(table.postedAt[row]).getUTCFullYear()));
  const lengths = judge((row) => nameLength(words(table.title[row]).length));
  return {
    year: years,
    site: byPosts(judge(nameFrequent(table.site, "other sites", "not given"))),
    length: LENGTH_NAMES.flatMap((name) => lengths.filter((slice) => slice.name === name)),
    community: table.community.some((community) => community !== null)
      ? byPosts(judge(nameFrequent(table.community, "all others", "not given")))
      : [],
  };
}

const LENGTH_NAMES = [
  `up to ${LENGTHS[0]} words`,
  ...LENGTHS.slice(1).map((longest, i) => `${LENGTHS[i] + 1} to ${longest} words`),
  `more than ${LENGTHS[LENGTHS.length - 1]} words`,
];

function nameLength(count: number): string {
  const group = LENGTHS.findIndex((longest) => count <= longest);
  return LENGTH_NAMES[group < 0 ? LENGTHS.length : group];
}

/** The most frequent names as they are, the others by one name. */
function nameFrequent(names: readonly (string | null)[], other: string, missing: string): (row: number) => string {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const frequent = new Set(
    Array.from(counts)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, NAMED)
      .map(([name]) => name),
  );
  return (row) => {
    const name = names[row];
    if (name === null) return missing;
    if (name === SELF) return "no link";
    return frequent.has(name) ? name : other;
  };
}

function byPosts(slices: Slices["site"]): Slices["site"] {
  return slices.sort((a, b) => b.posts - a.posts);
}
