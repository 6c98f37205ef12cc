"use client";

import { cleanText } from "../../lib/permalink";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly onText: (text: string) => void;
}

/** A word to fill in, inside a sentence. */
export function Blank({ label, value, max, onText }: Props) {
  return (
    <input
      type="text"
      aria-label={label}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      size={Math.max(4, Math.min(24, value.length))}
      value={value}
      className="blank"
      onChange={(event) => onText(cleanText(event.target.value, max))}
    />
  );
}
