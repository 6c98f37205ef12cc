import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { beforeAll, expect, test } from "vitest";
import { expectedScore, toBuckets } from "../../../lib/buckets";
import type { Post } from "../../../lib/post";
import { Predictor } from "../../../lib/predictor/predictor";
import { WordVectors } from "../../../lib/vectors/word-vectors";
import type { RewritesRequest } from "../../../workers/advice/api";
import { Rewriter } from "../../../workers/advice/rewriter";
import { makeTinyModel } from "../../support/tinyModel";

/** "huge" and "massive" point one way, "enormous" elsewhere; "gigantic" is not here. */
const VECTORS = new WordVectors({
  words: ["huge", "massive", "enormous"],
  dimensions: 2,
  rows: Float32Array.of(1, 0, 0.8, 0.6, 0, 1),
  scales: null,
  counts: null,
  config: {},
});
const TITLE = "It's a huge engine in the title of the queen";

let predictor: Predictor;

beforeAll(async () => {
  await tf.setBackend("cpu");
  predictor = new Predictor(tf, makeTinyModel());
});

async function predict(_name: string, posts: readonly Post[]) {
  const { edges } = predictor;
  const probabilities = await predictor.predict(posts);
  return posts.map((_, i) => ({
    buckets: toBuckets(edges, probabilities.subarray(i * edges.length, (i + 1) * edges.length)),
  }));
}

function ask(title: string, given: Partial<RewritesRequest> = {}): RewritesRequest {
  const post = { title, community: null, site: null, author: null, postedAt: null };
  return { predictor: "hacker-news", link: "", ...post, ...given };
}

const fresh = () => false;

test("gains are those of separate predictions of the same post, and what does not lift is left out", async () => {
  let lifting = 0;
  for (const title of [
    TITLE,
    "Show HN: a Rust engine in C++",
    "The king of Rust in the title",
    "A queen is in the engine",
  ]) {
    const request = ask(title, { site: "github.com", author: "pg", postedAt: Date.UTC(2026, 10, 6) });
    const { predictor: _, link: __, ...post } = request;
    const found = await new Rewriter(predict).rewrite(request, VECTORS, fresh);
    const [{ buckets }] = await predict("", [post]);
    for (const one of found?.lifting ?? []) {
      const [alone] = await predict("", [{ ...post, title: one.title }]);
      expect(one.expected).toBeCloseTo(expectedScore(alone.buckets), 3);
      expect(one.gain).toBeCloseTo(expectedScore(alone.buckets) / expectedScore(buckets), 4);
      expect(one.gain).toBeGreaterThanOrEqual(1.05);
      lifting++;
    }
    expect(found?.tried).toBeGreaterThanOrEqual(found?.lifting.length ?? 0);
  }
  expect(lifting).toBeGreaterThan(0);
});

test("with word vectors the words that they hold near come in, with their cosine", async () => {
  const rewriter = new Rewriter(predict);
  const without = await rewriter.rewrite(ask(TITLE), null, fresh);
  const within = await rewriter.rewrite(ask(TITLE), VECTORS, fresh);
  expect(within?.tried).toBe((without?.tried ?? 0) + 1);
  const known = [...(without?.lifting ?? []), ...(within?.lifting ?? [])].filter(
    ({ similarity }) => similarity !== null,
  );
  for (const { from, to, similarity } of known) {
    expect([from, to]).toEqual(["huge", "massive"]);
    expect(similarity).toBeCloseTo(0.8, 6);
  }
});

test("an answer that nobody waits for is not worked out", async () => {
  let asked = 0;
  const counting = new Rewriter((name, posts) => {
    asked += posts.length;
    return predict(name, posts);
  });
  expect(await counting.rewrite(ask(TITLE), null, () => true)).toBeNull();
  expect(asked).toBe(0);
});

test("a title that nothing is known of has nothing to change", async () => {
  for (const title of ["", " ", "Zxqvwol", "日本 🙂"]) {
    expect(await new Rewriter(predict).rewrite(ask(title), VECTORS, fresh)).toEqual({
      title,
      predictor: "hacker-news",
      lifting: [],
      least: 1.05,
      tried: 0,
    });
  }
});
