import { atLeast, expectedScore, quantile, toBuckets } from "../../lib/buckets";

/** Scores whose chance is told. */
const MARKS = [10, 100, 1000];

/** Names of the numbers that a score adds, in order; one for each bucket at the end, such as `p_3_9` and `p_1000_up`. */
export function outputNames(edges: readonly number[]): string[] {
  const buckets = toBuckets(edges, new Float64Array(edges.length));
  return [
    "expected_score",
    "p10_score",
    "p90_score",
    ...MARKS.map((mark) => `p_at_least_${mark}`),
    ...buckets.map(({ from, to }) => `p_${from}_${to ?? "up"}`),
  ];
}

/** The numbers of {@link outputNames} for one post: scores to a hundredth, probabilities to a millionth. */
export function computeOutputs(edges: readonly number[], probabilities: ArrayLike<number>): number[] {
  const buckets = toBuckets(edges, probabilities);
  return [
    ...[expectedScore(buckets), quantile(buckets, 0.1), quantile(buckets, 0.9)].map((score) => round(score, 100)),
    ...MARKS.map((mark) => round(atLeast(buckets, mark), 1e6)),
    ...buckets.map(({ probability }) => round(probability, 1e6)),
  ];
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
