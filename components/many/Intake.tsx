"use client";

import { useId, useState } from "react";
import type { Source } from "./deskState";
import { makeSample } from "./sample";

/** Where a list comes from: pasted, chosen, dropped, or a sample. */
export function Intake({ onSource }: { readonly onSource: (source: Source) => void }) {
  const [text, setText] = useState("");
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-8 gap-y-3 lg:grid-cols-[3fr_2fr]">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") onSource({ blob: new Blob([text]), name: null });
        }}
      >
        <h2 id={id} className="caps text-soft">
          Paste a list
        </h2>
        <textarea
          aria-label="Titles, one on each line, or a table"
          value={text}
          rows={8}
          spellCheck={false}
          placeholder={"A title on each line,\nor a table with a line of column names."}
          className="mt-1 block w-full resize-y border border-soft bg-transparent p-1.5"
          onChange={(event) => setText(event.target.value)}
        />
        <p className="mt-1">
          <button type="submit" disabled={text.trim() === ""} className="decision">
            Score the list
          </button>
        </p>
      </form>
      <div>
        <h2 className="caps text-soft">Or take a file</h2>
        <p className="mt-1 flex flex-wrap gap-1">
          <label className="decision inline-block hover:border-accent hover:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent">
            <input
              type="file"
              className="sr-only"
              accept=".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values,text/plain"
              onChange={({ target }) => {
                const file = target.files?.[0];
                if (file !== undefined) onSource({ blob: file, name: file.name });
                target.value = "";
              }}
            />
            <span className="cursor-pointer">Choose a file</span>
          </label>
          <button type="button" className="decision" onClick={() => onSource(makeSample())}>
            Try a sample
          </button>
        </p>
        <p className="label mt-1">
          Or drop one anywhere on this page: CSV, TSV, or text with a title on each line; up to 100,000 rows.
        </p>
        <p className="label mt-1">
          Nothing is uploaded: the list is read and scored in this browser, and it is not kept. A reload forgets it.
        </p>
      </div>
    </section>
  );
}
