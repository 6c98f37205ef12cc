"use client";

import { memo, useLayoutEffect, useMemo, useRef } from "react";
import type { Standing } from "../../../lib/advice/compare";
import type { Distribution } from "../../../lib/buckets";
import { Axis, ROW, Span, toScale } from "./Span";
import type { Versions } from "./useVersions";
import { type Part, Place, Telling, VersionRow } from "./VersionRow";

interface Props {
  readonly titles: readonly string[];
  readonly byTitle: ReadonlyMap<string, Distribution>;
  /** The title above, where it is not among them. */
  readonly draft: Distribution | null;
  /** By title; the draft's under the empty one. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** The title above. */
  readonly typed: string;
  readonly versions: Pick<Versions, "move" | "remove">;
  readonly onEdit: (title: string) => void;
}

/** The versions in the reader's order, the title above under them, and the axis that their spans share. */
export const VersionList = memo(function VersionList(props: Props) {
  const { titles, byTitle, draft, standings, typed, versions, onEdit } = props;
  const buckets = (byTitle.values().next().value ?? draft)?.buckets;
  const scale = useMemo(() => toScale(buckets ?? []), [buckets]);
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<{ title: string; part: Part } | null>(null);
  const partOf = (row: number, part: Part): HTMLElement | null | undefined =>
    list.current?.children[row]?.querySelector<HTMLElement>(`[data-part=${part}]:not(:disabled)`);

  // A row that moves, or goes, takes the focus with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the new order is what moves it
  useLayoutEffect(() => {
    if (focus.current === null) return;
    const { title, part } = focus.current;
    const row = Math.max(0, titles.indexOf(title));
    (partOf(row, part) ?? partOf(row, "title"))?.focus();
    focus.current = null;
  }, [titles]);

  const move = (title: string, step: number, part: Part): void => {
    focus.current = { title, part };
    versions.move(title, step);
  };
  const remove = (title: string): void => {
    const at = titles.indexOf(title);
    focus.current = { title: titles[at + 1] ?? titles[at - 1] ?? "", part: "title" };
    versions.remove(title);
  };

  return (
    <>
      <ol ref={list} className="mt-1">
        {titles.map((title, i) => (
          <VersionRow
            key={title}
            title={title}
            isFirst={i === 0}
            isLast={i === titles.length - 1}
            isTyped={title === typed}
            distribution={byTitle.get(title)}
            standing={standings.get(title)}
            count={standings.size}
            scale={scale}
            onEdit={onEdit}
            onMove={move}
            onRemove={remove}
            onWalk={(step) => partOf(i + step, "title")?.focus()}
          />
        ))}
      </ol>
      {draft !== null && (
        <div className={`${ROW} py-1.5`}>
          <Place standing={standings.get("")} count={standings.size} />
          <div className="min-w-0">
            <p className="text-soft">The title above, not kept</p>
            <Telling distribution={draft} standing={standings.get("")} count={standings.size} />
          </div>
          <Span distribution={draft} scale={scale} isBest={standings.get("")?.place === 1} />
        </div>
      )}
      <Axis scale={scale} />
    </>
  );
});
