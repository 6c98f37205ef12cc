/** What a column of a table of posts can mean. */
export const MEANINGS = [
  "title",
  "url",
  "site",
  "community",
  "author",
  "posted_at",
  "score",
  "id",
  "dead",
  "is_self",
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** Names under which each meaning is found without being told, best first, lower case. */
export const COLUMN_NAMES: Readonly<Record<Meaning, readonly string[]>> = {
  title: ["title", "headline", "post_title"],
  url: ["url", "link", "story_url", "href"],
  site: ["site", "domain", "host"],
  community: ["community", "subreddit", "permalink"],
  author: ["author", "by", "user", "username", "submitter"],
  posted_at: [
    "posted_at",
    "created_at",
    "created_utc",
    "published_at",
    "timestamp",
    "time",
    "date",
    "created",
    "posted",
  ],
  score: ["score", "points", "num_points", "ups", "upvotes"],
  id: ["id", "objectid", "post_id", "story_id"],
  dead: ["dead", "deleted", "is_dead", "is_deleted", "removed"],
  is_self: ["is_self", "self"],
};

/** The first column that has one of these names, whatever its case, the best name first; null when none has. */
export function findColumn(columns: readonly string[], names: readonly string[]): number | null {
  const found = columns.map((column) => column.trim().toLowerCase());
  const name = names.find((wanted) => found.includes(wanted));
  return name === undefined ? null : found.indexOf(name);
}
