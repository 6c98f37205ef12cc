import { expect, it } from "vitest";
import { encode, FEATURE_COUNT } from "../../../lib/predictor/features";
import { averageNetworks, type Network } from "../../../training/predictor/average";
import type { Batch } from "../../../training/predictor/batches";
import { condense } from "../../../training/predictor/condense";
import { roundTable } from "../../../training/predictor/round";
import { makePost } from "../../support/posts";
import { computeLogits } from "../../support/reference";
import { makeTinyNetwork, signedNumbers, TINY_WORDS } from "../../support/tinyModel";

const random = signedNumbers(9);
const posts = Array.from({ length: 300 }, () => {
  const words = TINY_WORDS.filter(() => random() > 0.5);
  return makePost(words.join(" "), { site: random() > 0 ? "github.com" : null, author: random() > 0 ? "pg" : null });
});

/** A network as it is, and the same with the axes of its hidden layer's input changed. */
const network = makeTinyNetwork({ random: signedNumbers(1) });
const turned = turn(network);
const others = [2, 3].map((seed) => ({
  ...makeTinyNetwork({ random: signedNumbers(seed) }),
  featureMean: network.featureMean,
}));

it("networks that compute the same need no more columns than one of them", () => {
  const average = averageNetworks([network, turned, network]);
  expect(average.shape.embedding).toBe(24);
  const condensed = condense(average, [toBatch(network)], 8);
  expect(condensed.shape).toEqual({ embedding: 8, hidden: 24, buckets: 6 });
  expect(condensed.table.length).toBe(network.table.length);
  expect(largestDifference(condensed, network)).toBeLessThan(1e-3);
});

it("with all columns nothing changes, and each that goes costs more", () => {
  const average = averageNetworks([network, ...others]);
  const lost = [24, 12, 6, 2].map((width) => rootMeanSquare(condense(average, [toBatch(network)], width), average));
  expect(lost[0]).toBeLessThan(1e-4);
  lost.slice(1).forEach((value, i) => {
    expect(value).toBeGreaterThan(lost[i]);
  });
  expect(lost[3]).toBeGreaterThan(0.05);
});

it("rounding the table costs about a step for each number of a row, and less in proportion for finer steps", () => {
  const condensed = condense(averageNetworks([network, ...others]), [toBatch(network)], 24);
  const coarse = rootMeanSquare(roundTable(condensed, 0.2), condensed);
  const fine = rootMeanSquare(roundTable(condensed, 0.05), condensed);
  expect(coarse).toBeLessThan(0.2 * Math.sqrt(24));
  expect(coarse).toBeGreaterThan(0.02);
  expect(coarse / fine).toBeGreaterThan(2);
  expect(coarse / fine).toBeLessThan(8);
});

/** Features weigh so much here that forecasts would be certain; the titles' words tell more. */
function toBatch({ tables, featureMean, featureScale }: Network): Batch {
  const { dense, ...encoded } = encode(posts, tables);
  const normal = dense.map((value, i) => (value - featureMean[i % FEATURE_COUNT]) / featureScale[i % FEATURE_COUNT]);
  const none = new Float32Array(posts.length);
  return {
    ...encoded,
    posts: posts.length,
    dense: normal,
    logPriors: none,
    buckets: new Int32Array(0),
    logScores: none,
  };
}

/** Swaps and scales the columns of the table, and takes that back in the layers that read them. */
function turn(original: Network): Network {
  const { embedding } = original.shape;
  const scaled = (rows: Float32Array) =>
    rows.map((_, i) => {
      const column = i % embedding;
      return rows[i - column + (embedding - 1 - column)] * (1 + column);
    });
  const unscaled = (layer: Float32Array, columns: number) =>
    layer.map((_, i) => {
      const row = Math.floor(i / columns);
      return layer[(embedding - 1 - row) * columns + (i % columns)] / (1 + row);
    });
  const { weights, shape } = original;
  return {
    ...original,
    table: scaled(original.table),
    weights: {
      ...weights,
      features: scaled(weights.features),
      hidden: unscaled(weights.hidden, shape.hidden),
      skip: unscaled(weights.skip, shape.buckets),
    },
  };
}

type Model = Parameters<typeof computeLogits>[0];

function differences(a: Model, b: Model): number[] {
  return posts.flatMap((post) => {
    const other = centre(computeLogits(b, post));
    return centre(computeLogits(a, post)).map((logit, k) => logit - other[k]);
  });
}

function largestDifference(a: Model, b: Model): number {
  return Math.max(...differences(a, b).map(Math.abs));
}

/** Of a post's logits together, as the metric of the table has it. */
function rootMeanSquare(a: Model, b: Model): number {
  return Math.sqrt(differences(a, b).reduce((sum, value) => sum + value * value, 0) / posts.length);
}

/** Logits less their mean, which changes no forecast. */
function centre(logits: readonly number[]): number[] {
  const mean = logits.reduce((sum, logit) => sum + logit, 0) / logits.length;
  return logits.map((logit) => logit - mean);
}
