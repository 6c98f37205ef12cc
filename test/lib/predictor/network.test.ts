import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { sumRows } from "../../../lib/predictor/embedding";
import { FEATURE_COUNT } from "../../../lib/predictor/features";
import { weightShapes } from "../../../lib/predictor/network";
import { Predictor } from "../../../lib/predictor/predictor";
import { makePost } from "../../support/posts";
import { computeShares } from "../../support/reference";
import { makeTinyModel, signedNumbers } from "../../support/tinyModel";

beforeAll(() => tf.setBackend("cpu"));

describe("the sum of int8 rows", () => {
  it("is the sum of the weighted rows times the columns' scales", () => {
    const table = { values: Int8Array.of(1, -2, 100, 127, -128, 0), scales: Float32Array.of(0.5, 0.25) };
    const posts = {
      offsets: Int32Array.of(0, 2, 2, 5),
      rows: Int32Array.of(0, 2, 1, 1, 2),
      weights: Float32Array.of(1, 0.5, 1, -1, 2),
    };
    expect(sumRows(posts, table)).toEqual(Float32Array.of((1 - 64) * 0.5, -2 * 0.25, 0, 0, -256 * 0.5, 0));
  });
});

describe("the network", () => {
  it("computes what the formula says, for posts in any batch", async () => {
    const shares = [
      [0.4, 0.2, 0.1, 0.1, 0.1, 0.1],
      [0.05, 0.05, 0.1, 0.2, 0.3, 0.3],
      [0.3, 0.3, 0.1, 0.1, 0.1, 0.1],
    ];
    const model = makeTinyModel({ random: signedNumbers(3), communities: ["pics", "rust"], shares });
    const predictor = new Predictor(tf, model);
    const words = fc.array(fc.constantFrom("the", "king", "rust", "c++", "Show HN:"), { minLength: 1, maxLength: 8 });
    const post = fc
      .record({
        title: words.map((all) => all.join(" ")),
        site: fc.constantFrom(null, "github.com", "self", "x.org"),
        community: fc.constantFrom(null, "pics", "rust", "other"),
        author: fc.constantFrom(null, "pg", "nobody"),
        postedAt: fc.constantFrom(null, 0, -1e12, 1.5e12),
      })
      .map(({ title, ...context }) => makePost(title, context));
    await fc.assert(
      fc.asyncProperty(fc.array(post, { minLength: 1, maxLength: 3 }), async (posts) => {
        const probabilities = await predictor.predict(posts);
        posts
          .flatMap((one) => computeShares(model, one))
          .forEach((expected, i) => {
            expect(probabilities[i]).toBeCloseTo(expected, 5);
          });
      }),
    );
    predictor.dispose();
  });

  it("starts from the community's own distribution where its weights are nought", async () => {
    const shares = [
      [0.4, 0.2, 0.1, 0.1, 0.1, 0.1],
      [0.1, 0.1, 0.1, 0.1, 0.2, 0.4],
    ];
    const model = makeTinyModel({ random: () => 0, communities: ["pics"], shares });
    const predictor = new Predictor(tf, model);
    const probabilities = await predictor.predict([makePost("the king", { community: "pics" }), makePost("the king")]);
    [...model.tables.communities.priorOf("pics"), ...model.tables.communities.priorOf(null)].forEach((share, i) => {
      expect(probabilities[i]).toBeCloseTo(share, 6);
    });
    expect(Math.abs(probabilities[0] / 0.4 - 1)).toBeLessThan(0.04);
    predictor.dispose();
  });

  it("has weights of the shapes that its widths ask for", () => {
    expect(weightShapes({ embedding: 5, hidden: 7, buckets: 3 })).toEqual({
      features: [FEATURE_COUNT, 5],
      hidden: [5, 7],
      hiddenBias: [1, 7],
      output: [7, 3],
      skip: [5, 3],
      outputBias: [1, 3],
    });
  });
});
