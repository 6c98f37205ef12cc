"use client";

import { Fragment, memo } from "react";
import type { Forecast, ForecastToken } from "../../lib/forecast";
import { sayEffect } from "../phrases";
import { toPieces } from "./pieces";

/** An effect that doubles or halves the expected score takes the full tint. */
const FULL_EFFECT = Math.log(2);
const FULL_TINT = 42;

/** The title again, each word tinted by what it does to the forecast, with the effect in figures below it. */
export const WordEffects = memo(function WordEffects({ title, tokens }: Pick<Forecast, "title" | "tokens">) {
  const unknown = tokens.some(({ known }) => !known);
  return (
    <section aria-labelledby="why" className="min-h-[9rem]">
      <h2 id="why" className="caps text-soft">
        What each word does
      </h2>
      <p dir="auto" className="mt-1.5 font-serif text-read [overflow-wrap:anywhere]">
        {toPieces(title, tokens).map(({ space, opening, token, closing }) => (
          <Fragment key={token.start}>
            {space}
            <span className="whitespace-nowrap text-soft">
              {opening}
              <Word token={token} />
              {closing}
            </span>
          </Fragment>
        ))}
      </p>
      <p className="label mt-1.5">
        Expected points with the word, over without it.{" "}
        {unknown && (
          <>
            <span className="text-ink underline decoration-dotted decoration-2 underline-offset-4">Dotted</span>: a word
            the model has never met.
          </>
        )}
      </p>
    </section>
  );
});

function Word({ token: { text, known, effect } }: { readonly token: ForecastToken }) {
  const pull = known ? Math.log(Math.max(effect, 1e-6)) / FULL_EFFECT : 0;
  const tint = Math.round(Math.min(1, Math.abs(pull)) * FULL_TINT);
  const colour = pull > 0 ? "var(--fill)" : "var(--color-cool)";
  return (
    <span className="inline-flex max-w-full flex-col whitespace-normal text-ink items-center align-top">
      <span
        className={known ? "px-[0.14em] -mx-[0.02em]" : "decoration-2 underline decoration-dotted underline-offset-4"}
        style={{ backgroundColor: `color-mix(in oklab, ${colour} ${tint}%, transparent)` }}
      >
        {text}
      </span>
      <span className="h-2.5 font-sans text-[0.6875rem] leading-[1.25rem] text-soft">
        {known ? sayEffect(effect) : <span className="sr-only">unknown word</span>}
      </span>
    </span>
  );
}
