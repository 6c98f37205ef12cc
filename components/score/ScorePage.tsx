"use client";

import { Suspense, useCallback, useMemo, useRef } from "react";
import { cleanText, type PostingTime, readScore, type ScoreState, TITLE_MAX, writeScore } from "../../lib/permalink";
import type { PredictorManifest } from "../../lib/release/manifest";
import { Announcer } from "../Announcer";
import { CopyLink } from "../CopyLink";
import { Kicker } from "../Kicker";
import { LoadingLine } from "../LoadingLine";
import { lazily } from "../lazily";
import { useKeys } from "../page/useKeys";
import { Setback } from "../Setback";
import { Share } from "../share/Share";
import { useEngine } from "../useEngine";
import { useForecast } from "../useForecast";
import { useFragment } from "../useFragment";
import { useOnline } from "../useOnline";
import { usePredictors } from "../usePredictors";
import { ContextRow } from "./ContextRow";
import { Examples } from "./Examples";
import { announce, noteOn } from "./outlook";
import { Ribbon } from "./Ribbon";
import { RunLine } from "./RunLine";
import { Sentence } from "./Sentence";
import { TitleCount } from "./TitleCount";
import { TitleInput } from "./TitleInput";
import { useOutlook } from "./useOutlook";
import { useVersions } from "./versions/useVersions";
import { WordEffects } from "./WordEffects";
import { useWeek } from "./week/useWeek";
import { WhenToPost } from "./week/WhenToPost";

// Below everything else, and of no use before the model is there.
const Rewrites = lazily(() => import("./rewrites/Rewrites"));
const Versions = lazily(() => import("./versions/Versions"));

const SUGGESTIONS = 8;
const NO_TIMES: readonly number[] = [];

export function ScorePage() {
  const { state, edit, visit, address } = useFragment<ScoreState>(readScore, writeScore);
  const view = useEngine(state.predictor);
  const { engine, manifest, ready } = view;
  const input = useRef<HTMLTextAreaElement>(null);
  const online = useOnline();
  const week = useWeek();
  const titled = state.title.trim() !== "";
  const answer = useForecast(view, state, titled && week !== null ? week.times : NO_TIMES);

  const release = manifest?.release ?? null;
  const change = useCallback((part: Partial<ScoreState>) => edit({ release, ...part }), [edit, release]);
  const go = useCallback((part: Partial<ScoreState>) => visit({ release, ...part }), [visit, release]);
  const onTitle = useCallback((title: string) => change({ title }), [change]);
  const showVersions = useCallback((versions: readonly string[]) => edit({ versions }), [edit]);
  const visitVersions = useCallback((versions: readonly string[]) => visit({ versions }), [visit]);
  const versions = useVersions(view, state.versions, showVersions, visitVersions);
  const onEdit = useCallback(
    (title: string) => {
      // The title that stood there is one step back.
      go({ title });
      input.current?.focus();
    },
    [go],
  );
  const onTime = useCallback((time: PostingTime) => change({ time }), [change]);
  const onReach = useCallback((atLeast: number) => change({ atLeast }), [change]);
  const onExample = useCallback(
    ({ title, context }: PredictorManifest["examples"][number]) => {
      go({
        title: cleanText(title, TITLE_MAX),
        community: context.community,
        site: context.site ?? "",
        author: context.author ?? "",
        time: context.postedAt ?? "now",
      });
      input.current?.focus();
    },
    [go],
  );
  const suggest = useCallback(
    async (typed: string) => (await engine?.communities(state.predictor, typed, SUGGESTIONS)) ?? [],
    [engine, state.predictor],
  );
  const keys = useMemo(() => ({ "/": () => input.current?.focus() }), []);
  useKeys(keys);

  const { predictors, predictor } = usePredictors(manifest, state.predictor, edit);

  const own = manifest?.predictors[state.predictor];
  const label = predictor?.label ?? "";
  const told = useOutlook(view, state, label, answer.forecast);
  const { forecast, outlook } = told;
  const { predictor: key, community: subreddit, site, author, time, odds } = state;
  const context = useMemo(
    () => ({ predictor: key, community: subreddit, site, author, time, odds }),
    [key, subreddit, site, author, time, odds],
  );
  const failure = view.failure ?? answer.failure;
  const telling = useMemo(() => {
    if (forecast === null || outlook === null) return null;
    return { title: forecast.title, place: told.place, outlook, reach: state.atLeast, release: forecast.release };
  }, [forecast, outlook, told.place, state.atLeast]);
  /** The page without its versions, as a fragment. */
  const alone = (): string => `#${writeScore({ ...state, release, versions: [] })}`;

  return (
    <main data-accent={key === "reddit" ? "teal" : "orange"} className="sheet">
      <LoadingLine progress={view.progress} busy={!ready && failure === null} />
      <Kicker
        heading={<label htmlFor="title">Your title</label>}
        made={state.release}
        current={release}
        onUpdate={() => change({})}
      >
        <span role="status" className="label">
          {versions.said}
        </span>
        <TitleCount length={[...state.title].length} limit={predictor?.titleLimit ?? 0} label={label} />
        <CopyLink address={address} />
        <Share
          telling={telling}
          versions={state.versions.length}
          address={(withVersions) => (withVersions ? address() : location.pathname + alone())}
          embedAddress={() => `${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/embed/${alone()}`}
        />
      </Kicker>
      <div className="title-box">
        <TitleInput input={input} title={state.title} onTitle={onTitle} onKeep={versions.keep} />
      </div>
      <ContextRow context={context} predictors={predictors} suggest={suggest} onContext={change} onVisit={go} />

      <section id="forecast" aria-label="Forecast" className="forecast mt-4 border-t border-hair pt-3">
        {failure !== null ? (
          <Setback failure={failure} retry={view.failure === null ? answer.retry : view.retry} />
        ) : outlook === null ? (
          <p className="sentence text-soft">
            The forecast stands here as soon as the model does
            <span className="lg:hidden">, and then changes with every letter that you type</span>.
          </p>
        ) : (
          <Sentence outlook={outlook} others={told.others} reach={state.atLeast} onReach={onReach} />
        )}
        <p id="note" className="label mt-0.5 min-h-[2.5rem] sm:min-h-[1.25rem]">
          {failure === null && noteOn(view.progress, ready, forecast, told.stranger, told.sample)}
        </p>
      </section>
      <Announcer text={forecast === null ? "" : announce({ ...forecast, ...outlook }, state.atLeast)} />

      <div className="mt-2 grid gap-x-6 gap-y-4 lg:grid-cols-[3fr_2fr]">
        <div className={`min-w-0 ${failure === null ? "min-h-[16.875rem]" : ""}`}>
          {outlook !== null && (
            <Ribbon
              buckets={outlook.buckets}
              usual={outlook.usual}
              usualName={told.everyone}
              quantiles={outlook.quantiles}
              own={outlook.made !== null}
              reach={state.atLeast}
              onReach={onReach}
            />
          )}
        </div>
        {forecast !== null ? (
          <WordEffects
            title={forecast.title}
            tokens={forecast.tokens}
            inputs={forecast.inputs}
            given={context}
            ifNoticed={told.sample !== undefined}
            engine={engine}
          />
        ) : (
          own !== undefined && !titled && <Examples examples={own.examples} onExample={onExample} />
        )}
      </div>

      {titled && failure === null && (
        <div className="mt-4 grid gap-x-6 gap-y-4 border-t border-hair pt-3 lg:grid-cols-[3fr_2fr]">
          {predictor?.inputs.includes("time") && (
            <WhenToPost
              week={week}
              scores={forecast?.times ?? NO_TIMES}
              time={time}
              error={own?.evaluation.metrics.time_effect_error?.value ?? null}
              ifNoticed={told.sample !== undefined}
              onTime={onTime}
            />
          )}
          {view.status !== null && (
            <Suspense>
              <Rewrites
                view={view}
                context={context}
                title={state.title}
                input={input}
                forecast={forecast}
                onTitle={onTitle}
              />
            </Suspense>
          )}
        </div>
      )}

      {view.status !== null && (
        <Suspense>
          <Versions
            view={view}
            context={context}
            title={state.title}
            forecast={forecast}
            versions={versions}
            onEdit={onEdit}
          />
        </Suspense>
      )}

      <footer className="mt-4 border-t border-hair pt-2 pb-4">
        <p className="label min-h-[2.5rem] max-w-[68ch]">{own?.caveats.join(" ")}</p>
        <div className="mt-1 min-h-[2.25rem]">
          {manifest !== null && view.status !== null && own !== undefined && (
            <RunLine
              manifest={manifest}
              predictor={state.predictor}
              status={view.status}
              onOpen={view.refresh}
              forecast={forecast}
              online={online}
            />
          )}
        </div>
      </footer>
    </main>
  );
}
