/** What no forecast says better: the middle of its community. */
const UNKNOWN_PERCENTILE = 0.5;
/** Below this a percentile says no more: it keeps one bad forecast from outweighing any taste. */
const PERCENTILE_MIN = 0.01;

/**
 * Score to rank by when taste and forecast both count: `p^(1 - w) · q^w`, higher first, 0 to 1.
 *
 * A logarithmic opinion pool (Genest and Zidek 1986). At `w` = 0 the order is that of taste, at 1 that of the forecast,
 * and at ½ that of `p · q`, the chance that the reader accepts a post *and* that it beats another of its community, were
 * the two independent. It asks nothing of the scales: a reader who accepts one post in twenty has every `p` small, which
 * in a weighted mean would leave the order to `q`; here only ratios count. And a post that the reader's taste rules out
 * stays down, however well it may do.
 *
 * @param probability that the reader accepts the post, above 0 and below 1.
 * @param percentile share of its community's posts that the forecast beats (`Forecast.percentile`), so that forecasts of
 * different communities compare; null when there is no forecast.
 * @param weight of the forecast, 0 to 1.
 */
export function blend(probability: number, percentile: number | null, weight: number): number {
  const beaten = Math.max(PERCENTILE_MIN, percentile ?? UNKNOWN_PERCENTILE);
  return probability ** (1 - weight) * beaten ** weight;
}
