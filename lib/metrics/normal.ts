/** z of a two-sided 95 % interval. */
export const Z95 = 1.959963984540054;

/**
 * Chance that a standard normal variable lies at least `|z|` from zero, either side: a two-sided p-value. Accurate to
 * 1.2e-7 of itself (the complementary error function by Chebyshev's polynomials; Press et al., Numerical Recipes, 6.2).
 */
export function twoSidedP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const series = CHEBYSHEV.reduceRight((sum, coefficient) => coefficient + t * sum, 0);
  return Math.min(1, t * Math.exp(series - x * x));
}

const CHEBYSHEV = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];

/** 95 % interval of a share: Wilson (1927), which stays between 0 and 1 and says something at 0 of n. */
export function wilson(positives: number, rows: number): { low: number; high: number } {
  const square = Z95 ** 2;
  const centre = (positives + square / 2) / (rows + square);
  const half = (Z95 / (rows + square)) * Math.sqrt((positives * (rows - positives)) / rows + square / 4);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
