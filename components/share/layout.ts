import { atLeast } from "../../lib/buckets";
import { likeliest, sayFrequency, sayNumber, sayPoints, sayReach, sayScore, sayShare } from "../phrases";
import { layOut, type Plot } from "../score/geometry";
import type { Outlook } from "../score/outlook";
import { breakEvenly, breakLines, type Measure, shorten } from "./lines";

/** What a shared forecast tells. */
export interface Telling {
  readonly title: string;
  /** Whom the forecast is for: "Hacker News", "r/programming", "any Hacker News submission". */
  readonly place: string;
  readonly outlook: Outlook;
  /** N of "reach at least N points". */
  readonly reach: number;
  readonly release: string;
}

/** A part of a sentence, its figures in bold as on the page. */
interface Run {
  readonly text: string;
  readonly bold: boolean;
}

export const CARD = { width: 1200, height: 630 } as const;
const MARGIN = 64;
const INNER = CARD.width - 2 * MARGIN;

/** The title's box; its type steps down from the largest size until it fits. */
const TITLE = { top: 98, height: 208, largest: 88, smallest: 34, step: 3, leading: 1.1 } as const;
const SENTENCE = { baseline: 362, size: 36 } as const;
const RIBBON = { top: 404, height: 104 } as const;

interface TitleSetting {
  readonly lines: readonly string[];
  readonly size: number;
  /** From the top of one line to the next. */
  readonly leading: number;
}

/** Where everything on a card stands, in its own pixels. */
export interface Card {
  readonly margin: number;
  readonly inner: number;
  readonly title: TitleSetting & { readonly top: number };
  readonly sentence: { readonly baseline: number; readonly size: number };
  readonly ribbon: { readonly top: number; readonly height: number; readonly plot: Plot; readonly reachLabel: string };
}

/** The forecast's sentence. */
export function sayForecast({ outlook: { buckets }, reach }: Telling): readonly Run[] {
  const frequency = sayFrequency(atLeast(buckets, reach));
  return [
    { text: "Most likely ", bold: false },
    { text: sayPoints(likeliest(buckets)), bold: true },
    { text: ". ", bold: false },
    { text: frequency, bold: true },
    { text: ` ${sayReach(frequency)} `, bold: false },
    { text: sayNumber(reach), bold: true },
    { text: ".", bold: false },
  ];
}

/** The range that holds most of the forecast. */
export function sayRange({ outlook: { quantiles } }: Telling): string {
  return `8 in 10 land between ${sayScore(quantiles.p10)} and ${sayScore(quantiles.p90)}`;
}

/** A sentence as plain text. */
export function joinRuns(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join("");
}

/**
 * Lays a card out. @param measureTitle width of a text in the title's type
 * @param measureSentence width of a text in the sentence's
 */
export function layOutCard(telling: Telling, measureTitle: Measure, measureSentence: Measure): Card {
  const { title, outlook, reach } = telling;
  const wide = measureSentence(joinRuns(sayForecast(telling)), SENTENCE.size);
  return {
    margin: MARGIN,
    inner: INNER,
    title: { ...setTitle(title, INNER, TITLE.height, measureTitle), top: TITLE.top },
    sentence: { baseline: SENTENCE.baseline, size: SENTENCE.size * Math.min(1, INNER / wide) },
    ribbon: {
      ...RIBBON,
      plot: layOut(outlook.buckets, outlook.usual, INNER, RIBBON.height),
      reachLabel: `${sayNumber(reach)}+ · ${sayShare(atLeast(outlook.buckets, reach))}`,
    },
  };
}

/** A title at the largest size at which its lines fit a box; one too long for the smallest ends in an ellipsis. */
export function setTitle(title: string, width: number, height: number, measure: Measure): TitleSetting {
  for (let size: number = TITLE.largest; ; size -= TITLE.step) {
    const leading = size * TITLE.leading;
    const at = (text: string): number => measure(text, size);
    const room = Math.floor(height / leading);
    const lines = breakLines(title, width, at);
    if (lines.length <= room) return { lines: breakEvenly(title, width, at), size, leading };
    if (size - TITLE.step >= TITLE.smallest) continue;
    const last = shorten(lines.slice(room - 1).join(" "), width, at);
    return { lines: [...lines.slice(0, room - 1), last], size, leading };
  }
}
