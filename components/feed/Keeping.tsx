"use client";

import { useState } from "react";

interface Props {
  readonly topics: number;
  readonly place: "disk" | "memory" | null;
  readonly onImport: (file: File) => void;
  readonly onErase: () => void;
}

/** Where all this is kept, and how to bring it in or be rid of it. */
export function Keeping({ topics, place, onImport, onErase }: Props) {
  const [asked, setAsked] = useState(false);
  return (
    <footer className="mt-5 border-t border-hair pt-2 pb-4">
      <p className="label max-w-[68ch]">
        Your topics, your clicks and what was learnt from them stay in this browser; the model runs in it. A link that
        you copy carries a topic’s posts, not what you said of them.
      </p>
      {place === "memory" && (
        <p role="alert" className="mt-1 max-w-[68ch] text-alarm">
          This browser has no room, or no leave, to keep more: what you do now is lost when you close the page. Save the
          topic as a file to keep it.
        </p>
      )}
      <p className="label mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <label className="py-0.5 hover:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent">
          <input
            type="file"
            className="sr-only"
            accept=".json"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) onImport(file);
              target.value = "";
            }}
          />
          <span className="quiet cursor-pointer">Bring in a saved topic</span>
        </label>
        {topics > 0 &&
          (asked ? (
            <span role="alert" className="text-ink">
              Erase {topics === 1 ? "your topic" : `all ${topics} topics`} and every click from this browser?{" "}
              <button
                type="button"
                className="link py-0.5"
                onClick={() => {
                  setAsked(false);
                  onErase();
                }}
              >
                Erase everything
              </button>{" "}
              <button type="button" className="link py-0.5 pl-1" onClick={() => setAsked(false)}>
                Keep it
              </button>
            </span>
          ) : (
            <button type="button" className="py-0.5" onClick={() => setAsked(true)}>
              <span className="quiet">Erase everything</span>
            </button>
          ))}
      </p>
    </footer>
  );
}
