import { spearman } from "../../lib/metrics/correlation";
import type { TitleMeasure } from "../../lib/release/profile";
import { Histogram, profileQuantiles, Scores } from "./spread";

/** Posts on which a rank correlation is computed, at most: enough for three digits. */
const SAMPLE = 200_000;

/** A number told by the title alone, as posts come, against their scores. */
export class Measuring {
  private readonly histogram = new Histogram();
  private readonly ranges: Scores[];
  private readonly values: number[] = [];
  private readonly residuals: number[] = [];

  /**
   * @param edges between the ranges, ascending.
   * @param posts that will come: every so many of them is kept for the rank correlation.
   */
  constructor(
    private readonly edges: readonly number[],
    private readonly posts: number,
  ) {
    this.ranges = Array.from({ length: edges.length + 1 }, () => new Scores());
  }

  /** @param residual of the log score, less its community's mean. */
  add(value: number, score: number, residual: number): void {
    if (this.histogram.total % Math.ceil(this.posts / SAMPLE) === 0) {
      this.values.push(value);
      this.residuals.push(residual);
    }
    this.histogram.add(value);
    const range = this.edges.findIndex((edge) => value < edge);
    this.ranges[range < 0 ? this.edges.length : range].add(score);
  }

  toMeasure(): TitleMeasure {
    const { edges, histogram, values, residuals } = this;
    const correlation = values.length === 0 ? Number.NaN : spearman(values, residuals);
    return {
      quantiles: profileQuantiles(histogram),
      spearman: Number.isFinite(correlation) ? correlation : null,
      ranges: this.ranges.map((scores, i) => ({
        from: i === 0 ? null : edges[i - 1],
        to: i === edges.length ? null : edges[i],
        ...scores.toSpread(),
      })),
    };
  }
}
