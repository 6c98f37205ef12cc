"use client";

import { type ReactNode, useState } from "react";
import type { Wanted } from "./deskState";

interface Props {
  readonly request: Wanted;
  readonly onChange: (change: Partial<Wanted>) => void;
  readonly onReach: (reach: number) => void;
}

/** Which rows are shown, as a line of fields. */
export function Filters({ request, onChange, onReach }: Props) {
  return (
    <search
      aria-label="Filter"
      className="grid grid-cols-2 items-end gap-x-3 gap-y-1 pb-2 sm:grid-cols-[1fr_9rem_9rem_9rem]"
    >
      <Field label="Holding these letters" wide>
        <input
          type="search"
          value={request.text}
          placeholder="title, site or subreddit"
          autoComplete="off"
          spellCheck={false}
          className="field"
          onChange={({ target }) => onChange({ text: target.value })}
        />
      </Field>
      <Field label="Expected at least">
        <Count value={request.leastExpected} onCount={(leastExpected) => onChange({ leastExpected })} max={1_000_000} />
      </Field>
      <Field label="Chance at least, in %">
        <Count
          value={Math.round(request.leastChance * 100)}
          onCount={(percent) => onChange({ leastChance: percent / 100 })}
          max={100}
        />
      </Field>
      <Field label="Of reaching points" wide>
        <Count value={request.reach} onCount={(reach) => onReach(reach || 1)} max={1_000_000} />
      </Field>
    </search>
  );
}

interface FieldProps {
  readonly label: string;
  /** On a phone, as wide as the page. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Field({ label, wide = false, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is its child
    <label className={`block min-w-0 ${wide ? "max-sm:col-span-2" : ""}`}>
      <span className="label block truncate">{label}</span>
      {children}
    </label>
  );
}

interface CountProps {
  /** 0 shows nothing. */
  readonly value: number;
  readonly max: number;
  readonly onCount: (count: number) => void;
}

/** A whole number as it is typed. */
function Count({ value, max, onCount }: CountProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? (value === 0 ? "" : String(value))}
      placeholder="any"
      className="field"
      onChange={({ target }) => {
        const digits = target.value.replace(/\D/g, "").slice(0, 7);
        setTyped(digits);
        onCount(Math.min(max, Number(digits)));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
