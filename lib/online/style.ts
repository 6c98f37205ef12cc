/** Words of a title, in the middle. */
const USUAL_LOG_WORDS = 2.5;

const MARKS = [/\.\s*$/, /\?/, /:/, /["'“”‘’]/, /[$€£¥₹]/, /\p{Lu}{2}/u] as const;

/** Length of {@link describeStyle}. */
export const STYLE_DIMENSIONS = 3 + MARKS.length;

/** How a title is written: its length, the share of capitalised words and of digits, and which marks it has; about 0 to 1 each. */
export function describeStyle(text: string): Float64Array {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const count = Math.max(1, words.length);
  const capitalised = words.filter((word) => /^\p{Lu}/u.test(word)).length / count;
  const digits = text.replace(/\D+/g, "").length / Math.max(1, text.length);
  const marks = MARKS.map((mark) => (mark.test(text) ? 1 : 0));
  return Float64Array.of(Math.log(count) - USUAL_LOG_WORDS, capitalised - 0.5, 5 * digits, ...marks);
}
