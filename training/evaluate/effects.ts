import { Z95 } from "../../lib/metrics/normal";
import type { Evidence } from "../../lib/release/report";
import { words } from "../../lib/text/tokenize";
import type { PostTable } from "../data/posts";
import { effectsOf } from "./effect";
import type { Forecasts } from "./evaluate";

type Effects = Evidence["words"];

/** Names shown on each side. */
const SHOWN = 12;
/** Fewest posts of a name; with many posts, the rarest of them say little. */
const LEAST_POSTS = 30;
const LEAST_SHARE = 5e-4;

/**
 * Words and sites that lift and sink most: by what knowing the title (the site) adds to the forecast of their posts, and
 * what those posts earned beyond the forecast without it. A word is so not taken for the site that it comes from. They are
 * chosen by the forecast alone: what is observed is no luckier than that of other posts.
 * @param without forecasts with an input taken away, by its name; none of the site where no post gives one.
 */
export function findEffects(
  forecasts: Forecasts,
  without: Readonly<Record<string, Forecasts>>,
  table: PostTable,
): { words: Effects; sites: Effects } {
  const rank = (blind: Forecasts | undefined, namesOf: (row: number) => Iterable<string>): Effects =>
    blind === undefined ? { lift: [], sink: [] } : rankNames(namesOf, ...effectsOf(forecasts, blind));
  return {
    words: rank(without.title, (row) => new Set(words(table.title[row]))),
    sites: rank(without.site, (row) => {
      const site = table.site[row];
      return site === null ? [] : [site];
    }),
  };
}

function rankNames(
  namesOf: (row: number) => Iterable<string>,
  predicted: Float64Array,
  observed: Float64Array,
): Effects {
  const sums = new Map<string, { posts: number; predicted: number; observed: number; squares: number }>();
  for (let row = 0; row < predicted.length; row++) {
    for (const name of namesOf(row)) {
      const entry = sums.get(name) ?? { posts: 0, predicted: 0, observed: 0, squares: 0 };
      entry.posts++;
      entry.predicted += predicted[row];
      entry.observed += observed[row];
      entry.squares += observed[row] ** 2;
      sums.set(name, entry);
    }
  }
  const least = Math.max(LEAST_POSTS, LEAST_SHARE * predicted.length);
  const ranked = Array.from(sums)
    .filter(([, { posts }]) => posts >= least)
    .map(([name, { posts, ...sum }]) => {
      const mean = sum.observed / posts;
      const half = Z95 * Math.sqrt(Math.max(0, sum.squares / posts - mean ** 2) / (posts - 1));
      return {
        name,
        posts,
        predicted: Math.exp(sum.predicted / posts),
        observed: { value: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) },
      };
    })
    .sort((a, b) => b.predicted - a.predicted || (a.name < b.name ? -1 : 1));
  return {
    lift: ranked.filter(({ predicted }) => predicted > 1).slice(0, SHOWN),
    sink: ranked
      .filter(({ predicted }) => predicted < 1)
      .slice(-SHOWN)
      .reverse(),
  };
}
