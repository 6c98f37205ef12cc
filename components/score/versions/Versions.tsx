"use client";

import { useDeferredValue, useMemo } from "react";
import { rank, type Standing } from "../../../lib/advice/compare";
import type { Distribution } from "../../../lib/buckets";
import type { Forecast } from "../../../lib/forecast";
import { VERSIONS_MAX } from "../../../lib/permalink";
import { sayFailure } from "../../failures";
import type { Context } from "../../givenContext";
import type { EngineView } from "../../useEngine";
import { Brought } from "./Brought";
import { useDistributions } from "./useDistributions";
import type { Versions as VersionsView } from "./useVersions";
import { VersionList } from "./VersionList";

interface Props {
  readonly view: EngineView;
  readonly context: Context;
  /** The title above, as typed, and its forecast; null while there is none. */
  readonly title: string;
  readonly forecast: Forecast | null;
  readonly versions: VersionsView;
  /** Makes a version the title again. */
  readonly onEdit: (title: string) => void;
}

/** Wordings kept beside the title: forecast together, ranked, and drawn on one axis. */
export default function Versions({ view, context, title, forecast, versions, onEdit }: Props) {
  const { titles, own, place, deleted } = versions;
  const { predictor, byTitle, failure } = useDistributions(view, context, titles);
  // The list follows typing when the page finds time: the sentence comes first.
  const latest = useDeferredValue(forecast);
  const typed = useDeferredValue(title.trim());
  const draft =
    latest !== null && latest.predictor === predictor && !titles.includes(latest.title.trim()) ? latest : null;
  const standings = useMemo(() => standAll(titles, byTitle, draft), [titles, byTitle, draft]);
  const placeOf = (version: string): number => standings.get(version)?.place ?? VERSIONS_MAX;
  const isFull = titles.length >= VERSIONS_MAX;
  const sorted = titles.toSorted((a, b) => placeOf(a) - placeOf(b));

  return (
    <section aria-labelledby="versions" className="mt-4 border-t border-hair pt-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-2 gap-y-1">
        <h2 id="versions" className="caps text-soft">
          Which version
        </h2>
        <p className="flex gap-1">
          {sorted.some((version, i) => version !== titles[i]) && (
            <button type="button" className="decision" onClick={() => versions.order(sorted)}>
              Sort, best first
            </button>
          )}
          <button
            type="button"
            className="decision"
            title="Ctrl and Enter in the title"
            disabled={place === null || title.trim() === "" || titles.includes(title.trim()) || isFull}
            onClick={() => versions.keep(title)}
          >
            Keep this version
          </button>
        </p>
      </div>
      {own !== null && <Brought brought={titles} own={own} versions={versions} />}
      {titles.length === 0 && deleted === null && (
        <p className="label">Keep a title here, then write another: they are forecast side by side.</p>
      )}
      {titles.length > 0 && (
        <VersionList
          titles={titles}
          byTitle={byTitle}
          draft={draft}
          standings={standings}
          typed={typed}
          versions={versions}
          onEdit={onEdit}
        />
      )}
      {deleted !== null && (
        <p className="label mt-1 flex items-baseline gap-x-2">
          <span className="min-w-0 truncate">
            Deleted: <span className="text-ink">{deleted.title}</span>
          </span>
          <button type="button" className="shrink-0 py-0.5" onClick={versions.undo}>
            <span className="quiet">Undo</span>
          </button>
        </p>
      )}
      {failure !== null && (
        <p role="alert" className="label text-alarm">
          {sayFailure(failure)}
        </p>
      )}
      {standings.size > 1 && (
        <p className="label mt-1 max-w-[68ch]">
          Two versions of one title share their luck with the post. This tells how often the score of one wording would
          top another’s if each were posted on its own, and noticed.
        </p>
      )}
      {place === "memory" && titles.length > 0 && (
        <p className="label mt-1 max-w-[68ch]">
          This browser keeps nothing for the next visit: the list lasts as long as this page’s address.
        </p>
      )}
    </section>
  );
}

/** Where each version stands, and under the empty title the one that is not kept; those not forecast yet are left out. */
function standAll(
  titles: readonly string[],
  byTitle: ReadonlyMap<string, Distribution>,
  draft: Distribution | null,
): ReadonlyMap<string, Standing> {
  const found = titles.flatMap((title) => {
    const distribution = byTitle.get(title);
    return distribution === undefined ? [] : [{ title, ...distribution }];
  });
  const all = draft === null ? found : [...found, { ...draft, title: "" }];
  const standings = rank(all.map(({ buckets }) => buckets));
  return new Map(all.map(({ title }, i) => [title, standings[i]]));
}
