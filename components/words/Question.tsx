"use client";

import { type ReactNode, useId } from "react";
import type { Asked } from "../useAnswer";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A question put as a sentence with blanks. */
export function Question({ title, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="caps text-soft">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** The answer's place in the sentence: a rule where there is none yet, so that the sentence keeps its shape. */
export function Answered({ children }: { readonly children: string | null }) {
  return (
    <output className="font-[620] text-accent">
      {children ?? <span className="inline-block w-6 border-b-2 border-soft align-baseline" />}
    </output>
  );
}

/** What stands below the sentence: a remark, or the word that the vectors do not have. */
export function Remark({ asked, children }: { readonly asked: Asked<unknown>; readonly children?: ReactNode }) {
  const { failure } = asked;
  return (
    <p className="label mt-0.5 min-h-[1.25rem]">
      {failure === null
        ? children
        : failure.name === "UnknownWordError"
          ? `The vectors have no word “${failure.message}”.`
          : failure.message}
    </p>
  );
}
