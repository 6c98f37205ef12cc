"use client";

import { useState } from "react";
import { useBrief } from "../useBrief";
import { CardPreview } from "./CardPreview";
import type { Telling } from "./layout";
import { writeEmbed, writeText } from "./text";

export interface SharePanelProps {
  /** Null while there is no forecast of a title. */
  readonly telling: Telling | null;
  /** Versions that the page holds beside the title. */
  readonly versions: number;
  /** The page's address, and that of its embedded view; relative. */
  readonly address: (withVersions: boolean) => string;
  readonly embedAddress: () => string;
}

/** What can be done with a forecast. Nothing is sent anywhere: all of it is made here. */
export default function SharePanel({ telling, versions, address, embedAddress }: SharePanelProps) {
  const [withVersions, setWithVersions] = useState(true);
  const [said, say] = useBrief();
  const link = (): string => new URL(address(withVersions), location.href).href;
  const copy = (what: string, text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => say(`${what} copied`),
      () => say("Not copied: the browser forbids it"),
    );
  };
  const code = telling === null ? "" : writeEmbed(telling, new URL(embedAddress(), location.href).href);

  return (
    <div className="grid gap-y-2">
      <div className="flex flex-wrap gap-1">
        <button type="button" className="decision" onClick={() => copy("Link", link())}>
          Copy link
        </button>
        {telling !== null && (
          <button type="button" className="decision" onClick={() => copy("Text", writeText(telling, link()))}>
            Copy as text
          </button>
        )}
      </div>
      {versions > 0 && (
        <label className="label flex items-center gap-1 py-0.5">
          <input
            type="checkbox"
            className="accent-[var(--accent)]"
            checked={withVersions}
            onChange={(event) => setWithVersions(event.target.checked)}
          />
          The link carries the {versions === 1 ? "version" : `${versions} versions`} kept below
        </label>
      )}
      {telling === null ? (
        <p className="label">Type a title: its forecast can then be shared as text, as a card, and on another page.</p>
      ) : (
        <>
          <CardPreview telling={telling} link={link} say={say} />
          <div>
            <label className="block">
              <span className="label block">For another page</span>
              <textarea
                readOnly
                rows={3}
                value={code}
                spellCheck={false}
                className="block w-full resize-none border border-hair bg-transparent p-1 font-mono text-small [overflow-wrap:anywhere]"
                onFocus={(event) => event.currentTarget.select()}
              />
            </label>
            <button type="button" className="decision mt-1" onClick={() => copy("Code", code)}>
              Copy the code
            </button>
          </div>
        </>
      )}
      <p role="status" className="label min-h-[1.25rem]">
        {said}
      </p>
    </div>
  );
}
