"use client";

import { useCallback } from "react";
import { readScore, type ScoreState, writeScore } from "../../lib/permalink";
import { Announcer } from "../Announcer";
import { LoadingLine } from "../LoadingLine";
import { Setback } from "../Setback";
import { announce, noteOn } from "../score/outlook";
import { Ribbon } from "../score/Ribbon";
import { Sentence } from "../score/Sentence";
import { useOutlook } from "../score/useOutlook";
import { useEngine } from "../useEngine";
import { useForecast } from "../useForecast";
import { useFragment } from "../useFragment";
import { usePredictors } from "../usePredictors";

const NO_TIMES: readonly number[] = [];
/** The ribbon's bars, in pixels: lower than on a page of their own. */
const BARS = 112;

/** A forecast inside someone else's page: the title of the address, its sentence and its ribbon. */
export function EmbedPage() {
  const { state, edit } = useFragment<ScoreState>(readScore, writeScore);
  const view = useEngine(state.predictor);
  const answer = useForecast(view, state, NO_TIMES);
  const { predictor } = usePredictors(view.manifest, state.predictor, edit);
  const { forecast, outlook, others, everyone, sample, stranger } = useOutlook(
    view,
    state,
    predictor?.label ?? "",
    answer.forecast,
  );
  const onReach = useCallback((atLeast: number) => edit({ atLeast }), [edit]);
  const failure = view.failure ?? answer.failure;
  const home = `${process.env.NEXT_PUBLIC_BASE_PATH ?? ""}/#${writeScore({ ...state, versions: [] })}`;

  return (
    <main
      data-accent={state.predictor === "reddit" ? "teal" : "orange"}
      className="embed mx-auto max-w-[50rem] px-1.5 py-1"
    >
      <LoadingLine progress={view.progress} busy={!view.ready && failure === null} />
      <p className="caps text-soft">Forecast for {others}</p>
      <h1
        dir="auto"
        className="mt-0.5 min-h-[1.35em] font-serif text-[1.5rem] leading-[1.2] font-[480] [overflow-wrap:anywhere]"
      >
        {state.title.trim() === "" ? "Any title" : state.title}
      </h1>
      <section aria-label="Forecast" className="mt-1 min-h-[4.5rem]">
        {failure !== null ? (
          <Setback failure={failure} retry={view.failure === null ? answer.retry : view.retry} />
        ) : outlook === null ? (
          <p className="sentence text-soft">The forecast stands here as soon as the model does.</p>
        ) : (
          <Sentence outlook={outlook} others={others} reach={state.atLeast} onReach={onReach} />
        )}
        <p className="label">{failure === null && noteOn(view.progress, view.ready, forecast, stranger, sample)}</p>
      </section>
      <Announcer text={forecast === null ? "" : announce({ ...forecast, ...outlook }, state.atLeast)} />
      {outlook !== null && failure === null && (
        <Ribbon
          buckets={outlook.buckets}
          usual={outlook.usual}
          usualName={everyone}
          quantiles={outlook.quantiles}
          own={outlook.made !== null}
          reach={state.atLeast}
          onReach={onReach}
          height={BARS}
        />
      )}
      <p className="label mt-0.5">
        <a href={home} target="_blank" rel="noopener" className="link inline-block py-0.5">
          Try your own on Titlecast
        </a>
      </p>
    </main>
  );
}
