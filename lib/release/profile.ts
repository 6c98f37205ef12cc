import * as v from "valibot";

/** Version of the file's shape. A reader refuses any other. */
export const PROFILE_FORMAT = 1;

/** Scores of which a profile says how many posts reached them. */
export const REACHED = [10, 100, 1000] as const;
/** Shares of the posts of which a profile says up to which value they reach. */
export const QUANTILES = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** Values at {@link QUANTILES}. */
const quantiles = v.pipe(v.array(v.number()), v.length(QUANTILES.length));

/** How the scores of some posts spread; all but the count are null where there are none. */
const spread = v.object({
  posts: count,
  quartiles: v.nullable(v.tuple([v.number(), v.number(), v.number()])),
  /** Geometric mean of the scores, those below 1 taken as 1, with its 95 % interval. */
  mean: v.nullable(v.object({ value: v.number(), low: v.number(), high: v.number() })),
  /** Share of the posts that reached each of {@link REACHED}. */
  reached: v.nullable(v.pipe(v.array(share), v.length(REACHED.length))),
});

/** Posts whose value lies in `from..to`, `to` not included; null where the range is open. */
const range = v.object({ from: v.nullable(v.number()), to: v.nullable(v.number()), ...spread.entries });

/** A number told by the title alone, against the score. */
const measure = v.object({
  quantiles: v.nullable(quantiles),
  /** Correlation with the score less its community's mean (Spearman); null where either is constant. */
  spearman: v.nullable(v.number()),
  ranges: v.array(range),
});

/**
 * A word or a site, with the factor by which its posts' scores differ from those of their communities: the geometric mean,
 * shrunk towards 1 for few posts, with its 95 % interval.
 */
const effect = v.object({
  name: v.string(),
  posts: count,
  factor: v.number(),
  low: v.number(),
  high: v.number(),
  /** Share of its posts that reached 100. */
  reached100: share,
});

/** Surest first: by the end of the interval that is nearer to 1, and never across it. */
const effects = v.object({ lift: v.array(effect), sink: v.array(effect) });

const profile = v.object({
  format: v.literal(PROFILE_FORMAT),
  posts: count,
  /** Time of the first and last post, ISO. */
  from: v.nullable(v.string()),
  to: v.nullable(v.string()),
  /** Zone of hours, weekdays and years, such as `UTC`. */
  timeZone: v.string(),
  /** Posts without a value, by column. */
  missing: v.array(v.object({ column: v.string(), posts: count })),
  /** Posts whose title an earlier post had already, whatever its case: in the same community, and anywhere. */
  duplicates: v.object({ inCommunity: count, anywhere: count }),
  communities: count,
  sites: count,
  authors: count,
  scores: v.object({ least: v.nullable(v.number()), most: v.nullable(v.number()), quantiles: v.nullable(quantiles) }),
  all: spread,
  /** 24, from midnight. */
  byHour: v.pipe(v.array(spread), v.length(24)),
  /** 7, from Monday. */
  byWeekday: v.pipe(v.array(spread), v.length(7)),
  byYear: v.array(v.object({ year: v.number(), ...spread.entries })),
  /** Characters and words of the title. */
  characters: measure,
  words: measure,
  /** VADER's compound score of the title, -1 to 1 (Hutto and Gilbert 2014). */
  sentiment: measure,
  /** Reading ease of the title (Flesch 1948): about 0 (hard) to 100 (easy). */
  readability: measure,
  wordEffects: effects,
  siteEffects: effects,
});

export type Spread = v.InferOutput<typeof spread>;
export type TitleMeasure = v.InferOutput<typeof measure>;
export type Effect = v.InferOutput<typeof effect>;
export type Effects = v.InferOutput<typeof effects>;
/** What `data profile` finds in a table of posts, and the model page draws. */
export type Profile = v.InferOutput<typeof profile>;

/** The text is no profile, or one of another version. `message` is fit to show. */
class ProfileError extends Error {
  override readonly name = "ProfileError";
}

/** Parses and validates `profile.json`. @throws ProfileError naming the field that is wrong. */
export function parseProfile(json: string): Profile {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), profile), json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ProfileError(
    `profile.json, ${v.getDotPath(issue) ?? "top"}: ${issue.message}; make it again with \`data profile\``,
  );
}
