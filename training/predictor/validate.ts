import * as tf from "@tensorflow/tfjs";
import { bucketOf } from "../../lib/buckets";
import type { Post } from "../../lib/post";
import type { Model } from "../../lib/predictor/model";
import { Predictor } from "../../lib/predictor/predictor";
import { type PostTable, postAt } from "../data/posts";
import { type Calibration, fitCalibration } from "./calibrate";

const BATCH = 4096;

/** Forecasts rows of a table in batches: probabilities, [rows, buckets]. */
export async function predictRows(
  predictor: Predictor,
  table: PostTable,
  rows: Int32Array,
  view: (post: Post) => Post = (post) => post,
): Promise<Float32Array> {
  const buckets = predictor.edges.length;
  const out = new Float32Array(rows.length * buckets);
  for (let start = 0; start < rows.length; start += BATCH) {
    const posts = Array.from(rows.subarray(start, start + BATCH), (row) => view(postAt(table, row)));
    out.set(await predictor.predict(posts), start * buckets);
  }
  return out;
}

/** What is left of a post when only the title (and the community it is meant for) is given. */
export function titleOnly(post: Post): Post {
  return { ...post, site: null, author: null, postedAt: null };
}

/** Mean log loss of the buckets, with everything given and from the title alone. */
export interface Validation {
  readonly full: number;
  readonly title: number;
}

/** Judges a model on posts that it did not learn from. */
export async function validate(model: Model, table: PostTable): Promise<Validation> {
  const { full, title, outcomes } = await forecastBothWays(model, table);
  return { full: meanLogLoss(full, outcomes), title: meanLogLoss(title, outcomes) };
}

/** Fits a calibration on posts that the model did not learn from, full posts and titles alone together. */
export async function calibrateOn(model: Model, table: PostTable): Promise<Calibration> {
  const { full, title, outcomes } = await forecastBothWays(model, table);
  const { communities } = model.tables;
  const buckets = model.edges.length;
  const logPriors = new Float32Array(full.length);
  table.community.forEach((name, i) => {
    const community = communities.rowOf(name);
    logPriors.set(communities.logPriors.subarray(community * buckets, (community + 1) * buckets), i * buckets);
  });
  const scoresOf = (probabilities: Float32Array) => probabilities.map((p, i) => Math.log(p + 1e-9) - logPriors[i]);
  return fitCalibration(
    concatenate(scoresOf(full), scoresOf(title)),
    concatenate(logPriors, logPriors),
    Int32Array.from([...outcomes, ...outcomes]),
  );
}

async function forecastBothWays(model: Model, table: PostTable) {
  const rows = Int32Array.from({ length: table.length }, (_, row) => row);
  const predictor = new Predictor(tf, model);
  try {
    return {
      full: await predictRows(predictor, table, rows),
      title: await predictRows(predictor, table, rows, titleOnly),
      outcomes: Int32Array.from(table.score, (score) => bucketOf(score, model.edges)),
    };
  } finally {
    predictor.dispose();
  }
}

function meanLogLoss(probabilities: Float32Array, outcomes: Int32Array): number {
  const buckets = probabilities.length / outcomes.length;
  let sum = 0;
  outcomes.forEach((outcome, i) => {
    sum -= Math.log(probabilities[i * buckets + outcome] + 1e-9);
  });
  return sum / outcomes.length;
}

function concatenate(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
