import type { Post, ScoredPost } from "../../lib/post";
import type { PostTable } from "../../training/data/posts";

/** A post of which nothing but the title is known, unless given. */
export function makePost(title: string, given: Partial<Post> = {}): Post {
  return { title, site: null, community: null, author: null, postedAt: null, ...given };
}

/** Posts in columns, ordered by time, as a file of them is read. */
export function makeTable(posts: readonly ScoredPost[]): PostTable {
  const ordered = [...posts].sort((a, b) => (a.postedAt ?? 0) - (b.postedAt ?? 0));
  return {
    length: posts.length,
    title: ordered.map(({ title }) => title),
    site: ordered.map(({ site }) => site),
    community: ordered.map(({ community }) => community),
    author: ordered.map(({ author }) => author),
    postedAt: Float64Array.from(ordered, ({ postedAt }) => postedAt ?? 0),
    score: Int32Array.from(ordered, ({ score }) => score),
  };
}
