import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import "@tensorflow/tfjs-backend-cpu";
import { atLeast, expectedScore } from "../../../lib/buckets";
import { ofAnySubmission } from "../../../lib/forecast";
import {
  chanceOfNotice,
  mixUnnoticed,
  NOTICE_FEATURES,
  type NoticeModel,
  noticeFeatures,
} from "../../../lib/predictor/notice";
import { Predictor } from "../../../lib/predictor/predictor";
import { makePost } from "../../support/posts";
import { makeTinyModel, TINY_EDGES } from "../../support/tinyModel";

const SIZE = NOTICE_FEATURES.length + 1;

/** Asking doubles the odds (and one unit of log score); weights known to 0.1. */
const MODEL: NoticeModel = {
  stories: 1000,
  noticed: 200,
  from: "2017-05-01",
  to: "2017-05-06",
  weights: [-1, Math.log(2), 0, 0, 0, 0, 0, Math.log(2)],
  covariance: Array.from({ length: SIZE * SIZE }, (_, i) => (i % (SIZE + 1) === 0 ? 0.01 : 0)),
  mean: [0, 0, 0, 0, 0, 0, 3],
  scale: [1, 1, 1, 1, 1, 1, 1],
  unnoticed: [0.9, 0.1, 0, 0, 0, 0],
};

let predictor: Predictor;
beforeAll(async () => {
  await tf.setBackend("cpu");
  predictor = new Predictor(tf, makeTinyModel());
});
afterAll(() => predictor.dispose());

function forecast(title: string, context = {}) {
  return predictor.forecast(makePost(title, context), { release: "r", predictor: "p" }, "cpu", () => 0, {
    notice: MODEL,
  });
}

describe("the chance of being noticed", () => {
  const base = [0, 0, 0, 0, 0, 0, 3];

  test("follows the logistic formula, inside its interval", () => {
    const { chance, low, high } = chanceOfNotice(MODEL, base);
    expect(chance).toBeCloseTo(1 / (1 + Math.E), 10);
    // Only the intercept is uncertain here: ±1.96 × 0.1 on log odds.
    expect(Math.log(high / (1 - high))).toBeCloseTo(-1 + 0.196, 6);
    expect(Math.log(low / (1 - low))).toBeCloseTo(-1 - 0.196, 6);
  });

  test("is less certain away from the mean", () => {
    const width = ({ low, high }: { low: number; high: number }) =>
      Math.log(high / (1 - high)) - Math.log(low / (1 - low));
    expect(width(chanceOfNotice(MODEL, [...base.slice(0, 6), 9]))).toBeGreaterThan(
      2 * width(chanceOfNotice(MODEL, base)),
    );
  });

  test("takes the mean for what is not given", () => {
    const unknown = noticeFeatures(makePost("A title", { site: null }), predictor.model.tables, Math.exp(3));
    expect(unknown.filter((value) => value === null)).toHaveLength(4);
    expect(chanceOfNotice(MODEL, unknown)).toEqual(chanceOfNotice(MODEL, base));
  });

  test("knows a question to Hacker News by its first words", () => {
    const asks = (title: string) => noticeFeatures(makePost(title), predictor.model.tables, 1)[0];
    expect([asks("Ask HN: why?"), asks("ask hn why"), asks("Do not ask HN"), asks("Ask HNers")]).toEqual([1, 1, 0, 0]);
  });
});

describe("a forecast of any submission", () => {
  test("is the mixture of the forecast and of those that go unnoticed", async () => {
    const made = await forecast("Show HN: a rust engine", { site: "github.com" });
    const { notice, buckets } = made.submission ?? expect.fail("no forecast of any submission");
    buckets.forEach(({ probability }, k) => {
      expect(probability).toBeCloseTo(
        notice.chance * made.buckets[k].probability + (1 - notice.chance) * MODEL.unnoticed[k],
        10,
      );
    });
    expect(buckets.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    expect(atLeast(buckets, 32)).toBeCloseTo(notice.chance * atLeast(made.buckets, 32), 10);
  });

  test("tells its own expected score, quantiles and place among all submissions", async () => {
    const made = await forecast("Show HN: a rust engine");
    const any = ofAnySubmission(made);
    expect(any.expected).toBeLessThan(made.expected);
    expect(any.expected).toBeCloseTo(expectedScore(any.buckets), 10);
    expect(any.quantiles.p90).toBeLessThanOrEqual(made.quantiles.p90);
    expect(any.usual.map(({ probability }) => probability)).toEqual(
      mixUnnoticed(made.usual, MODEL, 0.2).map(({ probability }) => probability),
    );
    expect(any.tokens).toEqual(made.tokens);
  });

  test("asks title and site alone how likely notice is: author and time change nothing of it", async () => {
    const [plain, given] = [
      await forecast("Ask HN: why", { author: null, postedAt: null }),
      await forecast("Ask HN: why", { author: "someone", postedAt: Date.UTC(2020, 1, 1) }),
    ];
    expect(given.submission?.notice.chance).toBeCloseTo(plain.submission?.notice.chance ?? Number.NaN, 5);
  });

  test("is not there where nothing is known of unnoticed posts", async () => {
    const made = await predictor.forecast(makePost("A title"), { release: "r", predictor: "p" }, "cpu", () => 0);
    expect(made.submission).toBeNull();
    expect(ofAnySubmission(made)).toEqual(made);
    expect(MODEL.unnoticed).toHaveLength(TINY_EDGES.length);
  });
});
