"use client";

import { useCallback, useLayoutEffect, useMemo, useRef } from "react";
import { useKeys } from "../page/useKeys";
import { FeedRow } from "./FeedRow";
import type { OpenFeed } from "./useFeedView";
import { useFlip } from "./useFlip";

const NO_REASONS: readonly never[] = [];

/** The posts that wait, best first. After a decision the post that takes the place is the next one. */
export function FeedList({ feed }: { readonly feed: OpenFeed }) {
  const { view, reasons, forecasts, decide, undo } = feed;
  const list = useRef<HTMLOListElement>(null);
  /** Row that the focus goes to once the list has been set anew. */
  const next = useRef<{ readonly row: number; readonly button: string } | null>(null);
  const items = view?.items;
  useFlip(list, items);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list is set anew
  useLayoutEffect(() => {
    if (next.current === null) return;
    const { row, button } = next.current;
    next.current = null;
    focus(list.current, row, button);
  }, [items]);

  const onDecide = useCallback(
    (candidate: string, title: string, accepted: boolean) => {
      const row = rowsOf(list.current).findIndex(({ dataset }) => dataset.key === candidate);
      next.current = { row, button: accepted ? "accept" : "reject" };
      decide(candidate, title, accepted);
    },
    [decide],
  );

  const keys = useMemo(() => {
    const here = (): number => rowsOf(list.current).findIndex((row) => row.contains(document.activeElement));
    const press = (button: string) => () => {
      const row = rowsOf(list.current)[here()];
      row?.querySelector<HTMLElement>(`[data-decide=${button}]`)?.click();
    };
    return {
      j: () => focus(list.current, here() + 1, "accept"),
      k: () => focus(list.current, Math.max(0, here() - 1), "accept"),
      a: press("accept"),
      r: press("reject"),
      u: undo,
    };
  }, [undo]);
  useKeys(keys);

  if (view === null || items === undefined) return null;
  return (
    <ol ref={list} aria-label="Posts that wait" className="relative overflow-x-clip">
      {items.map(({ candidate, probability }) => (
        <FeedRow
          key={candidate.id}
          candidate={candidate}
          probability={probability}
          learnt={view.record.clicks > 0}
          reasons={reasons.get(candidate.id) ?? NO_REASONS}
          forecast={forecasts.get(candidate.id)}
          onDecide={onDecide}
        />
      ))}
    </ol>
  );
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];
}

/** Focuses a row's button; the last row's where there are fewer. */
function focus(list: HTMLElement | null, row: number, button: string): void {
  const rows = rowsOf(list);
  const target = rows[Math.min(row, rows.length - 1)];
  target?.querySelector<HTMLElement>(`[data-decide=${button}]`)?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
}
