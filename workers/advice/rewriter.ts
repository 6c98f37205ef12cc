import { leastGain, rankRewrites, rewrite } from "../../lib/advice/rewrites";
import type { Similarity } from "../../lib/advice/rewrites/rewrite";
import { type Bucket, expectedScore } from "../../lib/buckets";
import type { Post } from "../../lib/post";
import type { WordVectors } from "../../lib/vectors/word-vectors";
import { nextTask } from "../engine/latest";
import type { Rewrites, RewritesRequest } from "./api";
import { tagWords } from "./tagger";

/** Rewrites in one pass through the network: about a millisecond, after which a waiting forecast goes first. */
const BATCH = 32;
/** Rewrites that are told at most. */
const TOLD = 8;

type Predict = (
  predictor: string,
  posts: readonly Post[],
) => Promise<readonly { readonly buckets: readonly Bucket[] }[]>;

/** Puts titles in other words and asks the predictor which of them lift. */
export class Rewriter {
  constructor(private readonly predict: Predict) {}

  /**
   * @param words null leaves out what needs word vectors.
   * @param isStale asked between any two steps: whether the reader has gone on. Then the answer is null.
   */
  async rewrite(
    { predictor, link, ...post }: RewritesRequest,
    words: WordVectors | null,
    isStale: () => boolean,
  ): Promise<Omit<Rewrites, "vectors"> | null> {
    if (isStale()) return null;
    const { title, postedAt } = post;
    const rewrites = rewrite(title, { predictor, link, postedAt }, tagWords, words && similarityOf(words));
    const posts = [title, ...rewrites.map((one) => one.title)].map((text) => ({ ...post, title: text }));
    const expected: number[] = [];
    for (let at = 0; at < posts.length; at += BATCH) {
      await nextTask();
      if (isStale()) return null;
      const made = await this.predict(predictor, posts.slice(at, at + BATCH));
      expected.push(...made.map(({ buckets }) => expectedScore(buckets)));
    }
    const [now, ...then] = expected;
    const least = leastGain(predictor);
    const lifting = rankRewrites(rewrites, now, then, { least, limit: TOLD });
    return { title, predictor, lifting, least, tried: rewrites.length };
  }
}

function similarityOf(words: WordVectors): Similarity {
  const has = (word: string): boolean => words.rowOf(word) !== undefined;
  return (a, b) => (has(a) && has(b) ? words.similarity(a, b) : null);
}
