import { bootstrap, type Interval } from "../../lib/metrics/bootstrap";
import { logLossStatistic } from "../../lib/metrics/distribution";
import { rocAucStatistic } from "../../lib/metrics/roc";
import type { Statistic } from "../../lib/metrics/statistic";
import type { CurvePoint, Replay } from "./replay";

const RESAMPLES = 1000;

/** Texts by label and by what was said of them (accepted where the probability is above a half), mean over shuffles. */
interface Confusion {
  readonly accepted_as_accepted: number;
  readonly accepted_as_rejected: number;
  readonly rejected_as_accepted: number;
  readonly rejected_as_rejected: number;
}

/** How well one topic, or all, was foretold. Intervals hold 95 % and are over texts; null where one label is missing. */
export interface Summary {
  readonly texts: number;
  readonly accepted: number;
  readonly progressive_auc: number | null;
  readonly progressive_auc_interval: readonly [number, number] | null;
  readonly log_loss: number;
  readonly log_loss_interval: readonly [number, number];
  readonly confusion: Confusion;
}

interface TopicSummary extends Summary {
  readonly topic: string;
  readonly duplicates: number;
  readonly drifts: number;
  readonly curve: readonly CurvePoint[];
}

export interface ReplaySummary {
  /** Mean over the topics that have both labels of the mean over shuffles; null where there is none. */
  readonly mean_progressive_auc: number | null;
  readonly mean_progressive_auc_interval: readonly [number, number] | null;
  readonly topics: readonly TopicSummary[];
  /** All texts in one ranking, whatever their topic. */
  readonly pooled: Summary;
}

/** Summarises replays, with intervals by bootstrap over texts. */
export function summarise(replays: readonly Replay[], seed: number): ReplaySummary {
  const topics = replays.map((replay) => ({
    topic: replay.topic,
    duplicates: replay.duplicates,
    ...summariseTexts(replay, seed),
    drifts: replay.drifts,
    curve: replay.curve,
  }));
  const labels = Uint8Array.from(replays.flatMap((replay) => [...replay.labels]));
  const probabilities = replays[0].probabilities.map((_, run) =>
    Float64Array.from(replays.flatMap((replay) => [...replay.probabilities[run]])),
  );
  const judged = replays.filter((_, i) => topics[i].progressive_auc !== null);
  const { auc } = bootstrap({ auc: meanOverTopics(judged) }, { resamples: RESAMPLES, seed });
  return {
    mean_progressive_auc: judged.length > 0 ? auc.value : null,
    mean_progressive_auc_interval: judged.length > 0 ? [auc.low, auc.high] : null,
    topics,
    pooled: summariseTexts({ labels, probabilities }, seed),
  };
}

type Predictions = Pick<Replay, "labels" | "probabilities">;

function summariseTexts({ labels, probabilities }: Predictions, seed: number): Summary {
  const statistics = {
    auc: aucOverShuffles({ labels, probabilities }),
    loss: meanOf(probabilities.map((run) => logLossStatistic(pairs(run), labels))),
  };
  const { auc, loss } = bootstrap(statistics, { resamples: RESAMPLES, seed });
  return {
    texts: labels.length,
    accepted: labels.reduce((sum, label) => sum + label, 0),
    progressive_auc: Number.isNaN(auc.value) ? null : auc.value,
    progressive_auc_interval: Number.isNaN(auc.value) ? null : bounds(auc),
    log_loss: loss.value,
    log_loss_interval: bounds(loss),
    confusion: confuse(labels, probabilities),
  };
}

function aucOverShuffles({ labels, probabilities }: Predictions): Statistic {
  return meanOf(probabilities.map((run) => rocAucStatistic(run, labels)));
}

/** Rows are the texts of all topics, one topic after the other. */
function meanOverTopics(replays: readonly Replay[]): Statistic {
  const statistics = replays.map(aucOverShuffles);
  return {
    rows: statistics.reduce((sum, { rows }) => sum + rows, 0),
    over(draws) {
      let start = 0;
      let sum = 0;
      for (const { rows, over } of statistics) {
        sum += over(draws.subarray(start, start + rows));
        start += rows;
      }
      return sum / statistics.length;
    },
  };
}

function meanOf(statistics: readonly Statistic[]): Statistic {
  return {
    rows: statistics[0].rows,
    over: (draws) => statistics.reduce((sum, statistic) => sum + statistic.over(draws), 0) / statistics.length,
  };
}

/** Probability of each label, rejected first, a row a text. */
function pairs(probabilities: Float64Array): Float64Array {
  return Float64Array.from({ length: 2 * probabilities.length }, (_, i) => {
    const accepted = probabilities[i >> 1];
    return i % 2 === 1 ? accepted : 1 - accepted;
  });
}

function confuse(labels: Uint8Array, probabilities: readonly Float64Array[]): Confusion {
  const count = (label: number, said: boolean) =>
    probabilities.reduce(
      (sum, run) => sum + run.filter((probability, i) => labels[i] === label && probability > 0.5 === said).length,
      0,
    ) / probabilities.length;
  return {
    accepted_as_accepted: count(1, true),
    accepted_as_rejected: count(1, false),
    rejected_as_accepted: count(0, true),
    rejected_as_rejected: count(0, false),
  };
}

function bounds({ low, high }: Interval): readonly [number, number] {
  return [low, high];
}
