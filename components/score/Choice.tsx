"use client";

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onCheck: () => void;
}

/** One of a panel's choices. */
export function Choice({ name, label, checked, onCheck }: ChoiceProps) {
  return (
    <label className="flex items-center gap-1 py-0.5">
      <input type="radio" name={name} checked={checked} onChange={onCheck} className="accent-[var(--accent)]" />
      {label}
    </label>
  );
}
