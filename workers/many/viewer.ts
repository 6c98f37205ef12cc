import { orderRows } from "../../lib/many/order";
import type { Post } from "../../lib/post";
import type { ScoredRow, SortKey, ViewRequest } from "./api";
import type { Scoring } from "./scoring";

/** Finds and orders the rows that a page shows. */
export class Viewer {
  /** In lower case, as far as they have been asked for. */
  private readonly titles: string[] = [];
  private readonly places: string[] = [];

  constructor(readonly scoring: Scoring) {}

  /** Positions of the posts that are wanted, in order. */
  order({ sort, isDown, text, leastExpected, leastChance, reach }: ViewRequest): Uint32Array {
    const { expected } = this.scoring.scores;
    const wanted = text.trim().toLowerCase();
    const chances = this.scoring.scores.chances(reach);
    if (wanted !== "") this.fold();
    const isWanted = (post: number): boolean =>
      expected[post] >= leastExpected &&
      chances[post] >= leastChance &&
      (wanted === "" || this.titles[post].includes(wanted) || this.places[post].includes(wanted));
    return orderRows(this.keys(sort, reach), isDown, isWanted);
  }

  /** Posts as the page shows them. */
  show(posts: Uint32Array, reach: number): ScoredRow[] {
    const { scores, list } = this.scoring;
    const chances = scores.chances(reach);
    return Array.from(posts, (post) => ({
      ...scores.posts[post],
      line: list.lines[scores.rows[post]],
      expected: scores.expected[post],
      low: scores.low[post],
      high: scores.high[post],
      chance: chances[post],
      likely: scores.likely[post],
    }));
  }

  private keys(sort: SortKey, reach: number): ArrayLike<number> | readonly string[] {
    const { scores } = this.scoring;
    if (sort === "line") return scores.rows;
    if (sort === "chance") return scores.chances(reach);
    if (sort === "title" || sort === "place") {
      this.fold();
      return sort === "title" ? this.titles : this.places;
    }
    return scores[sort].subarray(0, scores.count);
  }

  private fold(): void {
    const { posts } = this.scoring.scores;
    for (const post of posts.slice(this.titles.length)) {
      this.titles.push(post.title.toLowerCase());
      this.places.push(placeOf(post).toLowerCase());
    }
  }
}

function placeOf({ community, site }: Post): string {
  return [community && `r/${community}`, site].filter(Boolean).join(" ");
}
