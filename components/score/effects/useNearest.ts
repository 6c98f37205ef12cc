import { useEffect, useState } from "react";
import type { EngineClient } from "../../../workers/engine/client";
import { type Failure, toFailure } from "../../failures";
import { sayBytes } from "../../phrases";

const COUNT = 6;
/** A pointer that only passes over a word does not ask; neither do arrow keys that walk on. */
const REST = 150;

/** The words nearest to a word: on their way, here, or not to be had. */
export type Nearest =
  | { readonly state: "asked"; readonly progress: string }
  | { readonly state: "found"; readonly words: readonly string[] }
  | { readonly state: "failed"; readonly failure: Failure };

const ASKED: Nearest = { state: "asked", progress: "" };

/** Asks for the words nearest to `word`, once it has stood for a moment. The word vectors are fetched when first asked for. */
export function useNearest(engine: EngineClient | null, word: string | null): Nearest {
  const [nearest, setNearest] = useState<Nearest>(ASKED);
  useEffect(() => {
    setNearest(ASKED);
    if (engine === null || word === null) return;
    let current = true;
    const show = (next: Nearest): void => {
      if (current) setNearest(next);
    };
    const ask = async (): Promise<void> => {
      await engine.loadVectors(({ loaded, total }) =>
        show({ state: "asked", progress: `${sayBytes(loaded)} of ${sayBytes(total)}` }),
      );
      const found = await engine.neighbours(word, COUNT);
      show({ state: "found", words: found.map((neighbour) => neighbour.word) });
    };
    const timer = setTimeout(() => ask().catch((error) => show({ state: "failed", failure: toFailure(error) })), REST);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [engine, word]);
  return nearest;
}
