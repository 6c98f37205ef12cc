"use client";

import { NAME_MAX } from "../../lib/permalink";
import { Disclosure } from "../Disclosure";

/** Who posts it. */
export function AuthorControl({
  author,
  onContext,
}: {
  readonly author: string;
  readonly onContext: (change: { author: string }) => void;
}) {
  return (
    <Disclosure name="Author" value={author === "" ? "by anyone" : `by ${author}`}>
      <label className="block">
        <span className="label block">User name</span>
        <input
          type="text"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          className="field"
          placeholder="anyone"
          maxLength={NAME_MAX}
          value={author}
          onChange={(event) => onContext({ author: event.target.value })}
        />
      </label>
    </Disclosure>
  );
}
