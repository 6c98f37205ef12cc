/** Width of a text in pixels when it is set at a size. */
export type Measure = (text: string, size: number) => number;

/** Scripts that are written without spaces: a line may end after nearly any letter. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** What must not start a line, and what must not end one. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}ーァィゥェォッャュョ]/u;
const OPENING = /[\p{Ps}\p{Pi}]$/u;
const RIGHT_TO_LEFT =
  /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What is never parted, unless it is wider than a line; and whether a space stands before it. */
interface Chunk {
  readonly text: string;
  readonly spaced: boolean;
}

/** The direction of a text, by its first letter, as `dir="auto"` finds it. */
export function directionOf(text: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.test(text) ? "rtl" : "ltr";
}

/** Parts a text into lines no wider than `width`, each as full as it can be. @param width of at least one letter. */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const chunk of toChunks(text)) {
    const joined = line === "" ? chunk.text : line + (chunk.spaced ? " " : "") + chunk.text;
    if (measure(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = splitWide(chunk.text, width, measure);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return line === "" ? lines : [...lines, line];
}

/** Breaks into as many lines as {@link breakLines}, but as even ones as can be. */
export function breakEvenly(text: string, width: number, measure: (text: string) => number): string[] {
  const fullest = breakLines(text, width, measure);
  // Never so narrow that a word is cut which was whole.
  const words = toChunks(text).map((chunk) => measure(chunk.text));
  let [low, high] = [Math.max(0, ...words.filter((word) => word <= width)), width];
  let even = fullest;
  while (high - low > width / 100) {
    const middle = (low + high) / 2;
    const lines = breakLines(text, middle, measure);
    if (lines.length > fullest.length) low = middle;
    else {
      high = middle;
      even = lines;
    }
  }
  return even;
}

/** The longest start of a text that fits with an ellipsis behind it. */
export function shorten(text: string, width: number, measure: (text: string) => number): string {
  const letters = toGraphemes(text);
  while (letters.length > 0 && measure(`${letters.join("").trimEnd()}…`) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

function toChunks(text: string): Chunk[] {
  return text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "")
    .flatMap((word) => partUnspaced(word).map((part, i) => ({ text: part, spaced: i === 0 })));
}

function partUnspaced(word: string): string[] {
  if (!UNSPACED.test(word)) return [word];
  const parts: string[] = [];
  for (const letter of toGraphemes(word)) {
    const before = parts.at(-1);
    const joins =
      before !== undefined &&
      (CLOSING.test(letter) || OPENING.test(before) || !(UNSPACED.test(before) || UNSPACED.test(letter)));
    if (joins) parts[parts.length - 1] = before + letter;
    else parts.push(letter);
  }
  return parts;
}

/** A chunk as it is where it fits; else cut between letters. */
function splitWide(text: string, width: number, measure: (text: string) => number): string[] {
  if (measure(text) <= width) return [text];
  const pieces: string[] = [];
  let piece = "";
  for (const letter of toGraphemes(text)) {
    if (piece !== "" && measure(piece + letter) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...pieces, piece];
}

function toGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
