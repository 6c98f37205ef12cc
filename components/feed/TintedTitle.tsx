"use client";

import type { Reason } from "../../workers/feed/api";
import { tintOf } from "../tint";

/** Below this share of probability a word says nothing. */
const FAINTEST = 0.02;
/** A word that moves the probability by this takes the full tint. */
const FULL_EFFECT = 0.2;
/** Words named on either side, and the share of the strongest one's effect below which none is. */
const MOST_WORDS = 3;
const LEAST_SHARE = 0.3;

interface Props {
  readonly title: string;
  /** In order of the title. */
  readonly reasons: readonly Reason[];
}

/** A title, each word tinted by what it does to the reader's probability. */
export function TintedTitle({ title, reasons }: Props) {
  const telling = reasons.filter(({ effect }) => Math.abs(effect) >= FAINTEST);
  if (telling.length === 0) return title;
  return (
    <>
      {telling.map((reason, i) => (
        <span key={reason.start}>
          {title.slice(telling[i - 1]?.end ?? 0, reason.start)}
          <span style={{ backgroundColor: tintOf(reason.effect / FULL_EFFECT) }}>
            {title.slice(reason.start, reason.end)}
          </span>
        </span>
      ))}
      {title.slice(telling[telling.length - 1].end)}
    </>
  );
}

/** The words that say most, in words: "For it: rust, compiler. Against: crypto.". Empty when none does. */
export function sayReasons(title: string, reasons: readonly Reason[]): string {
  const side = (sign: 1 | -1): string => {
    const least = Math.max(FAINTEST, LEAST_SHARE * Math.max(...reasons.map(({ effect }) => effect * sign)));
    return reasons
      .filter(({ effect }) => effect * sign >= least)
      .sort((a, b) => (b.effect - a.effect) * sign)
      .slice(0, MOST_WORDS)
      .map(({ start, end }) => title.slice(start, end))
      .join(", ");
  };
  const [speaking, against] = [side(1), side(-1)];
  return [speaking && `For it: ${speaking}.`, against && `Against: ${against}.`].filter(Boolean).join(" ");
}
