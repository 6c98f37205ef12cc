export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** Share of zeros that letters of Latin script have in the one half of a UTF-16 text's bytes, at least, and in the other, at most. */
const MANY = 0.4;
const FEW = 0.02;

/**
 * The encoding of a text, by its byte order mark or else by its zeros, which text in UTF-8 has none of.
 * @param start its first bytes.
 * @returns null for what is no text.
 */
export function guessEncoding(start: Uint8Array): Encoding | null {
  if (isArchive(start)) return null;
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  start.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]++;
  });
  const [high, low] = zeros.map((count) => (2 * count) / start.length);
  if (zeros[0] + zeros[1] === 0) return "utf-8";
  if (high <= FEW && low >= MANY) return "utf-16le";
  if (low <= FEW && high >= MANY) return "utf-16be";
  return null;
}

/** Whether a file starts as a ZIP does, and so every spreadsheet of Excel's or LibreOffice's own. */
export function isArchive(start: Uint8Array): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4;
}
