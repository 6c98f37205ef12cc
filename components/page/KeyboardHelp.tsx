"use client";

import { useRef } from "react";
import { useKeys } from "./useKeys";

const KEYS: readonly (readonly [keys: string, meaning: string])[] = [
  ["/", "Go to the title, the word or the topic"],
  ["Esc", "Clear it; close what is open"],
  ["↑ ↓", "Walk suggestions and neighbours; change the points to reach"],
  ["← →", "Walk the bars and the words; with ↑ ↓, the hours of the week"],
  ["Page Up, Page Down, Home, End", "In many titles: walk faster"],
  ["Enter", "Take the one you are on"],
  ["Ctrl Enter", "Keep the title as a version"],
  ["Alt ↑ ↓", "Move a version up or down; Del deletes it"],
  ["j k", "In the feed: the next post, the one before"],
  ["a r", "Accept or reject it"],
  ["u", "Undo"],
  ["?", "This list"],
];

/** The keys, in a native dialog: it traps focus, closes on Esc and gives focus back. */
export function KeyboardHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys({ "?": () => dialog.current?.showModal() });
  return (
    <>
      <button
        type="button"
        onClick={() => dialog.current?.showModal()}
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts"
        className="label px-1 py-1 hover:text-accent"
      >
        ?
      </button>
      <dialog
        ref={dialog}
        aria-labelledby="keys"
        className="m-auto w-[min(28rem,calc(100vw-2.5rem))] border border-soft bg-paper p-4 text-ink backdrop:bg-black/40"
      >
        <h2 id="keys" className="font-serif text-[1.5rem] leading-8 font-[520]">
          Keys
        </h2>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          {KEYS.map(([keys, meaning]) => (
            <div key={keys} className="contents">
              <dt>
                <kbd className="font-sans font-semibold">{keys}</kbd>
              </dt>
              <dd className="text-soft">{meaning}</dd>
            </div>
          ))}
        </dl>
        <button type="button" className="link mt-3" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </dialog>
    </>
  );
}
