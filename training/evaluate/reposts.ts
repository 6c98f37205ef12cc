import { bootstrap } from "../../lib/metrics/bootstrap";
import { spearmanStatistic } from "../../lib/metrics/correlation";
import type { Statistic } from "../../lib/metrics/statistic";
import type { Evidence } from "../../lib/release/report";
import { literal, withDuckDB } from "../data/duckdb";

/** Days between two posts of a title for them to be strangers to each other: another front page, other readers awake. */
const REPOST_DAYS = 90;
const DAY = 86_400_000;
const LEAST_PAIRS = 30;
const RESAMPLES = 1000;

/** Posts of one title in one community, in the order of time. */
interface Repost {
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly postedAt: number;
  /** Of the score among the posts of its community, 0 to 1. */
  readonly rank: number;
}

/** Two posts of one title. */
interface Pair {
  readonly title: number;
  readonly first: number;
  readonly second: number;
}

/**
 * How well the score of a title foretells its score when it is posted again. Two posts are of one title when their letters
 * and digits are the same (case, spaces and signs aside) and so is their community. A post makes a pair with the first
 * later one of its title that is at least {@link REPOST_DAYS} days younger, which may begin another pair. Every such pair
 * of the given posts counts. Scores are compared as ranks among all given posts of their community, so that communities
 * that vote more do not pass for titles that are better.
 *
 * If a score is what the title deserves plus independent luck, two posts correlate by the title's share of the variance,
 * and nothing that knows the title alone can correlate with the score by more than the root of that (Spearman 1904, on
 * reliability). A rough ceiling: a title that is posted again is no random title, and it is said of ranks, not of scores.
 * @param files tables of posts, no post in two of them.
 * @returns null where there are fewer than 30 pairs.
 */
export async function judgeReposts(files: readonly string[], seed: number): Promise<Evidence["reposts"]> {
  const pairs = pairUp(await readReposts(files));
  if (pairs.length < LEAST_PAIRS) return null;
  const { spearman } = bootstrap({ spearman: spearmanByTitle(pairs) }, { seed, resamples: RESAMPLES });
  const root = (correlation: number) => Math.sqrt(Math.max(0, correlation));
  return {
    pairs: pairs.length,
    titles: pairs[pairs.length - 1].title + 1,
    days: REPOST_DAYS,
    spearman,
    ceiling: { value: root(spearman.value), low: root(spearman.low), high: root(spearman.high) },
  };
}

/** Posts whose title occurs twice or more, by title and time. */
function readReposts(files: readonly string[]): Promise<Repost[]> {
  return withDuckDB(async (connection) => {
    const reader = await connection.runAndReadAll(
      `WITH posts AS (
         SELECT community, posted_at, percent_rank() OVER (PARTITION BY community ORDER BY score) AS rank,
           regexp_replace(lower(title), '[^\\p{L}\\p{N}]+', '', 'g') AS letters
         FROM read_parquet([${files.map(literal).join(", ")}]))
       SELECT concat_ws(chr(10), letters, community), epoch_ms(posted_at)::DOUBLE, rank FROM posts WHERE letters <> ''
       QUALIFY count(*) OVER (PARTITION BY community, letters) > 1
       ORDER BY letters, community, posted_at, rank`,
    );
    return reader.getRows().map(([title, postedAt, rank]) => ({
      title: String(title),
      postedAt: Number(postedAt),
      rank: Number(rank),
    }));
  });
}

/** Pairs of each title, titles numbered from 0 in their order. */
function pairUp(posts: readonly Repost[]): Pair[] {
  const pairs: Pair[] = [];
  let titles = 0;
  let first: Repost | null = null;
  let paired = false;
  for (const post of posts) {
    if (first === null || post.title !== first.title) {
      if (paired) titles++;
      first = post;
      paired = false;
    } else if (post.postedAt - first.postedAt >= REPOST_DAYS * DAY) {
      pairs.push({ title: titles, first: first.rank, second: post.rank });
      first = post;
      paired = true;
    }
  }
  return pairs;
}

/** Spearman's correlation of the pairs, to be resampled by title: pairs of one title share posts. */
function spearmanByTitle(pairs: readonly Pair[]): Statistic {
  const ofPairs = spearmanStatistic(
    pairs.map(({ first }) => first),
    pairs.map(({ second }) => second),
  );
  return {
    rows: pairs[pairs.length - 1].title + 1,
    over: (draws) => ofPairs.over(Uint16Array.from(pairs, ({ title }) => draws[title])),
  };
}
