import { createRandom, type Random, shuffle } from "../../lib/random";

/** Words that lift a text and sink a link, and those that do the reverse. */
const FIRST = {
  up: ["rust", "spreadsheet", "lisp", "garden", "bicycle"],
  down: ["startup", "railway", "bank", "phone", "city"],
};
/** Words that lift beside the upper ones of the first, and sink beside the lower. */
const SECOND = {
  up: ["slowly", "at night", "with friends", "again"],
  down: ["quickly", "by day", "alone", "for once"],
};
const OPENERS = ["how a", "why the", "show hn: a", "the other", "my own"];
const VERBS = ["was built", "fell apart", "came to be", "grew"];
const TAILS = ["in berlin", "this year", "(2015)", "and what it cost", ""];
const SITES = ["example.com", "example.org", "blog.example.net", "news.example.com"];

interface Row {
  readonly title: string;
  readonly url: string;
  readonly author: string;
  readonly time: string;
  readonly score: number;
}

export interface InteractionOptions {
  readonly posts: number;
  readonly seed: number;
  /** Deals the scores out anew, so that nothing tells them. */
  readonly shuffled?: boolean;
}

/**
 * A CSV of posts whose score hangs on pairs: a word with the kind of post it stands in, and a word with another one. Each
 * word and each kind is as good as any other by itself, so that a model that adds up can learn nothing.
 */
export function makeInteractionCsv({ posts, seed, shuffled = false }: InteractionOptions): string {
  const random = createRandom(seed);
  const rows = Array.from({ length: posts }, (_, i) => makeRow(random, i));
  const scores = rows.map(({ score }) => score);
  if (shuffled) shuffle(scores, random);
  const lines = rows.map(({ title, url, author, time }, i) => [title, url, author, time, scores[i]].join(","));
  return `${["title,url,author,time,points", ...lines].join("\n")}\n`;
}

function makeRow(random: Random, index: number): Row {
  const pick = <T>(options: readonly T[]) => options[Math.floor(random() * options.length)];
  const [isText, isFirstUp, isSecondUp] = [0, 0, 0].map(() => random() < 0.5);
  const first = pick(FIRST[isFirstUp ? "up" : "down"]);
  const second = pick(SECOND[isSecondUp ? "up" : "down"]);
  const level = (isText === isFirstUp ? 0.5 : -0.5) + (isFirstUp === isSecondUp ? 0.4 : -0.4);
  return {
    title: `${pick(OPENERS)} ${first} ${pick(VERBS)} ${second} ${pick(TAILS)}`.trim(),
    url: isText ? "" : `https://${pick(SITES)}/${index}`,
    author: `writer${Math.floor(random() * 60)}`,
    time: new Date(Date.UTC(2019, 0, 1) + index * 3_600_000).toISOString(),
    score: Math.round(10 ** (2 + level + 0.6 * (random() - 0.5))),
  };
}
