import { flesch } from "flesch";
import { syllable } from "syllable";
import vader from "vader-sentiment";
import { PROFILE_FORMAT, type Profile, parseProfile } from "../../lib/release/profile";
import { words } from "../../lib/text/tokenize";
import { UserError } from "../console/errors";
import { startProgress } from "../console/progress";
import { firstLine, literal, withDuckDB } from "../data/duckdb";
import { openPosts, type Posts, type PostTable } from "../data/posts";
import { logScore } from "../predictor/statistics";
import { createClock } from "./clock";
import { Measuring } from "./measure";
import { NameEffects } from "./names";
import { profileQuantiles, Scores } from "./spread";

const CHARACTERS = [20, 30, 40, 50, 60, 70, 80, 100];
const WORDS = [4, 6, 8, 10, 12, 15];
const SENTIMENT = [-0.5, -0.05, 0.05, 0.5];
const READING_EASE = [0, 30, 60, 90];
/** Titles whose sentiment is told, at most: the lexicon takes a hundred times as long as all the rest. */
const MOST_FELT = 20_000;
const NULLABLE = ["url", "site", "community", "author"] as const;

/**
 * What a table of posts is like: its scores, and what goes with them. One pass over the posts, of any number.
 * @param timeZone IANA name of the zone of hours, weekdays and years.
 * @throws UserError when the file is no such table.
 */
export async function profilePosts(path: string, timeZone: string): Promise<Profile> {
  const posts = await openPosts(path);
  const counted = await countColumns(path);
  const sums = await goThrough(posts, timeZone);
  const { all } = sums;
  const scores = all.histogram.quantiles([0, 1]);
  const iso = (time: number) => (Number.isNaN(time) ? null : new Date(time).toISOString());
  const profile: Profile = {
    format: PROFILE_FORMAT,
    posts: posts.length,
    from: iso(posts.from),
    to: iso(posts.to),
    timeZone,
    ...counted,
    scores: {
      least: scores?.[0] ?? null,
      most: scores?.[1] ?? null,
      quantiles: profileQuantiles(all.histogram),
    },
    all: all.toSpread(),
    byHour: sums.byHour.map((each) => each.toSpread()),
    byWeekday: sums.byWeekday.map((each) => each.toSpread()),
    byYear: [...sums.byYear].sort(([a], [b]) => a - b).map(([year, each]) => ({ year, ...each.toSpread() })),
    characters: sums.characters.toMeasure(),
    words: sums.words.toMeasure(),
    sentiment: sums.sentiment.toMeasure(),
    readability: sums.readability.toMeasure(),
    wordEffects: sums.wordEffects.toEffects(),
    siteEffects: sums.siteEffects.toEffects(),
  };
  return parseProfile(JSON.stringify(profile));
}

type Counted = Pick<Profile, "missing" | "duplicates" | "communities" | "sites" | "authors">;

async function countColumns(path: string): Promise<Counted> {
  const nulls = NULLABLE.map((column) => `count(*) FILTER (${column} IS NULL)`);
  const distinct = ["community", "site", "author"].map((column) => `count(DISTINCT ${column})`);
  const title = "md5_number_lower(lower(trim(title)))";
  const query = `SELECT ${[...nulls, ...distinct]}, count(*) - count(DISTINCT (${title}, community)),
    count(*) - count(DISTINCT ${title}) FROM read_parquet(${literal(path)})`;
  return withDuckDB(async (connection) => {
    try {
      const row = (await connection.runAndReadAll(query)).getRows()[0].map(Number);
      const [communities, sites, authors, inCommunity, anywhere] = row.slice(NULLABLE.length);
      const missing = NULLABLE.map((column, i) => ({ column, posts: row[i] }));
      return { missing, duplicates: { inCommunity, anywhere }, communities, sites, authors };
    } catch (error) {
      throw new UserError(`${path}: not a table of posts; make one with \`data import\` (${firstLine(error)})`);
    }
  });
}

async function goThrough(posts: Posts, timeZone: string) {
  const means = await meanLogScores(posts);
  const sums = {
    all: new Scores(),
    byHour: Array.from({ length: 24 }, () => new Scores()),
    byWeekday: Array.from({ length: 7 }, () => new Scores()),
    byYear: new Map<number, Scores>(),
    characters: new Measuring(CHARACTERS, posts.length),
    words: new Measuring(WORDS, posts.length),
    sentiment: new Measuring(SENTIMENT, MOST_FELT),
    readability: new Measuring(READING_EASE, posts.length),
    wordEffects: new NameEffects(),
    siteEffects: new NameEffects(),
  };
  const clock = createClock(timeZone);
  const progress = startProgress("profile", posts.length, "posts");
  const every = Math.ceil(posts.length / MOST_FELT);
  let done = 0;
  for await (const table of posts.blocks()) {
    for (let row = 0; row < table.length; row++) {
      const score = table.score[row];
      const residual = logScore(score) - (means.get(table.community[row]) ?? 0);
      sums.all.add(score);
      const { hour, weekday, year } = clock(table.postedAt[row]);
      sums.byHour[hour].add(score);
      sums.byWeekday[weekday].add(score);
      let ofYear = sums.byYear.get(year);
      if (ofYear === undefined) sums.byYear.set(year, (ofYear = new Scores()));
      ofYear.add(score);
      readTitle(sums, table, row, residual, (done + row) % every === 0);
    }
    progress.update((done += table.length));
  }
  progress.finish();
  return sums;
}

function readTitle(
  sums: Pick<
    Awaited<ReturnType<typeof goThrough>>,
    "characters" | "words" | "sentiment" | "readability" | "wordEffects" | "siteEffects"
  >,
  table: PostTable,
  row: number,
  residual: number,
  feels: boolean,
): void {
  const [title, score, site] = [table.title[row], table.score[row], table.site[row]];
  const forms = words(title);
  sums.characters.add([...title].length, score, residual);
  sums.words.add(forms.length, score, residual);
  if (feels) sums.sentiment.add(vader.SentimentIntensityAnalyzer.polarity_scores(title).compound, score, residual);
  const spoken = title.match(/\p{L}[\p{L}'’]*/gu) ?? [];
  if (spoken.length > 0) {
    const syllables = spoken.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
    sums.readability.add(
      Math.round(flesch({ sentence: 1, word: spoken.length, syllable: syllables })),
      score,
      residual,
    );
  }
  for (const form of new Set(forms)) sums.wordEffects.add(form, residual, score >= 100);
  if (site !== null) sums.siteEffects.add(site, residual, score >= 100);
}

/** Mean log score of each community. */
async function meanLogScores(posts: Posts): Promise<Map<string | null, number>> {
  const sums = new Map<string | null, { sum: number; posts: number }>();
  for await (const { community, score, posts: count } of posts.scores()) {
    const entry = sums.get(community) ?? { sum: 0, posts: 0 };
    sums.set(community, { sum: entry.sum + count * logScore(score), posts: entry.posts + count });
  }
  return new Map(Array.from(sums, ([community, entry]) => [community, entry.sum / entry.posts]));
}
