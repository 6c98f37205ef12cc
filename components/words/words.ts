/** A comma parts words in a link, and is in none of them. */
export function withoutCommas(text: string): string {
  return text.replaceAll(",", "");
}

/** The words of a list as people type one, by commas or spaces. */
export function listWords(text: string): string[] {
  return text.split(/[\s,]+/u).filter((word) => word !== "");
}
