"use client";

import { useCallback } from "react";
import { WORDS_MAX } from "../../lib/permalink";
import type { EngineClient } from "../../workers/engine/client";
import { useAnswer } from "../useAnswer";
import { Blank } from "./Blank";
import { Answered, Question, Remark } from "./Question";
import { listWords } from "./words";

/** Fewer words have no odd one. */
const FEWEST = 3;

interface Props {
  readonly engine: EngineClient | null;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

/** The word that is farthest from the others. */
export function OddOneOut({ engine, words, onWords }: Props) {
  const ask = useCallback(async () => (await engine?.oddOneOut(listWords(words))) ?? "", [engine, words]);
  const enough = listWords(words).length >= FEWEST;
  const asked = useAnswer(engine !== null && enough ? ask : null);
  return (
    <Question title="Odd one out">
      <p className="sentence sentence-small mt-0.5">
        Of <Blank label="Words, parted by spaces" value={words} max={WORDS_MAX} onText={onWords} /> the odd one is{" "}
        <Answered>{asked.value}</Answered>.
      </p>
      <Remark asked={asked}>{!enough && "Give three words or more."}</Remark>
    </Question>
  );
}
