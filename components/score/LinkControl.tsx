"use client";

import { SITE_MAX } from "../../lib/permalink";
import { SELF, siteOf } from "../../lib/post";
import { Disclosure } from "../Disclosure";
import { Choice } from "./Choice";

/** What it links to: a site, its own text, or any. */
export function LinkControl({
  site,
  onContext,
}: {
  readonly site: string;
  readonly onContext: (change: { site: string }) => void;
}) {
  const host = siteOf(site);
  const value = site === "" ? "any link" : host === SELF ? "text post" : (host ?? `${site}?`);
  const link = site === SELF ? "" : site;
  return (
    <Disclosure name="Link" value={value}>
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
          maxLength={SITE_MAX}
          value={link}
          aria-invalid={link !== "" && host === null}
          onChange={(event) => onContext({ site: event.target.value })}
        />
      </label>
      <p className="label h-[1.25rem]">
        {link !== "" && host === null ? "Not a site yet: left out of the forecast." : ""}
      </p>
    </Disclosure>
  );
}
