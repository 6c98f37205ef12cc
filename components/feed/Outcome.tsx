"use client";

import type { Added } from "../../workers/feed/api";
import { sayNumber } from "../phrases";

/** Problems of a text that are shown one by one. */
const PROBLEMS_SHOWN = 3;

/** What came of adding posts, and what was not as expected. */
export function Outcome({ added }: { readonly added: Added | null }) {
  if (added === null) return null;
  const { problems } = added;
  const parts = [
    `${sayNumber(added.added)} added`,
    added.known > 0 && `${sayNumber(added.known)} were here already`,
    added.left > 0 && `${sayNumber(added.left)} did not fit: a topic holds 10,000`,
    added.labelled > 0 && (added.labelled === 1 ? "1 label learnt" : `${sayNumber(added.labelled)} labels learnt`),
    problems.length > 0 && `${sayNumber(problems.length)} not as expected`,
  ];
  return (
    <div role="status" className="label mt-1">
      <p className="text-ink">{parts.filter(Boolean).join(", ")}.</p>
      <ul>
        {problems.slice(0, PROBLEMS_SHOWN).map(({ line, message }) => (
          <li key={`${line} ${message}`} className="[overflow-wrap:anywhere]">
            Line {line}: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
