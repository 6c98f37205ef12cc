import { measure, requireRows, type Statistic } from "./statistic";

/**
 * Cohen's kappa with quadratic weights (Cohen 1968): agreement of two ratings on an ordered scale beyond chance,
 * `1 − Σ w O / Σ w E` with `w = (i − j)²`. 1 is perfect, 0 is chance. NaN when all ratings are one and the same.
 * @param a,b ratings, integers from 0 to `levels − 1`.
 */
export function quadraticKappa(a: ArrayLike<number>, b: ArrayLike<number>, levels: number): number {
  return measure(quadraticKappaStatistic(a, b, levels));
}

/** {@link quadraticKappa}, for resampling. */
export function quadraticKappaStatistic(a: ArrayLike<number>, b: ArrayLike<number>, levels: number): Statistic {
  requireRows(a.length, b.length);
  return {
    rows: a.length,
    over(draws) {
      const countsA = new Float64Array(levels);
      const countsB = new Float64Array(levels);
      let observed = 0;
      let drawn = 0;
      for (let i = 0; i < draws.length; i++) {
        observed += draws[i] * (a[i] - b[i]) ** 2;
        countsA[a[i]] += draws[i];
        countsB[b[i]] += draws[i];
        drawn += draws[i];
      }
      let expected = 0;
      for (let i = 0; i < levels; i++) {
        for (let j = 0; j < levels; j++) expected += (countsA[i] * countsB[j] * (i - j) ** 2) / drawn;
      }
      return 1 - observed / expected;
    },
  };
}
