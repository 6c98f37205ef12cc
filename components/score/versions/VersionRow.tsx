"use client";

import type { KeyboardEvent } from "react";
import type { Standing } from "../../../lib/advice/compare";
import type { Distribution } from "../../../lib/buckets";
import { useBrief } from "../../useBrief";
import { sayPlace, sayReach, sayStanding } from "./phrases";
import { ROW, type Scale, Span } from "./Span";

/** A row's control. */
export type Part = "title" | "up" | "down";

interface Props {
  readonly title: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** True when it is the title above. */
  readonly isTyped: boolean;
  /** Undefined until they arrive. */
  readonly distribution: Distribution | undefined;
  readonly standing: Standing | undefined;
  /** Versions compared. */
  readonly count: number;
  readonly scale: Scale;
  readonly onEdit: (title: string) => void;
  readonly onMove: (title: string, step: number, part: Part) => void;
  readonly onRemove: (title: string) => void;
  /** Goes to another row. */
  readonly onWalk: (step: number) => void;
}

/** One version: its place, what it may reach, how it does against the others, and what can be done with it. */
export function VersionRow(props: Props) {
  const { title, isFirst, isLast, isTyped, distribution, standing, count, scale } = props;
  const { onEdit, onMove, onRemove, onWalk } = props;
  const [said, say] = useBrief();

  const press = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0 && event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    if (step === 0) onRemove(title);
    else if (event.altKey) onMove(title, step, "title");
    else onWalk(step);
  };
  const copy = (): void => {
    navigator.clipboard.writeText(title).then(
      () => say("Copied"),
      () => say("Not copied: the browser forbids it"),
    );
  };
  const named = <span className="sr-only">: {title}</span>;

  return (
    <li className={`${ROW} border-b border-hair py-1.5`}>
      <Place standing={standing} count={count} />
      <div className="min-w-0">
        <button
          type="button"
          data-part="title"
          dir="auto"
          aria-current={isTyped || undefined}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
          title="Write on from this one"
          className="block max-w-full text-left font-serif text-read [overflow-wrap:anywhere] hover:text-accent"
          onClick={() => onEdit(title)}
          onKeyDown={press}
        >
          {title}
        </button>
        <Telling distribution={distribution} standing={standing} count={count} />
      </div>
      {distribution !== undefined && <Span distribution={distribution} scale={scale} isBest={standing?.place === 1} />}
      <p className="label col-start-2 flex flex-wrap gap-x-2">
        <button type="button" className="py-0.5" onClick={copy}>
          <span className="quiet">Copy</span>
          {named}
        </button>
        <button
          type="button"
          data-part="up"
          className="py-0.5 disabled:cursor-default"
          disabled={isFirst}
          onClick={() => onMove(title, -1, "up")}
        >
          <span className={isFirst ? "" : "quiet"}>Up</span>
          {named}
        </button>
        <button
          type="button"
          data-part="down"
          className="py-0.5 disabled:cursor-default"
          disabled={isLast}
          onClick={() => onMove(title, 1, "down")}
        >
          <span className={isLast ? "" : "quiet"}>Down</span>
          {named}
        </button>
        <button type="button" className="py-0.5" onClick={() => onRemove(title)}>
          <span className="quiet">Delete</span>
          {named}
        </button>
        <span role="status" className="py-0.5">
          {said}
        </span>
        {isTyped && <span className="py-0.5 text-ink">The title above</span>}
      </p>
    </li>
  );
}

/** "1st", where there is someone to be before. */
export function Place({ standing, count }: { readonly standing: Standing | undefined; readonly count: number }) {
  const isBest = standing?.place === 1 && count > 1;
  return (
    <p className={`font-serif text-read ${isBest ? "font-[620] text-accent" : "text-soft"}`}>
      {standing !== undefined && count > 1 ? sayPlace(standing.place) : ""}
    </p>
  );
}

interface TellingProps {
  readonly distribution: Distribution | undefined;
  readonly standing: Standing | undefined;
  readonly count: number;
}

export function Telling({ distribution, standing, count }: TellingProps) {
  const parts = [
    distribution === undefined ? "" : sayReach(distribution),
    standing === undefined ? "" : sayStanding(standing, count),
  ];
  return <p className="label min-h-[1.25rem]">{parts.filter(Boolean).join(" · ")}</p>;
}
