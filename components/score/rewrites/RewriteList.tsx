"use client";

import { type KeyboardEvent, memo, useEffect, useRef, useState } from "react";
import type { ScoredRewrite } from "../../../lib/advice/rewrites";
import { sayGain, sayKind } from "./words";

interface Props {
  /** What they are rewrites of. */
  readonly title: string;
  readonly rewrites: readonly ScoredRewrite[];
  readonly onChoose: (rewrite: ScoredRewrite) => void;
}

/** Rewrites, the one that gains most first, each with its change marked. Arrow keys walk them. */
export const RewriteList = memo(function RewriteList({ title, rewrites, onChoose }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [held, setHeld] = useState(0);
  const stop = Math.min(held, rewrites.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: at each new title
  useEffect(() => setHeld(0), [title]);

  const walk = (event: KeyboardEvent): void => {
    const last = rewrites.length - 1;
    const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -last, End: last }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, stop + by));
    setHeld(next);
    list.current?.querySelectorAll("button")[next]?.focus();
  };

  return (
    <ol ref={list} aria-label="Changes" onKeyDown={walk} className="mt-1">
      {rewrites.map((rewrite, i) => (
        <li key={rewrite.title} className="border-b border-hair last:border-0">
          <button
            type="button"
            tabIndex={i === stop ? 0 : -1}
            className="group block w-full py-1 text-left outline-offset-0"
            onFocus={() => setHeld(i)}
            onClick={() => onChoose(rewrite)}
          >
            <span className="sr-only">{rewrite.title}. </span>
            <span
              aria-hidden="true"
              dir="auto"
              className="block font-serif text-[1.125rem] leading-3 [overflow-wrap:anywhere] group-hover:text-accent"
            >
              {title.slice(0, rewrite.start)}
              <Changed rewrite={rewrite} />
              {title.slice(rewrite.end)}
            </span>
            <span className="label mt-0.5 block">
              <b className="font-semibold text-ink">{sayGain(rewrite)}</b> · {sayKind(rewrite)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
});

/** The old struck out, the new underlined; of capitals the new alone, since the words are the same. */
function Changed({ rewrite: { kind, from, to } }: { readonly rewrite: ScoredRewrite }) {
  if (kind === "capitals") return <ins className="decoration-dotted underline-offset-4">{to}</ins>;
  return (
    <>
      <del className="text-soft">{from}</del>
      {/\S$/.test(from) && to !== "" && " "}
      <ins className="font-[620] text-accent decoration-1 underline-offset-4">{to}</ins>
    </>
  );
}
