"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { cleanText, readWords, WORD_MAX, type WordsState, writeWords } from "../../lib/permalink";
import { Combobox } from "../Combobox";
import { CopyLink } from "../CopyLink";
import { Kicker } from "../Kicker";
import { LoadingLine } from "../LoadingLine";
import { useKeys } from "../page/useKeys";
import { sayBytes, sayNumber } from "../phrases";
import { Setback } from "../Setback";
import { useEngine, VECTORS } from "../useEngine";
import { useFragment } from "../useFragment";
import { Analogy } from "./Analogy";
import { Neighbours } from "./Neighbours";
import { OddOneOut } from "./OddOneOut";
import { Similarity } from "./Similarity";
import { follow, Trail } from "./Trail";

const SUGGESTIONS = 8;

export function WordsPage() {
  const { state, edit, visit, address } = useFragment<WordsState>(readWords, writeWords);
  const view = useEngine(VECTORS);
  const { manifest, ready, failure, progress } = view;
  const engine = ready ? view.engine : null;
  const input = useRef<HTMLInputElement>(null);
  const [trail, setTrail] = useState<readonly string[]>([]);

  const release = manifest?.release ?? null;
  const change = useCallback((part: Partial<WordsState>) => edit({ release, ...part }), [edit, release]);
  const walk = useCallback(
    (word: string) => {
      setTrail((words) => follow(follow(words, state.word.trim()), word));
      visit({ release, word });
    },
    [visit, release, state.word],
  );
  const suggest = useCallback(
    async (typed: string) => (typed.trim() === "" ? [] : ((await engine?.suggest(typed.trim(), SUGGESTIONS)) ?? [])),
    [engine],
  );
  const hrefOf = useCallback((word: string) => `#${writeWords({ ...state, release, word })}`, [state, release]);
  const keys = useMemo(() => ({ "/": () => input.current?.focus() }), []);
  useKeys(keys);

  return (
    <main className="sheet">
      <LoadingLine progress={progress} busy={!ready && failure === null} />
      <Kicker heading="The words around a word" made={state.release} current={release} onUpdate={() => change({})}>
        <CopyLink address={address} />
      </Kicker>
      <Combobox
        input={input}
        label="Word"
        value={state.word}
        placeholder="Which word?"
        suggest={suggest}
        onText={(text) => change({ word: cleanText(text, WORD_MAX) })}
        onPick={(text) => walk(cleanText(text, WORD_MAX).trim())}
        className="title headline w-full bg-transparent py-0.5 caret-accent"
        wide
      />
      <Trail words={trail} here={state.word} onWord={walk} />

      <div className="mt-3 grid gap-x-8 gap-y-4 border-t border-hair pt-3 lg:grid-cols-[3fr_2fr]">
        <section
          aria-label="Neighbours"
          className={`min-w-0 sm:min-h-[29rem] ${engine === null && state.word !== "" ? "min-h-[58rem]" : "min-h-[10rem]"}`}
        >
          {failure !== null ? (
            <Setback failure={failure} retry={view.retry} />
          ) : (
            <>
              <Neighbours engine={engine} word={state.word.trim()} hrefOf={hrefOf} onWord={walk} />
              {engine === null && (
                <p className="label mt-1">
                  {progress === null || progress.total === 0
                    ? "Fetching the word vectors. You can type already."
                    : `Fetching the word vectors: ${sayBytes(progress.loaded)} of ${sayBytes(progress.total)}. You can type already.`}
                </p>
              )}
            </>
          )}
        </section>
        <div className="min-w-0 space-y-4">
          <Similarity engine={engine} pair={state.pair} onPair={(pair) => change({ pair })} />
          <Analogy engine={engine} words={state.analogy} onWords={(analogy) => change({ analogy })} />
          <OddOneOut engine={engine} words={state.odd} onWords={(odd) => change({ odd })} />
        </div>
      </div>
      <footer className="mt-4 border-t border-hair pt-2 pb-4">
        <p className="label min-h-[2.5rem] max-w-[68ch]">
          {manifest?.vectors !== undefined &&
            `${sayNumber(manifest.vectors.words)} words in ${manifest.vectors.dimensions} dimensions, learnt from ${manifest.vectors.corpus}; ${sayBytes(manifest.vectors.file.bytes)}. Exact cosine, on this device. Nearness is habit of use, not meaning: it repeats what people wrote, prejudice included.`}
        </p>
      </footer>
    </main>
  );
}
