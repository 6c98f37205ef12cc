"use client";

import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ScoredRewrite } from "../../../lib/advice/rewrites";
import type { Forecast } from "../../../lib/forecast";
import type { Context } from "../../givenContext";
import { sayBytes } from "../../phrases";
import { Setback } from "../../Setback";
import type { EngineView } from "../../useEngine";
import { RewriteList } from "./RewriteList";
import { retype } from "./retype";
import { useRewrites } from "./useRewrites";
import { sayNone } from "./words";

interface Props {
  readonly view: EngineView;
  readonly context: Context;
  /** The title as typed, the field that it stands in, and its forecast; null while there is none. */
  readonly title: string;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly forecast: Forecast | null;
  readonly onTitle: (title: string) => void;
}

/** A title before and after one of these changes. */
interface Step {
  readonly from: string;
  readonly to: string;
}

/** The title in other words that would lift it, most first. One click takes one, another takes it back. */
export default function Rewrites({ view, context, title, input, forecast, onTitle }: Props) {
  const { found, progress, failure, retry, fetchVectors } = useRewrites(view, context, forecast);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const undoButton = useRef<HTMLButtonElement>(null);
  const last = steps.at(-1);
  const undoable = last?.to === title;

  // What was chosen is gone from the list; the way back is the next thing to hand.
  useEffect(() => {
    if (steps.length > 0) undoButton.current?.focus({ preventScroll: true });
  }, [steps]);

  const put = useCallback(
    (range: readonly [number, number], text: string, whole: string) => {
      if (input.current === null || !retype(input.current, range, text)) onTitle(whole);
    },
    [input, onTitle],
  );
  const choose = useCallback(
    (rewrite: ScoredRewrite) => {
      // The title may have gone on since.
      if (found?.title !== title) return;
      put([rewrite.start, rewrite.end], rewrite.to, rewrite.title);
      setSteps((taken) => [...taken, { from: title, to: rewrite.title }]);
    },
    [found, title, put],
  );
  const undo = (): void => {
    if (last === undefined || !undoable) return;
    put([0, title.length], last.from, last.from);
    setSteps((taken) => taken.slice(0, -1));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || !undoable) return;
    event.preventDefault();
    undo();
  };

  const fits = found !== null && found.predictor === context.predictor && forecast !== null;
  const vectors = view.manifest?.vectors;
  return (
    <section aria-labelledby="change" className="min-h-[9rem] min-w-0" onKeyDown={press}>
      <div className="flex min-h-4 items-baseline justify-between gap-2">
        <h2 id="change" className="caps text-soft">
          What to change
        </h2>
        {undoable && (
          <p role="status" className="label">
            Taken.{" "}
            <button ref={undoButton} type="button" className="py-0.5" onClick={undo}>
              <span className="quiet">Undo</span>
            </button>
          </p>
        )}
      </div>
      {failure !== null ? (
        <Setback failure={failure} retry={retry} />
      ) : !fits ? (
        <p className="label mt-1">Trying it in other words.</p>
      ) : found.lifting.length === 0 ? (
        <p className="label mt-1 text-ink">{sayNone(found, forecast.widened)}</p>
      ) : (
        <RewriteList title={found.title} rewrites={found.lifting} onChoose={choose} />
      )}
      <p className="label mt-1 max-w-[68ch]">
        Ranked by what such wording did for other posts, not by truth: take only what is still true.{" "}
        {progress !== null
          ? `Fetching the word vectors: ${sayBytes(progress.loaded)} of ${sayBytes(progress.total)}.`
          : found?.vectors === "absent" &&
            vectors !== undefined && (
              <button type="button" className="link" onClick={fetchVectors}>
                Try other words too ({sayBytes(vectors.file.bytes)}, once)
              </button>
            )}
      </p>
    </section>
  );
}
