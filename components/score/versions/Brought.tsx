"use client";

import { VERSIONS_MAX } from "../../../lib/permalink";
import { sayNumber } from "../../phrases";
import type { Versions } from "./useVersions";

interface Props {
  readonly brought: readonly string[];
  readonly own: readonly string[];
  readonly versions: Pick<Versions, "choose" | "leave">;
}

/** A link's list stands where the reader's own would: what to do with the two. */
export function Brought({ brought, own, versions }: Props) {
  const both = [...own, ...brought.filter((title) => !own.includes(title))];
  const few = (count: number): string => (count === 1 ? "1 version" : `${sayNumber(count)} versions`);
  return (
    <section aria-label="From a link" className="mt-1">
      <p>
        This link brought {few(brought.length)}; your own {own.length === 1 ? "1 is" : `${sayNumber(own.length)} are`}{" "}
        still kept.
      </p>
      <p className="mt-1 flex flex-wrap gap-1">
        <button type="button" className="decision" onClick={versions.leave}>
          Show mine
        </button>
        {both.length <= VERSIONS_MAX && (
          <button type="button" className="decision" onClick={() => versions.choose(both)}>
            Add these to mine
          </button>
        )}
        <button type="button" className="decision" onClick={() => versions.choose(brought)}>
          Keep these instead of mine
        </button>
      </p>
    </section>
  );
}
