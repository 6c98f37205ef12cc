import { rocAuc } from "../../lib/metrics/roc";
import { createLearner } from "../../lib/online/create";
import type { LearnerName } from "../../lib/online/learner";
import { createRandom, shuffle } from "../../lib/random";
import type { EmbeddedTopic } from "./embed";

export interface ReplayOptions {
  readonly learner: LearnerName;
  readonly shuffles: number;
  readonly seed: number;
}

/** A topic after it was predicted and learnt, text by text, in several orders. */
export interface Replay {
  readonly topic: string;
  readonly duplicates: number;
  readonly labels: Uint8Array;
  /** One array a shuffle: each text's probability of being accepted, just before its label was learnt. */
  readonly probabilities: readonly Float64Array[];
  readonly curve: readonly CurvePoint[];
  readonly drifts: number;
}

/** How well a learner ranks what it has not seen. */
export interface CurvePoint {
  readonly clicks: number;
  /** ROC AUC among the texts not yet judged, mean over the shuffles in which both labels remain. */
  readonly auc: number;
}

/** Clicks after which the curve has a point. */
const CURVE = [1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50, 70, 100, 150, 200, 300, 500, 700, 1000];

/**
 * Progressive validation (Blum, Kalai and Langford 1999): every text is predicted, then learnt; in `shuffles` orders, a
 * new learner for each.
 * @param onShuffle called after each shuffle.
 */
export function replayTopic(topic: EmbeddedTopic, options: ReplayOptions, onShuffle: () => void): Replay {
  const { vectors, labels } = topic;
  const points = CURVE.filter((clicks) => clicks < labels.length).map((clicks) => ({ clicks, sum: 0, count: 0 }));
  const probabilities: Float64Array[] = [];
  let drifts = 0;
  for (let run = 0; run < options.shuffles; run++) {
    const order = shuffle(Array.from(labels.keys()), createRandom(options.seed + run));
    const learner = createLearner(vectors[0].length, options.learner);
    const before = new Float64Array(labels.length);
    for (const [clicks, text] of order.entries()) {
      const point = points.find((candidate) => candidate.clicks === clicks);
      if (point !== undefined) {
        const rest = order.slice(clicks);
        const scores = rest.map((left) => learner.predictOne(vectors[left]));
        const auc = rocAuc(
          scores,
          rest.map((left) => labels[left]),
        );
        if (!Number.isNaN(auc)) {
          point.sum += auc;
          point.count++;
        }
      }
      const lesson = learner.learnOne(vectors[text], labels[text] === 1);
      before[text] = lesson.probability;
      if (lesson.drifted) drifts++;
    }
    probabilities.push(before);
    onShuffle();
  }
  const curve = points.filter(({ count }) => count > 0).map(({ clicks, sum, count }) => ({ clicks, auc: sum / count }));
  return { topic: topic.name, duplicates: topic.duplicates, labels, probabilities, curve, drifts };
}
