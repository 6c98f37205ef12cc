import type { Interval } from "../../lib/metrics/bootstrap";

/** Metrics that the page shows, in order, and whether more of it is better. */
export const METRICS: readonly { readonly key: string; readonly name: string; readonly upward: boolean }[] = [
  { key: "log_loss", name: "Log loss", upward: false },
  { key: "ranked_probability_score", name: "Ranked probability score", upward: false },
  { key: "roc_auc_at_10", name: "ROC AUC at 10 points", upward: true },
  { key: "roc_auc_at_100", name: "ROC AUC at 100 points", upward: true },
  { key: "roc_auc_at_1000", name: "ROC AUC at 1,000 points", upward: true },
  { key: "spearman", name: "Rank correlation (Spearman)", upward: true },
  { key: "spearman_within_community", name: "Rank correlation within a subreddit", upward: true },
  { key: "quadratic_kappa", name: "Quadratic kappa", upward: true },
  { key: "calibration_error_at_100", name: "Calibration error of P(100 or more)", upward: false },
  { key: "lift_top_10_at_100", name: "Lift of the top tenth at 100", upward: true },
];

/** "0.728 (0.723–0.732)" in two parts. */
export function sayInterval({ value, low, high }: Interval): [value: string, range: string] {
  return [sayValue(value), `(${sayValue(low)}–${sayValue(high)})`];
}

/** Three decimals, and a true minus. */
export function sayValue(value: number): string {
  return value.toFixed(3).replace("-", "−");
}

/** The rank correlation that words can move: within a community, where there are several; null where it was not measured. */
export function rankCorrelation(metrics: Readonly<Record<string, Interval>>): Interval | null {
  return metrics.spearman_within_community ?? metrics.spearman ?? null;
}
