"use client";

import { useCallback } from "react";
import { WORD_MAX, type WordsState } from "../../lib/permalink";
import type { EngineClient } from "../../workers/engine/client";
import { useAnswer } from "../useAnswer";
import { Blank } from "./Blank";
import { Answered, Question, Remark } from "./Question";
import { withoutCommas } from "./words";

const COUNT = 4;

interface Props {
  readonly engine: EngineClient | null;
  readonly words: WordsState["analogy"];
  readonly onWords: (words: WordsState["analogy"]) => void;
}

/** "King is to man as … is to woman". */
export function Analogy({ engine, words: [a, b, c], onWords }: Props) {
  const ask = useCallback(
    // The engine reads it the other way round: man is to king as woman is to …
    async () => (await engine?.analogy(b.trim(), a.trim(), c.trim(), COUNT)) ?? [],
    [engine, a, b, c],
  );
  const asked = useAnswer(engine === null || [a, b, c].some((word) => word.trim() === "") ? null : ask);
  const [best, ...others] = asked.value ?? [];
  return (
    <Question title="Analogy">
      <p className="sentence sentence-small mt-0.5">
        <Blank label="First word" value={a} max={WORD_MAX} onText={(text) => onWords([withoutCommas(text), b, c])} /> is
        to{" "}
        <Blank label="Second word" value={b} max={WORD_MAX} onText={(text) => onWords([a, withoutCommas(text), c])} />{" "}
        as <Answered>{best?.word ?? null}</Answered> is to{" "}
        <Blank label="Third word" value={c} max={WORD_MAX} onText={(text) => onWords([a, b, withoutCommas(text)])} />.
      </p>
      <Remark asked={asked}>{others.length > 0 && `Or ${others.map(({ word }) => word).join(", ")}.`}</Remark>
    </Question>
  );
}
