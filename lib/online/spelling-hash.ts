import { fnv1a } from "../predictor/hash";

/** Length of the hashed part of a text's vector. */
export const SPELLING_DIMENSIONS = 256;
/** Letters in a sequence, as fastText's subwords (Bojanowski et al. 2017). */
const SHORTEST = 3;
const LONGEST = 5;

const SIGN_BIT = 2 ** 31;
const word = new Float64Array(SPELLING_DIMENSIONS);

/**
 * Adds a word and its letter sequences, hashed with a sign (Weinberger et al. 2009): whole words count `weight`, however
 * long they are.
 */
export function addSpelling(sum: Float64Array, form: string, weight: number): void {
  const bounded = `<${form}>`;
  word.fill(0);
  count(`=${form}`);
  for (let length = SHORTEST; length <= LONGEST; length++) {
    for (let start = 0; start + length <= bounded.length; start++) count(bounded.slice(start, start + length));
  }
  let squares = 0;
  for (const value of word) squares += value * value;
  if (squares === 0) return;
  const factor = weight / Math.sqrt(squares);
  for (let i = 0; i < SPELLING_DIMENSIONS; i++) sum[i] += factor * word[i];
}

function count(text: string): void {
  const hash = fnv1a(text);
  word[hash % SPELLING_DIMENSIONS] += hash < SIGN_BIT ? 1 : -1;
}
