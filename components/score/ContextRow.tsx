"use client";

import { memo, useEffect, useState } from "react";
import { type ScoreState, toCommunity } from "../../lib/permalink";
import { Combobox } from "../Combobox";
import { AuthorControl } from "./AuthorControl";
import { LinkControl } from "./LinkControl";
import { OddsControl } from "./OddsControl";
import { TimeControl } from "./TimeControl";

type ScoreContext = Pick<ScoreState, "predictor" | "community" | "site" | "author" | "time" | "odds">;

interface Props {
  readonly context: ScoreContext;
  /** The predictors of the release: key and label. */
  readonly predictors: readonly {
    readonly key: string;
    readonly label: string;
    readonly inputs: readonly string[];
    /** How often a submission is noticed, where that is known. */
    readonly notice?: object | undefined;
  }[];
  readonly suggest: (typed: string) => Promise<readonly string[]>;
  readonly onContext: (change: Partial<ScoreContext>) => void;
  /** Another community is another page to come back from. */
  readonly onVisit: (change: Partial<ScoreContext>) => void;
}

/** The line under the title: where, when, what it links to and by whom, each a quiet control. */
export const ContextRow = memo(function ContextRow({ context, predictors, suggest, onContext, onVisit }: Props) {
  const chosen = predictors.find(({ key }) => key === context.predictor);
  const inputs = chosen?.inputs ?? [];
  return (
    <div className="dateline relative flex min-h-4 flex-wrap max-[28rem]:min-h-[8.75rem] max-[28rem]:content-start items-baseline gap-x-3 gap-y-0.5">
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
      {inputs.includes("time") && <TimeControl time={context.time} onContext={onContext} />}
      {inputs.includes("site") && <LinkControl site={context.site} onContext={onContext} />}
      {inputs.includes("author") && <AuthorControl author={context.author} onContext={onContext} />}
      {chosen?.notice !== undefined && <OddsControl odds={context.odds} onContext={onContext} />}
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
        className="min-w-[6ch] max-w-[24ch] [field-sizing:content] border-b border-soft bg-transparent py-0.5 outline-offset-0"
      />
    </span>
  );
}
