import type { Interval } from "../../lib/metrics/bootstrap";
import type { Evidence } from "../../lib/release/report";
import { formatTable } from "../console/output";
import { formatCount } from "../console/progress";
import type { Metrics } from "./evaluate";
import type { Evaluation } from "./evaluation";

/** Metrics of which differences, parts and ablations are shown. */
const MAIN = ["log_loss", "spearman", "spearman_within_community", "roc_auc_at_100"];

/** An evaluation for people, as one block of tables. The curves, points and cells are in `evaluation.json`. */
export function tabulateEvaluation(evaluation: Evaluation): string {
  const { full, titleOnly, baselines, ablation, slices, test } = evaluation;
  const brief = ablation.length === 0;
  const rivals = (given: string) =>
    Object.fromEntries(baselines.filter((it) => it.given === given).map(({ name, metrics }) => [name, metrics]));
  const parts = Object.entries(slices).flatMap(([, some]) => (some.length > 1 ? some : []));
  return [
    tabulateMetrics({ predictor: full, ...rivals("everything") }),
    tabulateMetrics({ "title alone": titleOnly, ...rivals("title") }),
    ...(baselines.length > 0 ? [tabulateDifferences(baselines)] : []),
    ...(brief
      ? []
      : [
          tabulateRows(
            "taken away (what changes)",
            ablation.map(({ without, differences }) => [without, differences]),
            formatDifference,
          ),
          tabulateRows(
            "part of the posts",
            parts.map(({ name, posts, metrics }) => [`${name} (${formatCount(posts)})`, metrics]),
          ),
          [sayTimeEffect(evaluation), sayReposts(evaluation)].join("\n"),
        ]),
    `${formatCount(test.posts)} posts, bootstrap 95 % intervals`,
  ].join("\n\n");
}

/** Metrics as rows, models as columns, each value with its interval. */
export function tabulateMetrics(models: Readonly<Record<string, Metrics>>): string {
  const names = [...new Set(Object.values(models).flatMap((metrics) => Object.keys(metrics)))];
  const rows = names.map((metric) => [
    say(metric),
    ...Object.values(models).map((metrics) => formatInterval(metrics[metric])),
  ]);
  return formatTable([["", ...Object.keys(models).map(say)], ...rows]);
}

function tabulateDifferences(baselines: Evidence["baselines"]): string {
  const rows = baselines.map(({ name, differences, delong }) => [
    say(name),
    ...MAIN.map((metric) => formatDifference(differences[metric])),
    delong === null ? "-" : delong < 1e-4 ? "< 0.0001" : delong.toFixed(4),
  ]);
  return formatTable([["less the baseline, in pairs", ...MAIN.map(say), "p (DeLong)"], ...rows]);
}

function tabulateRows(
  title: string,
  rows: readonly (readonly [name: string, metrics: Metrics])[],
  format = formatInterval,
): string {
  const shown = MAIN.filter((metric) => rows.some(([, metrics]) => metric in metrics));
  return formatTable([
    [title, ...shown.map(say)],
    ...rows.map(([name, metrics]) => [name, ...shown.map((metric) => format(metrics[metric]))]),
  ]);
}

function sayTimeEffect({ timeEffect }: Evaluation): string {
  return timeEffect.error === null
    ? "too few posts to judge the effect of the posting time"
    : `the effect of the posting time is off by ${formatInterval(timeEffect.error)} in a typical cell of three hours of a weekday (natural log)`;
}

function sayReposts({ reposts }: Evaluation): string {
  if (reposts === null) return "too few titles were posted twice to say how much of a score is the title's";
  const { pairs, titles, days, spearman, ceiling } = reposts;
  return (
    `the same title posted again after ${days} days or more: Spearman ${formatInterval(spearman)} ` +
    `(${formatCount(pairs)} pairs of ${formatCount(titles)} titles), so a title alone reaches at most about ${formatInterval(ceiling)}`
  );
}

function formatInterval(interval: Interval | undefined): string {
  if (interval === undefined) return "-";
  const [value, low, high] = [interval.value, interval.low, interval.high].map((x) => x.toFixed(3));
  return `${value} (${low}-${high})`;
}

function formatDifference(interval: Interval | undefined): string {
  if (interval === undefined) return "-";
  const [value, low, high] = [interval.value, interval.low, interval.high].map(signed);
  return `${value} (${low} to ${high})`;
}

function signed(x: number): string {
  return `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
}

function say(name: string): string {
  return name.replaceAll("_", " ");
}
