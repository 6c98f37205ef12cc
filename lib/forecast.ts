import { atLeast, type Bucket, toDistribution } from "./buckets";
import type { NoticeChance } from "./predictor/notice";

/** A word of the title, as typed, and what it does to the forecast. */
export interface ForecastToken {
  readonly text: string;
  /** UTF-16 offsets into the title. */
  readonly start: number;
  readonly end: number;
  /** False when the model has never seen the word. */
  readonly known: boolean;
  /** Expected score with this word over expected score without it; above 1 the word lifts. Leave-one-out. */
  readonly effect: number;
  /** Expected score with this word, less that without it. */
  readonly points: number;
}

/** What may be given of a post beside its title. */
export type ForecastInput = "community" | "site" | "author" | "time";

/** An input that was given, and what it does to the forecast. */
export interface InputEffect {
  readonly input: ForecastInput;
  /** Expected score with this input over expected score with it not given. Leave-one-out, as a word's. */
  readonly effect: number;
  readonly points: number;
}

/** Most submissions die unseen; a forecast is of those that are noticed. This is of all of them. */
export interface SubmissionForecast {
  /** Chance of being noticed, with its 95 % interval. */
  readonly notice: NoticeChance;
  readonly buckets: readonly Bucket[];
  /** How all submissions spread over the buckets. */
  readonly usual: readonly Bucket[];
}

/** Everything that the score page shows about one title. Plain data: it crosses the worker's border as it is. */
export interface Forecast {
  readonly title: string;
  /** Release that made the forecast, such as `2026-11`. */
  readonly release: string;
  readonly predictor: string;
  readonly tokens: readonly ForecastToken[];
  /** Of the inputs that were given, in the order of their names above. */
  readonly inputs: readonly InputEffect[];
  /** Expected score at each of the other posting times that were asked about. */
  readonly times: readonly number[];
  readonly buckets: readonly Bucket[];
  /** How real posts of the same community spread over the same buckets. */
  readonly usual: readonly Bucket[];
  /** Geometric mean of the score, `exp(E[log score])`. */
  readonly expected: number;
  /** Scores below which 10, 50 and 90 % of the forecast lie. */
  readonly quantiles: { readonly p10: number; readonly p50: number; readonly p90: number };
  /** Share of real posts of the same community that scored below `expected`, 0 to 1. */
  readonly percentile: number;
  /** Share of the title's words that the model knows, 0 to 1; 1 for an empty title. */
  readonly knownShare: number;
  /** True when so few words are known (or the title is not in English) that the forecast was widened towards the community's own distribution. */
  readonly widened: boolean;
  /** Null where nothing is known of posts that go unnoticed. */
  readonly submission: SubmissionForecast | null;
  readonly timing: {
    /** Milliseconds from the request's arrival in the worker to its answer. */
    readonly total: number;
    readonly backend: string;
  };
}

/** What follows from a distribution over score buckets. */
export function summarise(buckets: readonly Bucket[], usual: readonly Bucket[]) {
  const distribution = toDistribution(buckets);
  return { ...distribution, usual, percentile: 1 - atLeast(usual, distribution.expected) } satisfies Partial<Forecast>;
}

/** The forecast of any submission, noticed or not, where that is known; effects and times stay those of one that is. */
export function ofAnySubmission(forecast: Forecast): Forecast {
  const { submission } = forecast;
  return submission === null ? forecast : { ...forecast, ...summarise(submission.buckets, submission.usual) };
}
