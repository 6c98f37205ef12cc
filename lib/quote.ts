import { cleanText } from "./permalink";

/** Something found, short enough for a message. */
export function quote(text: string): string {
  const line = cleanText(text, 60).trim();
  return line.length > 40 ? `“${cleanText(line, 40)}…”` : `“${line}”`;
}
