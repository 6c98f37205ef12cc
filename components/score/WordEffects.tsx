"use client";

import { Fragment, type KeyboardEvent, memo, useId, useRef, useState } from "react";
import type { Forecast } from "../../lib/forecast";
import type { ScoreState } from "../../lib/permalink";
import type { EngineClient } from "../../workers/engine/client";
import { sayEffect } from "../phrases";
import { EffectScale } from "./EffectScale";
import { sayInput } from "./effects/inputs";
import { FULL_EFFECT, Mark } from "./effects/Mark";
import { Told } from "./effects/Told";
import { toPieces } from "./pieces";

interface Props extends Pick<Forecast, "title" | "tokens" | "inputs"> {
  readonly given: Pick<ScoreState, "community" | "site" | "author" | "time">;
  /** True where the sentence is of any submission, and the effects still of one that is noticed. */
  readonly ifNoticed: boolean;
  readonly engine: EngineClient | null;
}

/**
 * The title again, each word tinted by what it does to the forecast, with the effect in figures below it, and so what was
 * given beside it. One that is chosen is told of at the end, where there is room kept for it.
 */
export const WordEffects = memo(function WordEffects({ title, tokens, inputs, given, ifNoticed, engine }: Props) {
  const section = useRef<HTMLElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [held, setHeld] = useState(0);
  const tells = useId();
  const marks = [...tokens, ...inputs];
  const stop = Math.min(held, marks.length - 1);
  const unknown = tokens.some(({ known }) => !known);
  const told = chosen === null ? undefined : marks[chosen];

  const choose = (at: number) => (): void => {
    setChosen(at);
    setHeld(at);
  };
  const leave = (to: EventTarget | null): void => {
    if (!(to instanceof Node && section.current?.contains(to))) setChosen(null);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") setChosen(null);
    const last = marks.length - 1;
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -last, End: last }[event.key];
    if (by === undefined || !(event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, stop + by));
    section.current?.querySelectorAll<HTMLElement>("[data-mark]")[next]?.focus();
  };

  return (
    <section
      ref={section}
      aria-labelledby="why"
      className="min-h-[9rem] min-w-0"
      onKeyDown={press}
      onBlur={({ relatedTarget }) => leave(relatedTarget)}
      onPointerLeave={({ pointerType }) => pointerType === "mouse" && leave(document.activeElement)}
    >
      <h2 id="why" className="caps text-soft">
        What each word does
      </h2>
      <div role="toolbar" aria-label="Words, and what each does">
        <p dir="auto" className="mt-1.5 font-serif text-read [overflow-wrap:anywhere]">
          {toPieces(title, tokens).map(({ space, opening, token, closing }, i) => (
            <Fragment key={token.start}>
              {space}
              <span className="whitespace-nowrap text-soft">
                {opening}
                <Mark
                  effect={token.effect}
                  known={token.known}
                  figure={token.known ? sayEffect(token.effect) : <span className="sr-only">unknown word</span>}
                  below
                  chosen={i === chosen}
                  stop={i === stop}
                  tells={tells}
                  onChoose={choose(i)}
                >
                  {token.text}
                </Mark>
                {closing}
              </span>
            </Fragment>
          ))}
        </p>
        <p className="flex min-h-3 flex-wrap gap-x-2 font-serif">
          {inputs.map(({ input, effect }, i) => (
            <Mark
              key={input}
              effect={effect}
              figure={sayEffect(effect)}
              below={false}
              chosen={tokens.length + i === chosen}
              stop={tokens.length + i === stop}
              tells={tells}
              onChoose={choose(tokens.length + i)}
            >
              {sayInput(input, given)}
            </Mark>
          ))}
        </p>
      </div>
      <div className="mt-1">
        <EffectScale low="sinks" high="lifts" full={FULL_EFFECT} />
      </div>
      <div id={tells} className="label mt-1 min-h-[5rem]">
        {told === undefined ? (
          <p>
            Expected points with the word, over without it{ifNoticed && ", of a post that is noticed"}.{" "}
            {unknown && (
              <>
                <span className="text-ink underline decoration-dotted decoration-2 underline-offset-4">Dotted</span>: a
                word the model has never met.
              </>
            )}
          </p>
        ) : (
          <Told
            text={"input" in told ? sayInput(told.input, given) : told.text}
            effect={told}
            ifNoticed={ifNoticed}
            engine={engine}
          />
        )}
      </div>
    </section>
  );
});
