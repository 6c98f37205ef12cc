"use client";

import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { toBuckets } from "../../lib/buckets";
import type { ManyState } from "../../lib/permalink";
import type { ListView, ViewRequest } from "../../workers/many/api";
import { BLOCK, type Desk } from "./desk";
import type { DeskState } from "./deskState";
import { GridPart } from "./GridPart";
import { sayRange } from "./say";
import { TableHead } from "./TableHead";
import { TitleRow } from "./TitleRow";

/** CSS pixels; as in the classes of the row and of the head. */
const ROW = 64;
const HEAD = 56;

interface Props {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly view: ListView;
  readonly terms: ManyState;
  readonly edges: readonly number[];
  readonly release: string;
}

/** The rows, of which only those in sight are in the page. One is current: keys walk it, Enter opens its title. */
export function TitleTable({ desk, state, view, terms, edges, release }: Props) {
  const { request, rows } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const id = useId();
  const ranges = useMemo(
    () =>
      toBuckets(
        edges,
        edges.map(() => 0),
      ).map(sayRange),
    [edges],
  );

  const rangeExtractor = useCallback(
    (range: Range) => {
      const inSight = defaultRangeExtractor(range);
      // The current row stays in the page, as the grid names it.
      return current < range.count ? [...new Set([...inSight, current])].sort((a, b) => a - b) : inSight;
    },
    [current],
  );
  const virtualizer = useVirtualizer({
    count: view.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    rangeExtractor,
  });
  const items = virtualizer.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};

  useEffect(() => desk.show(startIndex, endIndex + 1), [desk, startIndex, endIndex]);

  const order = JSON.stringify(request);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order starts at its top
  useEffect(() => {
    setCurrent(0);
    scroller.current?.scrollTo({ top: 0 });
  }, [order]);

  const walk = (to: number): void => {
    const next = Math.max(0, Math.min(view.count - 1, to));
    setCurrent(next);
    virtualizer.scrollToIndex(next);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / ROW) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: view.count - 1,
    };
    if (Object.hasOwn(steps, event.key)) walk(steps[event.key]);
    else if (event.key === "Enter") document.getElementById(`${id}-${current}`)?.querySelector("a")?.click();
    else return;
    event.preventDefault();
  };
  const onSort = (sort: ViewRequest["sort"]): void => {
    const isText = sort === "line" || sort === "title" || sort === "place";
    void desk.look({ sort, isDown: sort === request.sort ? !request.isDown : !isText });
  };

  return (
    <>
      <GridPart
        ref={scroller}
        role="grid"
        aria-label="Titles"
        aria-rowcount={view.count + 1}
        aria-readonly="true"
        tabIndex={0}
        aria-activedescendant={view.count > 0 ? `${id}-${current}` : undefined}
        className="many-grid"
        onKeyDown={press}
      >
        <TableHead request={request} onSort={onSort} />
        <GridPart role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <TitleRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              top={start - HEAD}
              isCurrent={index === current}
              row={rows.get(Math.floor(index / BLOCK))?.[index % BLOCK]}
              terms={terms}
              ranges={ranges}
              release={release}
              onCurrent={setCurrent}
            />
          ))}
        </GridPart>
      </GridPart>
      {view.count === 0 && <p className="sentence sentence-small py-3 text-soft">No title is like that.</p>}
    </>
  );
}
