"use client";

import { type FormEvent, useId, useState } from "react";
import { toCommunity } from "../../lib/permalink";
import type { Acts } from "./useActs";

/** Where posts come from: pasted, from a file, or asked of a site when the reader says so. */
export function AddPosts({ acts }: { readonly acts: Acts }) {
  const [text, setText] = useState("");
  const [subreddit, setSubreddit] = useState("");
  const [busy, setBusy] = useState("");
  const id = useId();

  const run = async (name: string, work: () => Promise<boolean>): Promise<boolean> => {
    setBusy(name);
    const done = await work();
    setBusy("");
    return done;
  };
  const paste = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() !== "" && (await run("text", () => acts.addText(text)))) setText("");
  };
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const name = toCommunity(subreddit);
    if (name !== null && (await run("reddit", () => acts.addSubreddit(name)))) setSubreddit("");
  };

  return (
    <section aria-labelledby={id} className="grid gap-x-8 gap-y-3 pb-3 lg:grid-cols-[3fr_2fr]">
      <form onSubmit={paste}>
        <h2 id={id} className="caps text-soft">
          Add posts
        </h2>
        <textarea
          aria-label="Titles, one on each line"
          value={text}
          rows={4}
          spellCheck={false}
          placeholder={"Paste titles, one on each line.\nA link on the line after belongs to the title."}
          className="mt-1 block w-full resize-y border border-soft bg-transparent p-1.5"
          onChange={(event) => setText(event.target.value)}
        />
        <p className="mt-1 flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <button type="submit" disabled={text.trim() === "" || busy !== ""} className="decision">
            Add
          </button>
          <label className="label py-0.5 hover:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent">
            <input
              type="file"
              className="sr-only"
              accept=".txt,.csv,.tsv,.json,.ndjson,.jsonl"
              onChange={async ({ target }) => {
                const file = target.files?.[0];
                if (file !== undefined) await run("file", () => acts.addFile(file));
                target.value = "";
              }}
            />
            <span className="quiet cursor-pointer">Choose a file</span>
          </label>
          <span className="label">or drop one anywhere: text, CSV, TSV, JSON.</span>
        </p>
      </form>
      <div>
        <h2 className="caps text-soft">Or ask a site</h2>
        <p className="label mt-1">
          Only when you press one of these does this page talk to another computer. It learns your address, not your
          taste.
        </p>
        <p className="mt-1">
          <button
            type="button"
            disabled={busy !== ""}
            className="decision text-left"
            onClick={() => run("hacker-news", acts.addHackerNews)}
          >
            {busy === "hacker-news" ? "Asking Hacker News…" : "Ask Hacker News for its front page"}
          </button>
        </p>
        <form onSubmit={ask} className="mt-1 flex flex-wrap items-baseline gap-1">
          <span>
            r/
            <input
              type="text"
              aria-label="Subreddit to ask for"
              value={subreddit}
              placeholder="programming"
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              size={14}
              className="min-w-0 border-b border-soft bg-transparent py-0.5"
              onChange={(event) => setSubreddit(event.target.value)}
            />
          </span>
          <button type="submit" disabled={toCommunity(subreddit) === null || busy !== ""} className="decision">
            {busy === "reddit" ? "Asking Reddit…" : "Ask Reddit"}
          </button>
        </form>
        <p className="label mt-1">Asks hacker-news.firebaseio.com, Hacker News’ own interface, or www.reddit.com.</p>
      </div>
    </section>
  );
}
