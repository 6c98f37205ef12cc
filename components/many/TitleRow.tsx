"use client";

import { memo, type ReactNode } from "react";
import { EMPTY_SCORE, type ManyState, writeScore } from "../../lib/permalink";
import { SELF } from "../../lib/post";
import type { ScoredRow } from "../../workers/many/api";
import { sayNumber, sayScore, sayShare } from "../phrases";
import { GridPart } from "./GridPart";

const root = process.env.NEXT_PUBLIC_BASE_PATH ?? "";

interface Props {
  readonly id: string;
  /** Position in the view, from 0. */
  readonly index: number;
  /** CSS pixels below the head. */
  readonly top: number;
  readonly isCurrent: boolean;
  /** Undefined while it is on its way. */
  readonly row: ScoredRow | undefined;
  readonly terms: ManyState;
  /** What each bucket is called. */
  readonly ranges: readonly string[];
  readonly release: string;
  readonly onCurrent: (index: number) => void;
}

/** A title with its forecast: one line, or two on a phone. */
export const TitleRow = memo(function TitleRow(props: Props) {
  const { id, index, top, isCurrent, row, terms, ranges, release, onCurrent } = props;
  return (
    <GridPart
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      aria-busy={row === undefined}
      className="many-row absolute top-0 left-0 h-8 w-full content-center items-center border-b border-hair"
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onCurrent(index)}
    >
      {row === undefined ? (
        <Cell className="col-span-full text-soft">…</Cell>
      ) : (
        <>
          <Cell className="label max-lg:hidden">{sayNumber(row.line)}</Cell>
          <Cell className="max-lg:col-span-5">
            <a
              href={`${root}/#${linkTo(row, terms, release)}`}
              target="_blank"
              rel="noopener"
              tabIndex={-1}
              title={row.title}
              dir="auto"
              className="many-title hover:underline"
            >
              {row.title}
            </a>
          </Cell>
          <Cell className="label leading-[1.125rem] max-lg:hidden">
            {row.community !== null && <span className="block truncate">r/{row.community}</span>}
            {row.site !== null && <span className="block truncate">{row.site === SELF ? "text post" : row.site}</span>}
          </Cell>
          <Cell className="font-semibold lg:text-right">{sayScore(row.expected)}</Cell>
          <Cell className="lg:text-right">{sayScore(row.low)}</Cell>
          <Cell className="lg:text-right">{sayScore(row.high)}</Cell>
          <Cell className="lg:text-right">{sayShare(row.chance).replace("under ", "<").replace("over ", ">")}</Cell>
          <Cell className="whitespace-nowrap lg:text-right">{ranges[row.likely]}</Cell>
        </>
      )}
    </GridPart>
  );
});

function Cell({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  return (
    <GridPart role="gridcell" className={`min-w-0 ${className}`}>
      {children}
    </GridPart>
  );
}

/** The score page with this title, as a fragment. */
function linkTo({ title, community, site, author, postedAt }: ScoredRow, terms: ManyState, release: string): string {
  return writeScore({
    ...EMPTY_SCORE,
    ...terms,
    title,
    community,
    site: site ?? "",
    author: author ?? "",
    time: postedAt ?? "any",
    release,
  });
}
