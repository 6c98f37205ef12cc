"use client";

import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from "react";
import { tintOf } from "../../tint";
import { DAYS, HOURS, sayHour, sayWeekday } from "./hours";
import { sayStanding } from "./words";

/** Percent of colour at full pull: no text stands on it. */
export const CELL_TINT = 90;
const DAY = Array.from({ length: HOURS }, (_, hour) => hour);
const WEEKDAYS = Array.from({ length: DAYS }, (_, row) => row);

interface Props {
  /** Expected score of each hour by its place; null while none is known. */
  readonly scores: readonly number[] | null;
  readonly median: number;
  readonly best: readonly number[];
  readonly chosen: number | null;
  /** Factor to the median at which the tint is full. */
  readonly full: number;
  readonly firstDay: number;
  /** The hour under the pointer or the focus. */
  readonly onPoint: (place: number | null) => void;
  readonly onChoose: (place: number) => void;
}

/** Seven days of 24 hours, after the ARIA grid pattern. Every spot of it belongs to an hour, so that a finger need not aim. */
export const WeekGrid = memo(function WeekGrid(props: Props) {
  const { scores, median, best, chosen, full, firstDay, onPoint, onChoose } = props;
  const grid = useRef<HTMLTableElement>(null);
  const [held, setHeld] = useState<number | null>(null);
  const stop = held ?? chosen ?? best[0] ?? firstDay * HOURS;

  const press = (event: KeyboardEvent): void => {
    const row = (Math.floor(stop / HOURS) - firstDay + DAYS) % DAYS;
    const next = step(event.key, row * HOURS + (stop % HOURS));
    if (next !== null) {
      const place = ((Math.floor(next / HOURS) + firstDay) % DAYS) * HOURS + (next % HOURS);
      grid.current?.querySelector<HTMLElement>(`[data-hour="${place}"]`)?.focus();
    } else if (event.key === "Enter" || event.key === " ") onChoose(stop);
    else if (event.key === "Escape") onPoint(null);
    else return;
    event.preventDefault();
  };

  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern makes a table walkable
      role="grid"
      aria-label="Hours of the week"
      className="week"
      onKeyDown={press}
      // A finger that was put down would otherwise keep all events to the cell where it was.
      onPointerDown={({ target, pointerId }) => target instanceof Element && target.releasePointerCapture(pointerId)}
      onPointerOver={(event) => onPoint(placeOf(event))}
      onPointerLeave={() => onPoint(null)}
      onPointerUp={(event) => {
        const place = event.pointerType === "touch" ? placeOf(event) : null;
        if (place !== null) onChoose(place);
      }}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">Day</span>
          </th>
          {DAY.map((hour) => (
            <th key={hour} scope="col">
              <span className={hour % 6 === 0 ? "" : "sr-only"}>{hour}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {WEEKDAYS.map((row) => (row + firstDay) % DAYS).map((day) => (
          <tr key={day}>
            <th scope="row">
              <span aria-hidden="true">{sayWeekday(day).slice(0, 3)}</span>
              <span className="sr-only">{sayWeekday(day)}</span>
            </th>
            {DAY.map((hour) => day * HOURS + hour).map((place) => (
              <Cell
                key={place}
                place={place}
                tint={
                  scores === null ? "transparent" : tintOf(Math.log(scores[place] / median) / Math.log(full), CELL_TINT)
                }
                label={scores === null ? sayHour(place) : `${sayHour(place)}: ${sayStanding(scores[place], median)}`}
                chosen={place === chosen}
                best={best.includes(place)}
                stop={place === stop}
                onHold={setHeld}
                onPoint={onPoint}
                onChoose={onChoose}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

interface CellProps extends Pick<Props, "onPoint" | "onChoose"> {
  readonly place: number;
  readonly tint: string;
  readonly label: string;
  readonly chosen: boolean;
  readonly best: boolean;
  readonly stop: boolean;
  readonly onHold: (place: number) => void;
}

const Cell = memo(function Cell({ place, tint, label, chosen, best, stop, onHold, onPoint, onChoose }: CellProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the grid
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
      role="gridcell"
      data-hour={place}
      aria-label={label}
      aria-selected={chosen}
      tabIndex={stop ? 0 : -1}
      onFocus={() => {
        onHold(place);
        onPoint(place);
      }}
      onBlur={() => onPoint(null)}
      onClick={() => onChoose(place)}
      style={{ backgroundColor: tint }}
    >
      {best && <i />}
    </td>
  );
});

/** Where a key leads from a cell, counted along the rows as they stand; null for keys that lead nowhere. */
function step(key: string, from: number): number | null {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -HOURS, ArrowDown: HOURS }[key];
  if (by !== undefined) return from + by >= 0 && from + by < DAYS * HOURS ? from + by : from;
  if (key === "Home") return from - (from % HOURS);
  if (key === "End") return from - (from % HOURS) + HOURS - 1;
  return null;
}

function placeOf({ target }: PointerEvent): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-hour]") : null;
  return cell === null ? null : Number(cell.dataset.hour);
}
