"use client";

import { memo } from "react";
import type { SortKey, ViewRequest } from "../../workers/many/api";
import { sayNumber } from "../phrases";
import { GridPart } from "./GridPart";

interface Props {
  readonly request: Pick<ViewRequest, "sort" | "isDown" | "reach">;
  readonly onSort: (sort: SortKey) => void;
}

/** The columns' names, each a button that orders by it. It stays as the rows scroll by. */
export const TableHead = memo(function TableHead({ request, onSort }: Props) {
  const columns: readonly (readonly [sort: SortKey, label: string, classes: string])[] = [
    ["line", "Line", "max-lg:hidden"],
    ["title", "Title", "max-lg:col-span-5"],
    ["place", "Place", "max-lg:hidden"],
    ["expected", "Expected", "lg:text-right"],
    ["low", "Low", "lg:text-right"],
    ["high", "High", "lg:text-right"],
    ["chance", `${sayNumber(request.reach)}+`, "lg:text-right"],
    ["likely", "Likeliest", "lg:text-right"],
  ];
  return (
    <GridPart role="rowgroup" className="sticky top-0 z-10 border-b border-ink bg-paper">
      <GridPart role="row" aria-rowindex={1} className="many-row h-[55px] content-center items-center">
        {columns.map(([sort, label, classes]) => (
          <GridPart
            key={sort}
            role="columnheader"
            aria-sort={sort === request.sort ? (request.isDown ? "descending" : "ascending") : "none"}
            className={`min-w-0 ${classes}`}
          >
            <button
              type="button"
              className="label py-[0.25rem] whitespace-nowrap hover:text-accent"
              onClick={() => onSort(sort)}
            >
              {sort === request.sort ? (
                <b className="font-semibold text-ink">
                  {label}
                  <span aria-hidden="true"> {request.isDown ? "↓" : "↑"}</span>
                </b>
              ) : (
                label
              )}
            </button>
          </GridPart>
        ))}
      </GridPart>
    </GridPart>
  );
});
