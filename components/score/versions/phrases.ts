import type { Standing } from "../../../lib/advice/compare";
import type { Distribution } from "../../../lib/buckets";
import { sayFrequency, sayScore } from "../../phrases";

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const ENDINGS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };

/** A place: "1st", "2nd", "11th". */
export function sayPlace(place: number): string {
  return `${place}${ENDINGS[ordinals.select(place)] ?? "th"}`;
}

/** How often, at a sentence's end: "in about 4 of 10", "in fewer than 1 of 500", "nearly always". */
function sayHowOften(chance: number): string {
  const frequency = sayFrequency(chance).toLowerCase();
  return frequency.includes(" in ") ? `in ${frequency.replace(" in ", " of ")}` : "nearly always";
}

/** Where a version's score lies: "Expect about 41, 8 in 10 between 6 and 310". */
export function sayReach({ expected, quantiles }: Distribution): string {
  return `Expect about ${sayScore(expected)}, 8 in 10 between ${sayScore(quantiles.p10)} and ${sayScore(quantiles.p90)}`;
}

/** How a version does against the others: "beats the 1st in about 4 of 10"; empty where there is no other. */
export function sayStanding({ topsFirst, best }: Standing, count: number): string {
  if (count < 2) return "";
  if (topsFirst !== null) return `beats the 1st ${sayHowOften(topsFirst)}`;
  return `${count === 2 ? "beats the other" : "best of all"} ${sayHowOften(best)}`;
}
