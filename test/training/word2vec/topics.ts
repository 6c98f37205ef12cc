import { createRandom } from "../../../lib/random";

const TOPICS = 4;
const WORDS = 25;

/** Sentences that each stay with one topic: words of a topic share their company, words of two never meet. */
export function makeSentences(count: number, seed = 1): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const topic = Math.floor(random() * TOPICS);
    return Array.from({ length: 10 }, () => `t${topic}w${Math.floor(random() ** 2 * WORDS)}`).join(" ");
  });
}

export const topicOf = (word: string) => word.slice(0, word.indexOf("w"));
