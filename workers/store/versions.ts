import { cleanVersions } from "../../lib/permalink";
import type { Kept } from "./kept";

const KEY = "versions";

/** The reader's own list of versions, as this browser keeps it. */
export interface KeptVersions {
  readonly titles: readonly string[];
  /** `memory` once the browser has refused to keep something: the list then ends with the page. */
  readonly place: "disk" | "memory";
}

/** One list of versions for the whole browser, whichever tab it is changed in. */
export class VersionStore {
  constructor(private readonly kept: Kept) {}

  async read(): Promise<KeptVersions> {
    return { titles: readTitles(await this.kept.get(KEY)), place: this.kept.place };
  }

  /**
   * Keeps the list `after`, which a tab made of `before`; what other tabs have added meanwhile goes behind it. The same
   * change twice is one.
   */
  async change(before: readonly string[], after: readonly string[]): Promise<KeptVersions> {
    await this.kept.update(KEY, (old) => {
      const others = readTitles(old).filter((title) => !before.includes(title));
      return cleanVersions([...after, ...others]);
    });
    return this.read();
  }
}

function readTitles(value: unknown): string[] {
  return Array.isArray(value) ? cleanVersions(value.filter((title) => typeof title === "string")) : [];
}
