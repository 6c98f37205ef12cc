"use client";

import { useState } from "react";
import type { ScoredList } from "../../workers/many/api";
import { sayNumber } from "../phrases";
import { sayRows } from "./say";

const SHOWN = 5;

/** Rows that were not as expected, by line. */
export function Problems({ result }: { readonly result: ScoredList }) {
  const [isWhole, setIsWhole] = useState(false);
  const { problems, problemCount, done, scored } = result;
  if (problemCount === 0) return null;
  const more = problemCount - problems.length;
  return (
    <section aria-label="Not as expected" className="label mt-1">
      <h2 className="font-semibold text-ink">
        {sayNumber(problemCount)} not as expected
        {scored < done && `, ${sayRows(done - scored)} left out`}
      </h2>
      <ul className={isWhole ? "max-h-[16rem] overflow-y-auto" : ""} {...(isWhole && { tabIndex: 0 })}>
        {problems.slice(0, isWhole ? problems.length : SHOWN).map(({ line, message, isLeftOut }) => (
          <li key={`${line} ${message}`} className="[overflow-wrap:anywhere]">
            <span className={isLeftOut ? "text-alarm" : "text-ink"}>Line {sayNumber(line)}</span>: {message}
          </li>
        ))}
        {isWhole && more > 0 && <li>And {sayNumber(more)} more.</li>}
      </ul>
      {problems.length > SHOWN && (
        <button type="button" aria-expanded={isWhole} className="py-0.5" onClick={() => setIsWhole(!isWhole)}>
          <span className="quiet">{isWhole ? "Show fewer" : `Show all ${sayNumber(problemCount)}`}</span>
        </button>
      )}
    </section>
  );
}
