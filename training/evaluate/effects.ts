import { Z95 } from "../../lib/metrics/normal";
import type { Evidence } from "../../lib/release/report";
import { words } from "../../lib/text/tokenize";
import type { PostTable } from "../data/posts";
import { logScore } from "../predictor/statistics";
import { expectedLogs, type Forecasts } from "./evaluate";

type Effects = Evidence["words"];

/** Names shown on each side. */
const SHOWN = 12;
/** Fewest posts of a name, and of a community for its posts to count. */
const LEAST_POSTS = 30;
const LEAST_COMMUNITY = 20;
/** A name is shown only where at least this share of the posts has it: with many posts, the rarest say little. */
const LEAST_SHARE = 5e-4;

/**
 * Words and sites whose posts are forecast furthest above and below their communities' mean, and what those posts earned.
 * They are chosen by the forecast alone, so that what is observed is no luckier than that of other posts.
 */
export function findEffects(forecasts: Forecasts, table: PostTable): { words: Effects; sites: Effects } {
  const predicted = lessCommunityMeans(expectedLogs(forecasts), table.community);
  const observed = lessCommunityMeans(Float64Array.from(forecasts.scores, logScore), table.community);
  const rank = (namesOf: (row: number) => Iterable<string>) => rankNames(namesOf, predicted, observed);
  return {
    words: rank((row) => new Set(words(table.title[row]))),
    sites: rank((row) => {
      const site = table.site[row];
      return site === null ? [] : [site];
    }),
  };
}

/** Each value less the mean of its community; NaN in communities of few posts, whose mean is mostly the post itself. */
function lessCommunityMeans(values: Float64Array, communities: readonly (string | null)[]): Float64Array {
  const sums = new Map<string | null, { sum: number; posts: number }>();
  values.forEach((value, row) => {
    const entry = sums.get(communities[row]) ?? { sum: 0, posts: 0 };
    sums.set(communities[row], { sum: entry.sum + value, posts: entry.posts + 1 });
  });
  return values.map((value, row) => {
    const entry = sums.get(communities[row]);
    return entry === undefined || entry.posts < LEAST_COMMUNITY ? Number.NaN : value - entry.sum / entry.posts;
  });
}

function rankNames(
  namesOf: (row: number) => Iterable<string>,
  predicted: Float64Array,
  observed: Float64Array,
): Effects {
  const sums = new Map<string, { posts: number; predicted: number; observed: number; squares: number }>();
  for (let row = 0; row < predicted.length; row++) {
    if (Number.isNaN(predicted[row])) continue;
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
