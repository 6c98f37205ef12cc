"use client";

import Link from "next/link";
import type { ForecastToken, InputEffect } from "../../../lib/forecast";
import { EMPTY_WORDS, writeWords } from "../../../lib/permalink";
import type { EngineClient } from "../../../workers/engine/client";
import { sayFailure } from "../../failures";
import { sayDifference, sayFactor } from "../../phrases";
import { useNearest } from "./useNearest";

interface Props {
  readonly text: string;
  readonly effect: ForecastToken | InputEffect;
  readonly ifNoticed: boolean;
  readonly engine: EngineClient | null;
}

/** What one word or input does, in points and as a factor; of a word, also the words that are used like it. */
export function Told({ text, effect, ifNoticed, engine }: Props) {
  return (
    <>
      <p role="status" className="text-ink">
        <b className="font-semibold">{text}</b>: {sayDifference(effect.points)} with it than without,{" "}
        {sayFactor(effect.effect)}
        {ifNoticed && ", if it is noticed"}
        {"known" in effect && !effect.known && "; a word the model has never met"}
      </p>
      {"known" in effect && <Neighbours word={text} engine={engine} />}
    </>
  );
}

function Neighbours({ word, engine }: { readonly word: string; readonly engine: EngineClient | null }) {
  const nearest = useNearest(engine, word);
  if (nearest.state === "asked") return <p>Looking for its nearest words… {nearest.progress}</p>;
  if (nearest.state === "failed") return <p>{sayMissing(nearest.failure)}</p>;
  return (
    <p>
      Nearest words:{" "}
      {nearest.words.map((neighbour, i) => (
        <span key={neighbour}>
          {i > 0 && ", "}
          <Link className="link" prefetch={false} href={`/words#${writeWords({ ...EMPTY_WORDS, word: neighbour })}`}>
            {neighbour}
          </Link>
        </span>
      ))}
    </p>
  );
}

function sayMissing(failure: Parameters<typeof sayFailure>[0]): string {
  if (failure.name === "UnknownWordError") return "The word vectors have no such word, so none is near it.";
  if (failure.name === "OfflineError") return "Its nearest words need the word vectors: connect, and choose it again.";
  return sayFailure(failure);
}
