"use client";

import type { ReactNode } from "react";
import { tintOf } from "../../tint";

/** An effect that doubles or halves the expected score takes the full tint. */
export const FULL_EFFECT = 2;

interface Props {
  readonly effect: number;
  /** False for a word without a tint of its own. */
  readonly known?: boolean;
  /** The figure, set below a word and beside an input. */
  readonly figure: ReactNode;
  readonly below: boolean;
  readonly chosen: boolean;
  readonly stop: boolean;
  /** Id of what tells more of it. */
  readonly tells: string;
  readonly onChoose: () => void;
  readonly children: string;
}

/** A word or an input, tinted by its effect: a pointer, a tap or the focus chooses it. */
export function Mark({ effect, known = true, figure, below, chosen, stop, tells, onChoose, children }: Props) {
  const pull = known ? Math.log(Math.max(effect, 1e-6)) / Math.log(FULL_EFFECT) : 0;
  return (
    <button
      type="button"
      data-mark=""
      tabIndex={stop ? 0 : -1}
      aria-expanded={chosen}
      aria-controls={tells}
      onFocus={onChoose}
      onClick={onChoose}
      onPointerEnter={({ pointerType }) => pointerType === "mouse" && onChoose()}
      className={`mark ${below ? "flex-col" : "gap-x-0.5"}`}
    >
      <span
        className={known ? "px-[0.14em] -mx-[0.02em]" : "decoration-2 underline decoration-dotted underline-offset-4"}
        style={{ backgroundColor: tintOf(pull) }}
      >
        {children}
      </span>
      <span className="h-2.5 font-sans text-[0.6875rem] leading-[1.25rem] text-soft">{figure}</span>
    </button>
  );
}
