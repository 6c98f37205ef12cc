import type { Post } from "../../lib/post";
import { createRandom } from "../../lib/random";
import type { PostTable } from "../data/posts";
import { groupRows } from "./rows";

/** An input to take away, by its name in the report: forecasts of what is then left, to be averaged. */
interface Ablation {
  readonly without: string;
  readonly left: readonly { readonly posts: PostTable; readonly view?: (post: Post) => Post }[];
}

/** Titles that stand for one that is not known. */
const TITLES = 4;

/**
 * Every input that any of the posts gives. A post without a title cannot be told to the predictor: it gets in turn the
 * titles of {@link TITLES} other posts of its community, which is a forecast averaged over the unknown.
 */
export function listAblations(table: PostTable, seed: number): Ablation[] {
  const given = (["site", "author", "community"] as const).filter((name) =>
    table[name].some((value) => value !== null),
  );
  const random = createRandom(seed);
  return [
    { without: "title", left: Array.from({ length: TITLES }, () => ({ posts: exchangeTitles(table, random) })) },
    ...given.map((name) => ({
      without: name,
      left: [{ posts: table, view: (post: Post) => ({ ...post, [name]: null }) }],
    })),
    { without: "time", left: [{ posts: table, view: (post) => ({ ...post, postedAt: null }) }] },
  ];
}

/** Every post with the title of a random post of the same community. */
function exchangeTitles(table: PostTable, random: () => number): PostTable {
  const communities = groupRows(table.length, (row) => table.community[row]);
  const title = table.community.map((community, row) => {
    const others = communities.get(community) ?? [row];
    return table.title[others[Math.floor(random() * others.length)]];
  });
  return { ...table, title };
}
