"use client";

import { useCallback, useEffect, useMemo, useRef } from "react";
import { EMPTY_SCORE, type ManyState, readMany, writeMany } from "../../lib/permalink";
import { Alarm } from "../Alarm";
import { Kicker } from "../Kicker";
import { LoadingLine } from "../LoadingLine";
import { sayBytes, sayCommunity } from "../phrases";
import { Setback } from "../Setback";
import { ContextRow } from "../score/ContextRow";
import { RunLine } from "../score/RunLine";
import { type EngineView, useEngine } from "../useEngine";
import { useFragment } from "../useFragment";
import { useOnline } from "../useOnline";
import { usePredictors } from "../usePredictors";
import { Choosing } from "./Choosing";
import { DropTarget } from "./DropTarget";
import type { Source } from "./deskState";
import { Intake } from "./Intake";
import { ProgressLine } from "./ProgressLine";
import { Scored } from "./Scored";
import { sayName } from "./say";
import { useDesk } from "./useDesk";
import { useDrop } from "./useDrop";

const SUGGESTIONS = 8;

export function ManyPage() {
  const { state: terms, edit, visit } = useFragment<ManyState>(readMany, writeMany);
  const view = useEngine(terms.predictor);
  const { engine, manifest } = view;
  const online = useOnline();
  const { predictors, predictor } = usePredictors(manifest, terms.predictor, edit);
  const [desk, state] = useDesk(engine);
  const onSource = useCallback((source: Source) => void desk?.take(source), [desk]);
  const isOver = useDrop(onSource);

  const { predictor: key, community, atLeast } = terms;
  const inputs = predictor?.inputs;
  useEffect(() => {
    if (inputs !== undefined) desk?.agree({ predictor: key, community, inputs });
  }, [desk, key, community, inputs]);
  useEffect(() => {
    if (desk !== null && desk.snapshot().request.reach !== atLeast) void desk.look({ reach: atLeast });
  }, [desk, atLeast]);

  const suggest = useCallback(
    async (typed: string) => (await engine?.communities(key, typed, SUGGESTIONS)) ?? [],
    [engine, key],
  );
  const context = useMemo(() => ({ ...EMPTY_SCORE, predictor: key, community }), [key, community]);
  const choices = useMemo(
    () =>
      predictors.map(({ key, label, inputs }) => ({
        key,
        label,
        inputs: inputs.filter((name) => name === "community"),
      })),
    [predictors],
  );
  const onTerms = useCallback(
    ({ predictor, community }: Partial<ManyState>) =>
      visit({ ...(predictor !== undefined && { predictor }), ...(community !== undefined && { community }) }),
    [visit],
  );
  const region = useRef<HTMLElement>(null);
  const { stage, source, opened, columns, progress, failure } = state;
  useEffect(() => {
    // The button that led here is gone, and the focus with it.
    if (stage !== "empty" && document.activeElement === document.body) region.current?.focus({ preventScroll: true });
  }, [stage]);

  const own = manifest?.predictors[key];
  const label = predictor?.label ?? "";
  return (
    <main data-accent={key === "reddit" ? "teal" : "orange"} className="sheet">
      <DropTarget isOver={isOver} />
      <LoadingLine progress={view.progress} busy={!view.ready && view.failure === null} />
      <Kicker heading="Many titles" made={null} current={null} onUpdate={() => {}}>
        <span className="label py-0.5">Nothing leaves this device</span>
      </Kicker>
      <p className="headline py-2 [overflow-wrap:anywhere]">
        {stage === "empty" ? "Score a whole list." : source && sayName(source)}
      </p>
      <ContextRow context={context} predictors={choices} suggest={suggest} onContext={onTerms} onVisit={onTerms} />
      <p className="label min-h-[1.25rem]">
        {inputs?.includes("community") &&
          (community === null
            ? "Rows that name no subreddit count as Reddit at large."
            : `Rows that name none count as r/${community}.`)}
      </p>

      <section
        ref={region}
        tabIndex={-1}
        aria-label="List"
        className="mt-2 min-h-[28rem] border-t border-hair pt-3 outline-none"
      >
        {failure !== null && (
          <div className="mb-2">
            <Alarm failure={failure} />
          </div>
        )}
        {view.failure !== null ? (
          <Setback failure={view.failure} retry={view.retry} />
        ) : stage === "empty" || source === null || desk === null ? (
          <Intake onSource={onSource} />
        ) : stage === "reading" && opened === null ? (
          <ProgressLine
            what={`Reading ${sayName(source)}`}
            done={state.read}
            total={null}
            rate={0}
            onCancel={() => desk.cancel()}
          />
        ) : opened !== null && columns !== null && (stage === "choosing" || stage === "reading") ? (
          <Choosing
            opened={opened}
            columns={columns}
            inputs={inputs ?? []}
            busy={stage === "reading"}
            onLayout={(layout) => void desk.arrange(layout)}
            onColumns={(chosen) => desk.choose(chosen)}
            onScore={() => void desk.score()}
            onClear={() => desk.clear()}
          />
        ) : (
          <>
            {stage === "scoring" && progress !== null && (
              <div className="mb-3">
                <ProgressLine
                  what={view.ready ? `Scoring ${sayName(source)}` : sayFetching(view)}
                  done={progress.done}
                  total={progress.total}
                  rate={progress.rate}
                  onCancel={() => desk.cancel()}
                />
              </div>
            )}
            <Scored
              desk={desk}
              state={state}
              terms={terms}
              community={sayCommunity(label, community)}
              edges={own?.edges ?? []}
              release={manifest?.release ?? ""}
              onReach={(reach) => edit({ atLeast: reach })}
            />
          </>
        )}
      </section>

      <footer className="mt-4 border-t border-hair pt-2 pb-4">
        <p className="label min-h-[2.5rem] max-w-[68ch]">{own?.caveats.join(" ")}</p>
        <div className="mt-1 min-h-[2.25rem]">
          {manifest !== null && view.status !== null && own !== undefined && (
            <RunLine
              manifest={manifest}
              predictor={key}
              status={view.status}
              onOpen={view.refresh}
              forecast={null}
              online={online}
            />
          )}
        </div>
      </footer>
    </main>
  );
}

function sayFetching({ progress }: EngineView): string {
  if (progress === null || progress.total === 0) return "Fetching the model";
  return `Fetching the model: ${sayBytes(progress.loaded)} of ${sayBytes(progress.total)}`;
}
