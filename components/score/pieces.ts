import type { ForecastToken } from "../../lib/forecast";

/** A word with what stands before it, and the punctuation that keeps to it when a line breaks. */
export interface Piece {
  /** From the word before: spaces, and punctuation that stands alone. */
  readonly space: string;
  readonly opening: string;
  readonly token: ForecastToken;
  readonly closing: string;
}

/** A title parted into its words; in order, the pieces' texts are the title again, but for spaces after the last. */
export function toPieces(title: string, tokens: readonly ForecastToken[]): Piece[] {
  const gaps = tokens.map(({ end }, i) => partGap(title.slice(end, tokens[i + 1]?.start)));
  const first = title.slice(0, tokens[0]?.start ?? 0);
  return tokens.map((token, i) => ({
    space: i === 0 ? "" : gaps[i - 1].space,
    opening: i === 0 ? first : gaps[i - 1].opening,
    token,
    closing: gaps[i].closing,
  }));
}

/** What stands between two words: the first one's punctuation, spaces, the second one's. */
function partGap(gap: string): { closing: string; space: string; opening: string } {
  const [, closing = "", space = "", opening = ""] = /^(\S*)(\s(?:.*\s)?)?(\S*)$/su.exec(gap) ?? [];
  return { closing, space, opening };
}
