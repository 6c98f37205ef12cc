import type { Post } from "../../lib/post";

/** A post of which nothing but the title is known, unless given. */
export function makePost(title: string, given: Partial<Post> = {}): Post {
  return { title, site: null, community: null, author: null, postedAt: null, ...given };
}
