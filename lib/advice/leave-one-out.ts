import type { ForecastInput } from "../forecast";
import type { Post } from "../post";

/** The field of a post that holds each input, in the order in which effects are told. */
const FIELDS = {
  community: "community",
  site: "site",
  author: "author",
  time: "postedAt",
} as const satisfies Record<ForecastInput, keyof Post>;

const INPUTS = Object.keys(FIELDS) as readonly ForecastInput[];

/** The inputs of a post that are given. */
export function givenInputs(post: Post): ForecastInput[] {
  return INPUTS.filter((input) => post[FIELDS[input]] !== null);
}

/** The post as if an input had not been given. */
export function withoutInput(post: Post, input: ForecastInput): Post {
  return { ...post, [FIELDS[input]]: null };
}

/** The text without `start..end`, and without the space that would then be double or last. */
export function cut(text: string, start: number, end: number): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (after.trim() === "") return before.trimEnd();
  return before + after.replace(/^\s+/, before === "" || /\s$/.test(before) ? "" : " ");
}

/** What something does to an expected score, given the one without it: as a factor, and in points. */
export function weigh(expected: number, without: number): { effect: number; points: number } {
  return { effect: expected / without, points: expected - without };
}
