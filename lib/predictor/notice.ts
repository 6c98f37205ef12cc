import * as v from "valibot";
import type { Bucket } from "../buckets";
import { type Post, SELF } from "../post";
import type { EncoderTables } from "./features";

/**
 * Most submissions die unseen, and a predictor that learnt from those that were noticed cannot know of them. A small
 * sample without that filter tells how often it happens: a logistic regression of being noticed on a few features of
 * title and site, with the covariance of its weights.
 */
const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** In a manifest, and what `predictor notice` writes. */
export const noticeModel = v.pipe(
  v.object({
    /** Stories of the sample, and those of them that were noticed. */
    stories: count,
    noticed: count,
    /** Days of the first and last one, `2017-05-01`. */
    from: v.string(),
    to: v.string(),
    /** Intercept, then one weight for each feature less its mean, over its scale. */
    weights: v.array(finite),
    /** Of the weights, row-major. */
    covariance: v.array(finite),
    mean: v.array(finite),
    scale: v.array(v.pipe(finite, v.gtValue(0))),
    /** How the scores of stories that were not noticed spread over the buckets. */
    unnoticed: v.array(share),
  }),
  v.check(
    ({ weights, covariance, mean, scale }) =>
      mean.length === NOTICE_FEATURES.length &&
      scale.length === mean.length &&
      weights.length === mean.length + 1 &&
      covariance.length === weights.length ** 2,
    "a weight, mean and scale for each feature, and their covariance",
  ),
);
export type NoticeModel = v.InferOutput<typeof noticeModel>;

/** Features of title and site that tell something of being noticed, in order. */
export const NOTICE_FEATURES = [
  "asks",
  "shows",
  "site_self",
  "site_known",
  "site_residual",
  "site_log_posts",
  "log_expected",
] as const;

/** Chance that a submission is noticed, with its 95 % interval. */
export interface NoticeChance {
  readonly chance: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Posts from which on a site counts as known. The predictor learnt from the noticed stories of the sample too: a site with
 * fewer may be known from just the story that is to be judged.
 */
const KNOWN_POSTS = 5;

/**
 * The features of one post; null stands for a feature that is not given.
 * @param expected score that the predictor expects from the title alone, were it noticed.
 */
export function noticeFeatures(
  { title, site }: Post,
  tables: Pick<EncoderTables, "sites">,
  expected: number,
): (number | null)[] {
  const found = tables.sites.find(site);
  const record = found !== null && found.posts >= KNOWN_POSTS - 0.5 ? found : null;
  const ofSite = (value: number) => (site === null ? null : value);
  return [
    Number(/^\s*ask hn\b/i.test(title)),
    Number(/^\s*show hn\b/i.test(title)),
    ofSite(Number(site === SELF)),
    ofSite(Number(record !== null)),
    ofSite(record?.residual ?? 0),
    ofSite(record === null ? 0 : Math.log(record.posts)),
    Math.log(expected),
  ];
}

/** Normal quantile that leaves 2.5 % above it. */
const Z = 1.96;

/**
 * Logistic chance, and its interval from the weights' covariance on the scale of log odds (Wald).
 * A feature that is not given takes its mean.
 */
export function chanceOfNotice(model: NoticeModel, features: readonly (number | null)[]): NoticeChance {
  const { weights, covariance, mean, scale } = model;
  const x = [1, ...features.map((value, i) => (value === null ? 0 : (value - mean[i]) / scale[i]))];
  const odds = x.reduce((sum, value, i) => sum + value * weights[i], 0);
  const variance = x.reduce(
    (sum, a, i) => sum + x.reduce((inner, b, j) => inner + a * b * covariance[i * x.length + j], 0),
    0,
  );
  const reach = Z * Math.sqrt(Math.max(0, variance));
  return { chance: sigmoid(odds), low: sigmoid(odds - reach), high: sigmoid(odds + reach) };
}

/** The distribution of any submission: as forecast where it is noticed, as those unnoticed where it is not. */
export function mixUnnoticed(noticed: readonly Bucket[], { unnoticed }: NoticeModel, chance: number): Bucket[] {
  return noticed.map((bucket, i) => ({
    ...bucket,
    probability: chance * bucket.probability + (1 - chance) * unnoticed[i],
  }));
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
