"use client";

import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import type { Neighbour } from "../../lib/vectors/word-vectors";
import type { EngineClient } from "../../workers/engine/client";
import { Announcer } from "../Announcer";
import { sayNumber } from "../phrases";
import { Setback } from "../Setback";
import { useAnswer } from "../useAnswer";

const COUNT = 20;
const CLOSE = 8;
const STARTS = ["coffee", "startup", "python", "moon", "jazz", "bridge"];
/** Rank at which a word is shown in the palest tone. */
const RARE = 30_000;

interface Props {
  /** Null until it knows the words. */
  readonly engine: EngineClient | null;
  readonly word: string;
  readonly hrefOf: (word: string) => string;
  readonly onWord: (word: string) => void;
}

interface Found {
  readonly word: string;
  readonly neighbours: readonly Neighbour[];
  /** Close spellings, when the word is unknown. */
  readonly close: readonly string[];
}

/** The neighbours of a word, nearest first; for an unknown one, words spelt like it. */
export function Neighbours({ engine, word, hrefOf, onWord }: Props) {
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks again
  const ask = useMemo(
    () => (engine === null || word === "" ? null : () => find(engine, word)),
    [engine, word, attempt],
  );
  const { value, failure } = useAnswer<Found>(ask);

  if (failure !== null) return <Setback failure={failure} retry={() => setAttempt(attempt + 1)} />;
  if (value === null) {
    return word === "" ? <Choices lead="Start from" words={STARTS} hrefOf={hrefOf} onWord={onWord} /> : null;
  }
  if (value.neighbours.length === 0) {
    return (
      <>
        <p role="status" className="sentence">
          The vectors have no word “{value.word}”.
        </p>
        {value.close.length > 0 && (
          <Choices lead="Spelt like it:" words={value.close} hrefOf={hrefOf} onWord={onWord} />
        )}
      </>
    );
  }
  return (
    <>
      <List {...value} hrefOf={hrefOf} onWord={onWord} />
      <Announcer text={`${value.neighbours.length} neighbours of ${value.word}, nearest ${value.neighbours[0].word}`} />
    </>
  );
}

async function find(engine: EngineClient, word: string): Promise<Found> {
  try {
    return { word, neighbours: await engine.neighbours(word, COUNT), close: [] };
  } catch (error) {
    if (!(error instanceof Error && error.name === "UnknownWordError")) throw error;
    return { word, neighbours: [], close: await engine.suggest(word, CLOSE) };
  }
}

type ListProps = Found & Pick<Props, "hrefOf" | "onWord">;

const List = memo(function List({ word, neighbours, hrefOf, onWord }: ListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [stop, setStop] = useState(0);
  const held = useRef(false);

  // Walking on from the list stays in the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each new word
  useEffect(() => {
    setStop(0);
    if (held.current) list.current?.querySelector("a")?.focus();
    held.current = false;
  }, [word]);

  const step = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -COUNT, End: COUNT }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(neighbours.length - 1, Math.max(0, stop + by));
    setStop(next);
    list.current?.querySelectorAll("a")[next]?.focus();
  };

  return (
    <>
      <p className="label flex flex-wrap justify-between gap-x-2">
        <span>
          Nearest to <b className="font-semibold text-ink">{word}</b>, by cosine
        </span>
        <span>the paler, the rarer</span>
      </p>
      <ol ref={list} onKeyDown={step} className="mt-1 gap-x-6 sm:columns-2">
        {neighbours.map((neighbour, i) => (
          <li key={neighbour.word} className="break-inside-avoid">
            <a
              href={hrefOf(neighbour.word)}
              tabIndex={i === stop ? 0 : -1}
              onFocus={() => setStop(i)}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                held.current = true;
                onWord(neighbour.word);
              }}
              className="group block pt-1 pb-0.5 outline-offset-0"
            >
              <span className="flex items-baseline justify-between gap-1">
                <span
                  className="font-serif text-read [overflow-wrap:anywhere] group-hover:underline"
                  style={toneOf(neighbour.rank)}
                  title={`Number ${sayNumber(neighbour.rank + 1)} by frequency`}
                >
                  {neighbour.word}
                </span>
                <span className="label">{neighbour.cosine.toFixed(2)}</span>
              </span>
              <span aria-hidden="true" className="mt-[3px] block h-[2px] bg-hair">
                <span
                  className="block h-full origin-left bg-fill glide"
                  style={{ transform: `scaleX(${Math.max(0, neighbour.cosine).toFixed(3)})` }}
                />
              </span>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
});

/** Black and bold for the most frequent words, fading with the rank's logarithm to the palest tone that still reads. */
function toneOf(rank: number): { color: string; fontWeight: number } {
  const rarity = Math.min(1, Math.log1p(rank) / Math.log1p(RARE)) ** 3;
  return {
    color: `color-mix(in oklab, var(--color-soft) ${Math.round(100 * rarity)}%, var(--color-ink))`,
    fontWeight: Math.round(680 - 330 * rarity),
  };
}

interface ChoicesProps extends Pick<Props, "hrefOf" | "onWord"> {
  readonly lead: string;
  readonly words: readonly string[];
}

/** A few words to go on from, as a sentence. */
function Choices({ lead, words, hrefOf, onWord }: ChoicesProps) {
  return (
    <p className="sentence">
      <span className="text-soft">{lead} </span>
      {words.map((word, i) => (
        <span key={word}>
          {i > 0 && <span className="text-soft">{i === words.length - 1 ? " or " : ", "}</span>}
          <a
            className="quiet"
            href={hrefOf(word)}
            onClick={(event) => {
              event.preventDefault();
              onWord(word);
            }}
          >
            {word}
          </a>
        </span>
      ))}
      <span className="text-soft">.</span>
    </p>
  );
}
