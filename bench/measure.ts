import { formatTable } from "../training/console/output";

/** What one benchmark found, as a line of its table. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly samples: number;
  readonly p50: number;
  /** Null where it would say nothing: of rates, ratios and counts. */
  readonly p95: number | null;
  readonly meaning: string;
}

/** A group of benchmarks that runs alone. */
export interface Part {
  readonly about: string;
  readonly measure: (options: Options) => Promise<Measure[]>;
}

/** What the command line says. */
export interface Options {
  /** Folder with `current.json` beside its releases. */
  readonly release: string;
  /** Folder of a built site. */
  readonly site: string;
  /** Texts to train word vectors on, a sentence a line; made where absent. */
  readonly corpus?: readonly string[];
  readonly epochs: number;
  /** Files to judge the word vectors by, as `vectors evaluate` reads them. */
  readonly similarity?: readonly string[];
  readonly analogies?: string;
  /** Tables of posts to fit predictors to, and to judge them by; none are measured where absent. */
  readonly train?: string;
  readonly test?: string;
  /** Word vectors for the predictor to build on. */
  readonly vectors?: readonly string[];
  /** Posts out of which files of these sizes are made; without, a small one is made from a seed. */
  readonly rowsFrom?: string;
  readonly gigabytes?: readonly number[];
}

/** The value that a share of the samples does not exceed (nearest rank). @throws RangeError without samples */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new RangeError("a percentile of nothing");
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Times and sizes, where the slow tail matters as much as the middle. */
export function describeTail(name: string, unit: string, samples: readonly number[], meaning: string): Measure {
  const [p50, p95] = [percentile(samples, 0.5), percentile(samples, 0.95)];
  return { name, unit, samples: samples.length, p50, p95, meaning };
}

/** Rates, ratios and counts: the middle of a few runs. */
export function describeMiddle(name: string, unit: string, samples: readonly number[], meaning: string): Measure {
  return { name, unit, samples: samples.length, p50: percentile(samples, 0.5), p95: null, meaning };
}

/** Measures as aligned columns, what each means at the end of its line. */
export function formatMeasures(measures: readonly Measure[]): string {
  const rows = measures.map(({ name, unit, samples, p50, p95 }) => [
    name,
    formatNumber(p50),
    p95 === null ? "" : formatNumber(p95),
    unit,
    String(samples),
  ]);
  const lines = formatTable([["", "p50", "p95", "unit", "n"], ...rows]).split("\n");
  return lines.map((line, i) => (i === 0 ? line : `${line}  ${measures[i - 1].meaning}`)).join("\n");
}

/** Three digits at least, no more decimals than they need. */
function formatNumber(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0 });
}
