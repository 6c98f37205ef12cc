import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  /** What the figure shows and how to read it, in a sentence or two. */
  readonly caption?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a model's report: a heading, the figure, and how to read it. */
export function Panel({ title, caption, children }: Props) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="caps text-soft">{title}</h2>
      <div className="mt-1">{children}</div>
      {caption !== undefined && <p className="label mt-1 max-w-[68ch]">{caption}</p>}
    </section>
  );
}

/** A table that scrolls by itself where a phone is too narrow for it. */
export function ScrollingTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="label w-full text-right">{children}</table>
    </section>
  );
}
