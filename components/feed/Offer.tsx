"use client";

import type { SharedFeed } from "../../lib/feed/link";
import { sayNumber } from "../phrases";

const SHOWN = 3;

interface Props {
  readonly shared: SharedFeed;
  readonly onTake: () => void;
  readonly onLeave: () => void;
}

/** The posts that a link brings, before anything is kept of them. */
export function Offer({ shared: { name, candidates }, onTake, onLeave }: Props) {
  const count = candidates.length;
  return (
    <section aria-label="From a link" className="mt-3 border-t border-hair pt-3">
      <p className="sentence">
        This link brings <b>{count === 1 ? "1 post" : `${sayNumber(count)} posts`}</b>
        {name !== "" && (
          <>
            {" "}
            on <b>{name}</b>
          </>
        )}
        .
      </p>
      <ul className="mt-1 font-serif text-[1.125rem] leading-3 text-soft">
        {candidates.slice(0, SHOWN).map(({ id, title }) => (
          <li key={id} dir="auto" className="truncate">
            {title}
          </li>
        ))}
      </ul>
      <p className="mt-1 flex gap-1">
        <button type="button" className="decision" onClick={onTake}>
          Make a topic of them
        </button>
        <button type="button" className="decision" onClick={onLeave}>
          Leave them
        </button>
      </p>
    </section>
  );
}
