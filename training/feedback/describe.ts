import { formatTable } from "../console/output";
import { formatCount } from "../console/progress";
import type { SimulationResult } from "./simulate";
import type { ReplaySummary, Summary } from "./summary";

/** A replay as tables for people. */
export function describeReplay({ topics, pooled, ...summary }: ReplaySummary): string {
  const rows = [
    ...topics.map((topic) => [topic.topic, ...describeRow(topic)]),
    ["all in one ranking", ...describeRow(pooled)],
  ];
  const quality = formatTable([["topic", "texts", "accepted", "progressive AUC", "log loss", "right"], ...rows]);
  const clicks = [...new Set(topics.flatMap(({ curve }) => curve.map((point) => point.clicks)))].sort((a, b) => a - b);
  const curve = formatTable([
    ["AUC on texts not yet judged, after", ...clicks.map((count) => `${count}`)],
    ...topics.map((topic) => [
      topic.topic,
      ...clicks.map((count) => topic.curve.find((point) => point.clicks === count)?.auc.toFixed(2) ?? ""),
    ]),
  ]);
  const mean = `mean progressive AUC ${withInterval(summary.mean_progressive_auc, summary.mean_progressive_auc_interval)}`;
  return `${quality}\n\n${curve}\n\n${mean}`;
}

/** A simulation as a table. */
export function describeSimulation(results: readonly SimulationResult[]): string {
  return formatTable([
    ["learner", "updates/s", "bytes per reader", "foretold"],
    ...results.map((result) => [
      result.learner,
      formatCount(result.updates_per_second),
      formatCount(result.bytes_per_reader),
      `${(100 * result.accuracy).toFixed(0)} %`,
    ]),
  ]);
}

function describeRow({ texts, accepted, confusion, ...summary }: Summary): string[] {
  const right = (confusion.accepted_as_accepted + confusion.rejected_as_rejected) / texts;
  return [
    formatCount(texts),
    formatCount(accepted),
    withInterval(summary.progressive_auc, summary.progressive_auc_interval),
    withInterval(summary.log_loss, summary.log_loss_interval),
    `${(100 * right).toFixed(0)} %`,
  ];
}

function withInterval(value: number | null, interval: readonly [number, number] | null): string {
  if (value === null || interval === null) return "-";
  return `${value.toFixed(3)} (${interval.map((bound) => bound.toFixed(3)).join(" to ")})`;
}
