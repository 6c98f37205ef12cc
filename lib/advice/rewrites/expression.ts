import { leadInto } from "./article";
import { type Expression, expressionsFrom, INITIALS } from "./expressions";
import { capitalise, isLower, isMark, isShout, type Reading } from "./reading";
import { change, type Rewrite } from "./rewrite";

/** After these, "'s" stands for "has". */
const AFTER_HAS = new Set(["been", "got", "had", "become", "gone", "happened", "changed", "made", "taken", "come"]);
/** Letters up to which a word stays small within a Title Like This. */
const SMALL = 3;

/** Exchanges a turn of phrase for another of the same meaning, with capitals like its own; "a" and "an" follow. */
export function exchangeExpressions(reading: Reading): Rewrite[] {
  const { title, words } = reading;
  return words.flatMap((word, i) =>
    expressionsFrom(word.form)
      .filter((expression) => stands(reading, i, expression))
      .flatMap(({ from, to }) => {
        const written = write(to, reading, i);
        const lead = leadInto(reading, i, written.split(" ")[0]);
        if (lead === null) return [];
        return [change("word", title, [lead.start, words[i + from.length - 1].end], lead.text + written)];
      }),
  );
}

function stands({ title, words }: Reading, i: number, { from, to, opening, figure }: Expression): boolean {
  const found = words.slice(i, i + from.length);
  const next = words[i + from.length];
  if (found.length < from.length || found.some(({ form, fixed }, j) => fixed || form !== from[j])) return false;
  if (found.some(({ gap }, j) => j > 0 && gap !== " ")) return false;
  if (figure && !/^\D?\d/.test(next?.surface ?? "")) return false;
  if (opening && (title.trimEnd().endsWith("?") || (i > 0 && !isMark(words[i - 1])))) return false;
  const short = [...from, ...to].some((word) => word.includes("'"));
  return !short || (next?.gap === " " && !AFTER_HAS.has(next.form));
}

function write(to: readonly string[], { words, capitals }: Reading, i: number): string {
  const { surface, form } = words[i];
  if (capitals === "shouted" && isShout(surface)) return to.join(" ").toUpperCase();
  const starts = i === 0 || isMark(words[i - 1]);
  // Initials have capitals whatever the title's are.
  const capital = INITIALS.has(form) ? starts || capitals === "titled" : !isLower(surface);
  return to
    .map((word, j) => {
      const initials = INITIALS.get(word);
      if (initials !== undefined) return initials;
      if (/^i(?:'|$)/.test(word)) return capitalise(word);
      return capital && (j === 0 || (capitals === "titled" && word.length > SMALL)) ? capitalise(word) : word;
    })
    .join(" ");
}
