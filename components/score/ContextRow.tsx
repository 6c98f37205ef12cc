"use client";

import { memo, useEffect, useState } from "react";
import { type PostingTime, type ScoreState, toCommunity } from "../../lib/permalink";
import { SELF, siteOf } from "../../lib/post";
import { Combobox } from "../Combobox";
import { Disclosure } from "../Disclosure";
import { sayMoment } from "../phrases";

export type ScoreContext = Pick<ScoreState, "predictor" | "community" | "site" | "author" | "time">;

interface Props {
  readonly context: ScoreContext;
  /** The predictors of the release: key and label. */
  readonly predictors: readonly { readonly key: string; readonly label: string; readonly inputs: readonly string[] }[];
  readonly suggest: (typed: string) => Promise<readonly string[]>;
  readonly onContext: (change: Partial<ScoreContext>) => void;
  /** Another community is another page to come back from. */
  readonly onVisit: (change: Partial<ScoreContext>) => void;
}

/** The line under the title: where, when, what it links to and by whom, each a quiet control. */
export const ContextRow = memo(function ContextRow({ context, predictors, suggest, onContext, onVisit }: Props) {
  const inputs = predictors.find(({ key }) => key === context.predictor)?.inputs ?? [];
  return (
    <div className="dateline relative flex min-h-4 flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <fieldset className="flex gap-x-2">
        <legend className="sr-only">Community</legend>
        {predictors.map(({ key, label }) => (
          <label
            key={key}
            className="border-b-2 border-transparent py-0.5 hover:text-accent has-checked:border-fill has-checked:font-semibold has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="community"
              className="sr-only"
              checked={key === context.predictor}
              onChange={() => onVisit({ predictor: key, community: null })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {inputs.includes("community") && (
        <Subreddit context={context} suggest={suggest} onContext={onContext} onVisit={onVisit} />
      )}
      {inputs.includes("time") && <Time time={context.time} onContext={onContext} />}
      {inputs.includes("site") && <Site site={context.site} onContext={onContext} />}
      {inputs.includes("author") && <Author author={context.author} onContext={onContext} />}
    </div>
  );
});

function Subreddit({ context, suggest, onContext, onVisit }: Omit<Props, "predictors">) {
  const [typed, setTyped] = useState(context.community ?? "");
  useEffect(() => setTyped(context.community ?? ""), [context.community]);
  return (
    <span className="text-ink">
      r/
      <Combobox
        label="Subreddit"
        value={typed}
        prefix="r/"
        placeholder="any subreddit"
        suggest={(text) => suggest(toCommunity(text) ?? "")}
        onText={setTyped}
        onPick={(text) => onVisit({ community: toCommunity(text) })}
        onLeave={(text) => {
          if (toCommunity(text) !== context.community) onContext({ community: toCommunity(text) });
        }}
        className="w-[13ch] border-b border-soft bg-transparent py-0.5 outline-offset-1"
      />
    </span>
  );
}

function Time({ time, onContext }: { readonly time: PostingTime; readonly onContext: Props["onContext"] }) {
  const now = useMinute();
  const value =
    time === "any" ? "any time" : time === "now" ? `now${now === null ? "" : `, ${sayMoment(now)}`}` : sayMoment(time);
  return (
    <Disclosure name="Time of posting" value={`${value}${time === "any" ? "" : " your time"}`}>
      {(close) => (
        <>
          <Choice name="time" label="Now" checked={time === "now"} onCheck={() => onContext({ time: "now" })} />
          <Choice name="time" label="Any time" checked={time === "any"} onCheck={() => onContext({ time: "any" })} />
          <label className="mt-1 block">
            <span className="label block">Or at, in {Intl.DateTimeFormat().resolvedOptions().timeZone}</span>
            <input
              type="datetime-local"
              className="field"
              value={toLocal(typeof time === "number" ? time : (now ?? 0))}
              onChange={(event) => {
                const chosen = new Date(event.target.value).getTime();
                if (Number.isFinite(chosen)) onContext({ time: chosen });
              }}
              onKeyDown={(event) => event.key === "Enter" && close()}
            />
          </label>
        </>
      )}
    </Disclosure>
  );
}

function Site({ site, onContext }: { readonly site: string; readonly onContext: Props["onContext"] }) {
  const host = siteOf(site);
  const value = site === "" ? "any link" : host === SELF ? "text post" : (host ?? `${site}?`);
  const link = site === SELF ? "" : site;
  return (
    <Disclosure name="Link" value={value}>
      {(close) => (
        <>
          <Choice name="link" label="Any link" checked={site === ""} onCheck={() => onContext({ site: "" })} />
          <Choice name="link" label="A text post" checked={site === SELF} onCheck={() => onContext({ site: SELF })} />
          <label className="mt-1 block">
            <span className="label block">Or a site or address</span>
            <input
              type="text"
              inputMode="url"
              autoCapitalize="none"
              spellCheck={false}
              className="field"
              placeholder="github.com"
              value={link}
              aria-invalid={link !== "" && host === null}
              onChange={(event) => onContext({ site: event.target.value })}
              onKeyDown={(event) => event.key === "Enter" && close()}
            />
          </label>
          <p className="label h-[1.25rem]">
            {link !== "" && host === null ? "Not a site yet: left out of the forecast." : ""}
          </p>
        </>
      )}
    </Disclosure>
  );
}

function Author({ author, onContext }: { readonly author: string; readonly onContext: Props["onContext"] }) {
  return (
    <Disclosure name="Author" value={author === "" ? "by anyone" : `by ${author}`}>
      {(close) => (
        <label className="block">
          <span className="label block">User name</span>
          <input
            type="text"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            className="field"
            placeholder="anyone"
            value={author}
            onChange={(event) => onContext({ author: event.target.value })}
            onKeyDown={(event) => event.key === "Enter" && close()}
          />
        </label>
      )}
    </Disclosure>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onCheck: () => void;
}

function Choice({ name, label, checked, onCheck }: ChoiceProps) {
  return (
    <label className="flex items-center gap-1 py-0.5">
      <input type="radio" name={name} checked={checked} onChange={onCheck} className="accent-[var(--accent)]" />
      {label}
    </label>
  );
}

/** The current time, to the minute; null until the page lives, so that the export holds no clock. */
function useMinute(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A moment as `datetime-local` wants it: the reader's own clock, no zone. */
function toLocal(time: number): string {
  const date = new Date(time);
  return new Date(time - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
