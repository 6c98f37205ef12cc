"use client";

import { type ReactNode, Suspense } from "react";
import type { Forecast } from "../../lib/forecast";
import type { Manifest, Metric } from "../../lib/release/manifest";
import type { EngineStatus } from "../../workers/engine/api";
import { lazily } from "../lazily";
import { sayBytes, sayDuration, sayNumber } from "../phrases";

// Recharts weighs more than the rest of the page: it comes when someone opens the details.
const ExceedanceCurve = lazily(() => import("./ExceedanceCurve"));

interface Props {
  readonly manifest: Manifest;
  readonly predictor: string;
  readonly status: EngineStatus;
  readonly forecast: Forecast | null;
}

/** Everything about the run and the model: the backend and why, the bytes, the training, the measured quality. */
export function RunDetails({ manifest, predictor, status, forecast }: Props) {
  const { label, training, evaluation, file } = manifest.predictors[predictor];
  return (
    <div className="grid gap-x-6 gap-y-3 pt-1 pb-3 lg:grid-cols-[3fr_2fr]">
      <div className="min-w-0">
        {forecast !== null && (
          <figure className="mb-3">
            <figcaption className="caps text-soft">Chance of reaching at least so many points</figcaption>
            <div className="mt-1 h-[13.75rem]">
              <Suspense>
                <ExceedanceCurve buckets={forecast.buckets} />
              </Suspense>
            </div>
          </figure>
        )}
        <h2 className="caps text-soft">How good it is, on {sayNumber(evaluation.posts)} posts held back</h2>
        <Quality metrics={evaluation.metrics} rivals={{ title_alone: evaluation.titleOnly, ...evaluation.baselines }} />
        <p className="label mt-1">{evaluation.split}</p>
      </div>
      <dl className="label grid min-w-0 grid-cols-[auto_1fr] content-start gap-x-2 gap-y-0.5">
        <Fact name="Runs on">
          {status.backend}: {status.reason}
        </Fact>
        {forecast !== null && <Fact name="Last forecast">{sayDuration(forecast.timing.total)} in the worker</Fact>}
        <Fact name="Model">
          {label}, release {manifest.release}, made {manifest.created.slice(0, 10)}, {sayBytes(file.bytes)}
        </Fact>
        <Fact name="Trained on">
          {sayNumber(training.posts)} posts, {training.from.slice(0, 10)} to {training.to.slice(0, 10)}
        </Fact>
        <Fact name="Kept">
          {status.cache === "disk"
            ? "on this device, for the next visit"
            : "in memory only: this window is private, or its storage is full"}
        </Fact>
        <Fact name="Bytes">
          {sayBytes(status.fetched)} fetched, {sayBytes(status.cached)} from this device
        </Fact>
        <Fact name="Tensors">{sayNumber(status.tensors)} held</Fact>
        <Fact name="Code">{manifest.commit.slice(0, 12)}</Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt>{name}</dt>
      <dd className="text-ink [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

interface QualityProps {
  readonly metrics: Readonly<Record<string, Metric>>;
  /** The same metrics of this model from the title alone, and of the baselines. */
  readonly rivals: Readonly<Record<string, Readonly<Record<string, Metric>>>>;
}

function Quality({ metrics, rivals }: QualityProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label="Measured quality" tabIndex={0}>
      <table className="label mt-1 w-full text-right">
        <thead>
          <tr className="border-b border-soft">
            <th scope="col" className="py-0.5 pr-2 text-left font-normal">
              Metric
            </th>
            <th scope="col" className="pr-2 font-semibold text-ink">
              This model
            </th>
            {Object.keys(rivals).map((name) => (
              <th key={name} scope="col" className="pr-2 font-normal">
                {spell(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(metrics).map(([name, { value, low, high }]) => (
            <tr key={name} className="border-b border-hair">
              <th scope="row" className="py-0.5 pr-2 text-left font-normal">
                {spell(name)}
              </th>
              <td className="pr-2 whitespace-nowrap text-ink">
                {value.toFixed(3)}{" "}
                <span className="text-soft">
                  ({low.toFixed(3)}–{high.toFixed(3)})
                </span>
              </td>
              {Object.entries(rivals).map(([rival, measured]) => (
                <td key={rival} className="pr-2">
                  {measured[name]?.value.toFixed(3) ?? "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The manifest's name of a metric or a model, as prose: `roc_auc_at_10` is "ROC AUC at 10". */
function spell(name: string): string {
  return name
    .replaceAll("_", " ")
    .replace("roc auc", "ROC AUC")
    .replace("tfidf", "TF-IDF")
    .replace("spearman", "Spearman");
}
