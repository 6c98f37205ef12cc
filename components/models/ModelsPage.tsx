"use client";

import { useCallback, useEffect, useState } from "react";
import { readModels, writeModels } from "../../lib/permalink";
import { CopyLink } from "../CopyLink";
import { Kicker } from "../Kicker";
import { LoadingLine } from "../LoadingLine";
import { Setback } from "../Setback";
import { MANIFEST, useEngine } from "../useEngine";
import { useFragment } from "../useFragment";
import { ModelCard } from "./ModelCard";
import { useEvidence } from "./useEvidence";

/** How good each shipped predictor is, in a way that a sceptic accepts. */
export function ModelsPage() {
  const { state, visit, address } = useFragment(readModels, writeModels);
  const view = useEngine(MANIFEST);
  const { manifest } = view;
  const [attempt, setAttempt] = useState(0);
  const { evidence, failure } = useEvidence(view, state.predictor, attempt);
  const predictors = Object.entries(manifest?.predictors ?? {});
  const first = predictors.at(0)?.[0];
  useEffect(() => {
    // A link may name a predictor that this release does not have.
    if (first !== undefined && !Object.hasOwn(manifest?.predictors ?? {}, state.predictor)) visit({ predictor: first });
  }, [first, manifest, state.predictor, visit]);
  const { retry } = view;
  const again = useCallback(() => {
    retry();
    setAttempt((count) => count + 1);
  }, [retry]);
  const wrong = view.failure ?? failure;
  const own = predictors.find(([key]) => key === state.predictor)?.[1];

  return (
    <main data-accent={state.predictor === "reddit" ? "teal" : "orange"} className="sheet pb-6">
      <LoadingLine progress={null} busy={wrong === null && evidence === null} />
      <Kicker heading="How good are the forecasts?" made={null} current={manifest?.release ?? null} onUpdate={again}>
        <CopyLink address={address} />
      </Kicker>
      <fieldset className="dateline mt-2 flex min-h-4 gap-x-2">
        <legend className="sr-only">Model</legend>
        {predictors.map(([key, { label }]) => (
          <label key={key} className="choice">
            <input
              type="radio"
              name="model"
              className="sr-only"
              checked={key === state.predictor}
              onChange={() => visit({ predictor: key })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {wrong !== null && <Setback failure={wrong} retry={again} />}
      {wrong === null && (evidence === null || own === undefined || manifest === null) && (
        <p className="sentence mt-3 min-h-[60vh] text-soft">
          The report is on its way: what the model learnt from, how it was judged and beside whom, how sure it may be,
          and what it cannot know.
        </p>
      )}
      {wrong === null && evidence !== null && own !== undefined && manifest !== null && (
        <ModelCard release={manifest.release} model={own} report={evidence.report} profile={evidence.profile} />
      )}
    </main>
  );
}
