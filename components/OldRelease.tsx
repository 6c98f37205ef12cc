"use client";

interface Props {
  readonly made: string;
  readonly current: string;
  readonly onUpdate: () => void;
}

/** A link that another release made: its numbers may have been others. */
export function OldRelease({ made, current, onUpdate }: Props) {
  return (
    <span role="status" className="text-ink">
      This link was made with release {made}; shown is {current}, so numbers may differ.{" "}
      <button type="button" className="link" onClick={onUpdate}>
        Keep the current one
      </button>
    </span>
  );
}
