"use client";

import { useCallback } from "react";
import { WORD_MAX, type WordsState } from "../../lib/permalink";
import type { EngineClient } from "../../workers/engine/client";
import { useAnswer } from "../useAnswer";
import { Blank } from "./Blank";
import { Answered, Question, Remark } from "./Question";
import { withoutCommas } from "./words";

interface Props {
  readonly engine: EngineClient | null;
  readonly pair: WordsState["pair"];
  readonly onPair: (pair: WordsState["pair"]) => void;
}

/** How near two words are. */
export function Similarity({ engine, pair: [a, b], onPair }: Props) {
  const ask = useCallback(async () => (await engine?.similarity(a.trim(), b.trim())) ?? 0, [engine, a, b]);
  const asked = useAnswer(engine === null || a.trim() === "" || b.trim() === "" ? null : ask);
  return (
    <Question title="How near">
      <p className="sentence sentence-small mt-0.5">
        <Blank label="First word" value={a} max={WORD_MAX} onText={(text) => onPair([withoutCommas(text), b])} /> and{" "}
        <Blank label="Second word" value={b} max={WORD_MAX} onText={(text) => onPair([a, withoutCommas(text)])} /> are{" "}
        <Answered>{asked.value === null ? null : judge(asked.value)}</Answered>.
      </p>
      <Remark asked={asked}>{asked.value !== null && `Cosine ${asked.value.toFixed(2)}; 1 is the same word.`}</Remark>
    </Question>
  );
}

function judge(cosine: number): string {
  if (cosine > 0.999) return "the same";
  if (cosine >= 0.8) return "near twins";
  if (cosine >= 0.6) return "close kin";
  if (cosine >= 0.4) return "related";
  return cosine >= 0.2 ? "distant" : "strangers";
}
