import { bucketOf } from "../../lib/buckets";
import { reliabilityBins } from "../../lib/metrics/calibration";
import { wilson } from "../../lib/metrics/normal";
import { rocCurve } from "../../lib/metrics/roc";
import { type Evidence, MARKS } from "../../lib/release/report";
import { chancesOf, expectedBuckets, type Forecasts, reached } from "./evaluate";

/** Points that a curve is thinned to. */
const POINTS = 100;

/** Reliability diagram, ROC and lift curve of each mark that some posts reached and others did not. */
export function drawCurves(forecasts: Forecasts): Evidence["curves"] {
  return MARKS.flatMap((mark) => {
    const labels = reached(forecasts.scores, mark);
    const positives = labels.reduce((sum, label) => sum + label, 0);
    if (positives === 0 || positives === labels.length) return [];
    const chances = chancesOf(forecasts, mark);
    const base = positives / labels.length;
    const roc = rocCurve(chances, labels);
    return [
      {
        mark,
        base,
        reliability: reliabilityBins(chances, labels).map(({ rows, predicted, observed }) => ({
          predicted: Math.min(1, Math.max(0, predicted)),
          observed,
          ...wilson(observed * rows, rows),
          posts: rows,
        })),
        roc: thin(roc, ([negatives, found]) => negatives + found),
        lift: thin(
          roc.slice(1).map(([negatives, found]): [number, number] => {
            const share = base * found + (1 - base) * negatives;
            return [share, found / share];
          }),
          ([share]) => share,
        ),
      },
    ];
  });
}

/** Posts by bucket reached (row) and bucket of the expected score (column). */
export function countConfusion(forecasts: Forecasts): number[][] {
  const { edges, scores } = forecasts;
  const matrix = edges.map(() => edges.map(() => 0));
  expectedBuckets(forecasts).forEach((predicted, post) => {
    matrix[bucketOf(scores[post], edges)][predicted]++;
  });
  return matrix;
}

/** At most {@link POINTS} points, evenly apart in what `along` measures, which never falls; the first and last are kept. */
function thin<T>(points: readonly T[], along: (point: T) => number): T[] {
  if (points.length <= POINTS) return [...points];
  const [first, last] = [along(points[0]), along(points[points.length - 1])];
  const kept: T[] = [];
  for (const [i, point] of points.entries()) {
    const due = first + ((last - first) * kept.length) / (POINTS - 1);
    if (i === points.length - 1 || (kept.length < POINTS - 1 && along(point) >= due)) kept.push(point);
  }
  return kept;
}
