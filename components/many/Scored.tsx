"use client";

import { useState } from "react";
import type { ManyState } from "../../lib/permalink";
import { Announcer } from "../Announcer";
import { sayNumber } from "../phrases";
import { saveFile } from "../saveFile";
import type { Desk } from "./desk";
import type { DeskState } from "./deskState";
import { Filters } from "./Filters";
import { Problems } from "./Problems";
import { sayReading, sayShown, saySpread, sayTitles } from "./say";
import { TitleTable } from "./TitleTable";

interface Props {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly terms: ManyState;
  /** The community as a sentence says it: "Hacker News", "r/pics". */
  readonly community: string;
  /** First score of each bucket. */
  readonly edges: readonly number[];
  readonly release: string;
  readonly onReach: (reach: number) => void;
}

/** What has been scored: how it spreads, what was not as expected, and the rows. */
export function Scored({ desk, state, terms, community, edges, release, onReach }: Props) {
  const { result, view, request, source, opened } = state;
  const [saving, setSaving] = useState(false);

  const save = async (): Promise<void> => {
    setSaving(true);
    const file = await desk.save();
    if (file !== null) saveFile(`${(source?.name ?? "titles").replace(/\.\w+$/, "")}-scored.${file.ending}`, file.text);
    setSaving(false);
  };

  return (
    <>
      {result !== null && (
        <div className="mb-3">
          <p className="sentence">
            {result.done < result.total ? (
              <>
                Stopped after <b>{sayNumber(result.done)}</b> of {sayNumber(result.total)} rows; those are kept.{" "}
              </>
            ) : (
              <>
                <b>{sayTitles(result.scored)}</b> scored.{" "}
              </>
            )}
            <span className="text-soft">{saySpread(result, community)}</span>
          </p>
          <p className="label mt-1 flex flex-wrap gap-x-3">
            {result.done < result.total && (
              <button type="button" className="link py-0.5" onClick={() => void desk.score()}>
                Score them all
              </button>
            )}
            <button type="button" className="py-0.5" onClick={() => desk.rechoose()}>
              <span className="quiet">Change the columns</span>
            </button>
            <button type="button" className="py-0.5" onClick={() => desk.clear()}>
              <span className="quiet">Take another list</span>
            </button>
          </p>
          {opened !== null && <p className="label">{sayReading(opened)}</p>}
          {result.strangers > 0 && (
            <p className="label">
              {sayTitles(result.strangers)} in subreddits that the model has never seen: forecast for Reddit at large.
            </p>
          )}
          <Problems result={result} />
        </div>
      )}
      {view !== null && view.scored > 0 && (
        <>
          <Filters request={request} onChange={(change) => void desk.look(change)} onReach={onReach} />
          <TitleTable desk={desk} state={state} view={view} terms={terms} edges={edges} release={release} />
          <div className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <button
              type="button"
              disabled={saving || view.count === 0 || result === null}
              className="decision"
              onClick={() => void save()}
            >
              Download {sayShown(view)}
            </button>
            <span className="label">
              As shown: these rows in this order, with your columns and the forecast’s. Cells that a spreadsheet would
              run as formulas get an apostrophe.
            </span>
          </div>
          <p className="label mt-2 max-w-[68ch]">
            Expected is the middle of a forecast; 8 in 10 such posts end between low and high;{" "}
            {sayNumber(request.reach)}+ is the chance of reaching {sayNumber(request.reach)} points; likeliest is the
            most likely range of points. A title opens on the score page, in a new tab.
          </p>
        </>
      )}
      <Announcer
        text={result === null ? "" : `${sayTitles(result.scored)} scored. ${sayTitles(view?.count ?? 0)} shown.`}
      />
    </>
  );
}
