"use client";

import type { PredictorManifest } from "../../lib/release/manifest";
import type { Profile } from "../../lib/release/profile";
import type { Report } from "../../lib/release/report";
import { sayBytes, sayNumber } from "../phrases";
import { Effects } from "./Effects";
import { Figures, LearningCurve } from "./Figures";
import { Hours } from "./Hours";
import { Limits } from "./Limits";
import { MetricTable } from "./MetricTable";
import { Ablation, Confusion, Slices } from "./Tables";

interface Props {
  readonly release: string;
  readonly model: PredictorManifest;
  readonly report: Report | null;
  readonly profile: Profile | null;
}

/** A predictor's card: what it learnt from, how it was judged, beside whom, and what it cannot know. */
export function ModelCard({ release, model, report, profile }: Props) {
  const { training, file, evaluation } = model;
  const files = [model.report, model.profile].filter((each) => each !== undefined);
  return (
    <>
      {report !== null && <Verdict report={report} />}
      <p className="mt-2 max-w-[68ch]">
        Learnt from {sayNumber(training.posts)} posts of {training.from.slice(0, 10)} to {training.to.slice(0, 10)};{" "}
        {sayBytes(file.bytes)}, release {release}. Judged on {sayNumber(evaluation.posts)} posts: {evaluation.split}.
      </p>
      {files.length > 0 && (
        <p className="label mt-1">
          All of this as JSON:{" "}
          {files.map(({ path }, i) => (
            <span key={path}>
              {i > 0 && ", "}
              <a
                className="link"
                href={`${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/models/${release}/${path}`}
                download
              >
                {path}
              </a>
            </span>
          ))}
        </p>
      )}
      {report === null ? (
        <p className="mt-3">This release came without a report.</p>
      ) : (
        <div className="mt-4 grid gap-4 *:min-w-0">
          <section aria-label="Beside its baselines">
            <h2 className="caps text-soft">Beside its baselines</h2>
            <MetricTable report={report} given="everything" />
            <div className="mt-2">
              <MetricTable report={report} given="title" />
            </div>
            <p className="label mt-1 max-w-[68ch]">
              On the same posts, with bootstrap 95 % intervals. ▲ Titlecast is better, ▼ worse, ≈ no different, by the
              interval of the paired difference.
            </p>
          </section>
          <Figures report={report} />
          <div className="grid gap-x-5 gap-y-4 *:min-w-0 lg:grid-cols-2">
            <Confusion report={report} />
            <Ablation report={report} />
            <Slices report={report} />
            <LearningCurve report={report} />
          </div>
          {profile !== null && <Hours profile={profile} />}
          <Effects report={report} />
          <Limits model={model} report={report} />
        </div>
      )}
    </>
  );
}

/** The report in a sentence that needs no statistics. */
function Verdict({ report: { full } }: { readonly report: Report }) {
  const { roc_auc_at_100: auc, lift_top_10_at_100: lift } = full;
  if (auc === undefined) return null;
  return (
    <p className="sentence mt-3 max-w-[40ch]">
      Of two posts, one that reached 100 points and one that did not, it tells which is which{" "}
      <b>{Math.round(auc.value * 100)} times in 100</b>.{" "}
      {lift !== undefined && (
        <span className="text-soft">Its best tenth gets there {lift.value.toFixed(1)} times as often as all.</span>
      )}
    </p>
  );
}
