"use client";

/** Characters before the limit from which the count is worth showing. */
const NEAR = 15;

interface Props {
  readonly length: number;
  readonly limit: number;
  /** Whose limit it is. */
  readonly label: string;
}

/** A thin counter, only near the site's limit. */
export function TitleCount({ length, limit, label }: Props) {
  const over = length > limit;
  return (
    <span id="title-count" className={`label ${over ? "font-semibold text-alarm" : ""}`}>
      {length > limit - NEAR && `${length} of ${limit}`}
      {over && <span className="sr-only sm:not-sr-only">, too long for {label}</span>}
    </span>
  );
}
