import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { type Bucket, bucketOf, expectedScore, toBuckets } from "../../lib/buckets";
import { bootstrap } from "../../lib/metrics/bootstrap";
import { rocAucStatistic } from "../../lib/metrics/roc";
import { meanStatistic } from "../../lib/metrics/statistic";
import type { Post } from "../../lib/post";
import {
  chanceOfNotice,
  mixUnnoticed,
  NOTICE_FEATURES,
  type NoticeModel,
  noticeFeatures,
} from "../../lib/predictor/notice";
import { Predictor } from "../../lib/predictor/predictor";
import { createRandom } from "../../lib/random";
import type { NoticeEvidence } from "../../lib/release/notice-evidence";
import { UserError } from "../console/errors";
import { type PostTable, postAt, readPosts } from "../data/posts";
import { startBackend } from "../predictor/backend";
import { applyLogistic, fitLogistic } from "./logistic";
import { type NoticeRecord, writeNotice } from "./record";

export interface NoticeOptions {
  /** Folder that `predictor train` finished. */
  readonly folder: string;
  /** Table of all submissions of some days, noticed or not. */
  readonly sample: string;
  /** Table of noticed posts that covers those days. */
  readonly noticed: string;
  /** Table of other submissions, noticed or not, to hold the spread of scores against; may be of other years. */
  readonly check: string | null;
  readonly seed: number;
}

/** Pull of the standardised weights towards zero. Between 3 and 100 it hardly matters; a few hundred noticed stories bear no more. */
const PENALTY = 10;
const FOLDS = 10;
const FEWEST_NOTICED = 30;
const RESAMPLES = 1000;

/**
 * Learns the chance that a submission is noticed from title and site, and judges it by cross-validation.
 * A submission was noticed when a post by the same author at the same second is among the noticed ones.
 * @throws UserError
 */
export async function fitNotice(options: NoticeOptions): Promise<NoticeRecord> {
  await startBackend("wasm");
  const predictor = Predictor.open(tf, await readPredictor(options.folder));
  try {
    const sample = await readPosts(options.sample);
    const labels = labelNoticed(sample, await readPosts(options.noticed), options);
    const features = await featuresOf(predictor, readTitles(sample));
    const known = features.map((row) => row.map((value) => value ?? Number.NaN));
    const mean = NOTICE_FEATURES.map((_, c) => average(known.map((row) => row[c]).filter(Number.isFinite)));
    const scale = NOTICE_FEATURES.map((_, c) => spread(known.map((row) => row[c]).filter(Number.isFinite), mean[c]));
    const rows = features.map((row) =>
      row.map((value, c) => (value === null || scale[c] === 0 ? 0 : (value - mean[c]) / scale[c])),
    );
    const { weights, covariance } = fitLogistic(rows, labels, PENALTY);
    const model: NoticeModel = {
      stories: sample.length,
      noticed: labels.reduce((sum, label) => sum + label, 0),
      from: dayOf(sample.postedAt[0]),
      to: dayOf(sample.postedAt[sample.length - 1]),
      weights: [...weights],
      covariance: [...covariance],
      mean,
      scale: scale.map((value) => value || 1),
      unnoticed: sharesOf(
        sample.score.filter((_, i) => labels[i] === 0),
        predictor.edges,
      ),
    };
    const check = options.check === null ? null : await checkSpread(predictor, model, await readPosts(options.check));
    const record = { model, evidence: { ...judge(rows, labels, options.seed), check } };
    await writeNotice(options.folder, record);
    return record;
  } finally {
    predictor.dispose();
  }
}

async function readPredictor(folder: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(folder, "predictor.bin")));
  } catch {
    throw new UserError(`${folder}: no predictor.bin; expected a folder that \`predictor train\` finished`);
  }
}

function labelNoticed(sample: PostTable, noticed: PostTable, { sample: name, noticed: other }: NoticeOptions) {
  const keys = new Set(Array.from(noticed.postedAt, (time, row) => `${time} ${noticed.author[row]}`));
  const labels = Uint8Array.from(sample.postedAt, (time, row) => Number(keys.has(`${time} ${sample.author[row]}`)));
  const count = labels.reduce((sum, label) => sum + label, 0);
  if (count < FEWEST_NOTICED || count === sample.length) {
    throw new UserError(
      `${name}: ${count} of its ${sample.length} posts are in ${other}; expected at least ${FEWEST_NOTICED}, and not all. ` +
        "Both tables need authors and times of the same days",
    );
  }
  return labels;
}

/** Features from title and site, of each post. */
async function featuresOf(predictor: Predictor, posts: readonly Post[]): Promise<(number | null)[][]> {
  const expected = await forecast(
    predictor,
    posts.map((post) => ({ ...post, site: null })),
  );
  return posts.map((post, i) => noticeFeatures(post, predictor.model.tables, expectedScore(expected[i])));
}

/** Titles and sites of a table. */
function readTitles(table: PostTable): Post[] {
  return Array.from({ length: table.length }, (_, row) => ({ ...postAt(table, row), author: null, postedAt: null }));
}

async function forecast(predictor: Predictor, posts: readonly Post[]): Promise<Bucket[][]> {
  const { edges } = predictor;
  const probabilities = await predictor.predict(posts);
  return posts.map((_, i) => toBuckets(edges, probabilities.subarray(i * edges.length, (i + 1) * edges.length)));
}

/** Each story's chance from a fit to the other folds, against the share of all. */
function judge(rows: readonly number[][], labels: Uint8Array, seed: number): Omit<NoticeEvidence, "check"> {
  const random = createRandom(seed);
  const folds = Uint8Array.from(labels, () => Math.floor(random() * FOLDS));
  const chances = new Float64Array(labels.length);
  const base = new Float64Array(labels.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = rows.flatMap((_, i) => (folds[i] === fold ? [] : [i]));
    const seen = Uint8Array.from(others, (i) => labels[i]);
    const model = fitLogistic(
      others.map((i) => rows[i]),
      seen,
      PENALTY,
    );
    rows.forEach((row, i) => {
      if (folds[i] !== fold) return;
      chances[i] = applyLogistic(model, row);
      base[i] = average([...seen]);
    });
  }
  const loss = (p: Float64Array) => p.map((chance, i) => -Math.log(labels[i] === 1 ? chance : 1 - chance));
  const { roc_auc, log_loss, log_loss_of_share } = bootstrap(
    {
      roc_auc: rocAucStatistic(chances, labels),
      log_loss: meanStatistic(loss(chances)),
      log_loss_of_share: meanStatistic(loss(base)),
    },
    { seed, resamples: RESAMPLES },
  );
  return { rocAuc: roc_auc, logLoss: log_loss, logLossOfShare: log_loss_of_share };
}

/** How the forecasts of all submissions spread over the buckets, and how their scores did. */
async function checkSpread(
  predictor: Predictor,
  model: NoticeModel,
  table: PostTable,
): Promise<NonNullable<NoticeEvidence["check"]>> {
  const posts = readTitles(table);
  const [features, noticed] = [await featuresOf(predictor, posts), await forecast(predictor, posts)];
  const predicted = new Float64Array(predictor.edges.length);
  noticed.forEach((buckets, i) => {
    const { chance } = chanceOfNotice(model, features[i]);
    mixUnnoticed(buckets, model, chance).forEach(({ probability }, k) => {
      predicted[k] += probability / posts.length;
    });
  });
  return {
    posts: table.length,
    from: dayOf(table.postedAt[0]),
    to: dayOf(table.postedAt[table.length - 1]),
    predicted: [...predicted],
    observed: sharesOf(table.score, predictor.edges),
  };
}

function sharesOf(scores: Int32Array, edges: readonly number[]): number[] {
  const shares = edges.map(() => 0);
  for (const score of scores) shares[bucketOf(score, edges)] += 1 / scores.length;
  return shares;
}

function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spread(values: readonly number[], mean: number): number {
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
