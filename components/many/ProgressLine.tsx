"use client";

import { sayNumber } from "../phrases";
import { sayRows } from "./say";

interface Props {
  /** What is being done: "Scoring titles.csv". */
  readonly what: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  /** Rows per second; 0 while it is not known. */
  readonly rate: number;
  readonly onCancel: () => void;
}

/** How far reading or scoring has come, and the way to end it. */
export function ProgressLine({ what, done, total, rate, onCancel }: Props) {
  const count = total === null ? sayRows(done) : `${sayNumber(done)} of ${sayRows(total)}`;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="label min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span className="text-ink">{what}</span> · {count}
        {rate > 0 && ` · ${sayNumber(Math.round(rate / 100) * 100)} a second`}
      </p>
      <button type="button" className="decision" onClick={onCancel}>
        Cancel
      </button>
      <progress aria-label={what} className="many-progress" {...(total === null ? {} : { value: done, max: total })} />
    </div>
  );
}
