import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CARD,
  joinRuns,
  layOutCard,
  sayForecast,
  sayRange,
  setTitle,
  type Telling,
} from "../../../components/share/layout";
import { toBuckets, toDistribution } from "../../../lib/buckets";

const EDGES = [1, 3, 10, 32, 100, 316, 1000];
const usual = toBuckets(EDGES, [0.1, 0.15, 0.2, 0.2, 0.2, 0.1, 0.05]);
const buckets = toBuckets(EDGES, [0.05, 0.1, 0.15, 0.3, 0.2, 0.15, 0.05]);
/** Letters half as wide as they are high, as a serif's are. */
const measure = (text: string, size: number): number => [...text].length * size * 0.5;

function tell(change: Partial<Telling> = {}): Telling {
  const { expected, quantiles } = toDistribution(buckets);
  const outlook = { buckets, usual, quantiles, made: { expected, percentile: 0.6 } };
  return { title: "A spreadsheet in 10 KB", place: "Hacker News", outlook, reach: 100, release: "2026-11", ...change };
}

describe("a title on a card", () => {
  test("stands inside its box at any length, smaller the longer it is", () => {
    let last = Number.POSITIVE_INFINITY;
    for (let words = 1; words <= 100; words++) {
      const { lines, size, leading } = setTitle("five5 ".repeat(words), 1072, 208, measure);
      expect(lines.length * leading).toBeLessThanOrEqual(208);
      for (const line of lines) expect(measure(line, size)).toBeLessThanOrEqual(1072);
      expect(size).toBeLessThanOrEqual(last);
      last = size;
    }
  });

  test("is whole wherever it fits, and ends in an ellipsis where it does not", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 500 }), (title) => {
        const { lines } = setTitle(title, 1072, 208, measure);
        const [shown, all] = [lines.join(""), title].map((text) => text.replace(/\s+/g, ""));
        if (shown !== all) {
          expect(shown.endsWith("…")).toBe(true);
          expect(all.startsWith(shown.slice(0, -1))).toBe(true);
          expect(all.length).toBeGreaterThan(200);
        }
      }),
    );
    expect(setTitle("x ".repeat(250), 1072, 208, measure).lines.join(" ")).toContain("…");
  });
});

describe("a card", () => {
  test("keeps all its parts apart and inside", () => {
    for (const title of ["A", "five5 ".repeat(30), "x".repeat(500)]) {
      const card = layOutCard(tell({ title }), measure, measure);
      const titleEnd = card.title.top + card.title.lines.length * card.title.leading;
      expect(titleEnd).toBeLessThan(card.sentence.baseline - card.sentence.size * 0.7);
      expect(card.sentence.baseline).toBeLessThan(card.ribbon.top - 22);
      expect(card.ribbon.top + card.ribbon.height + 50).toBeLessThan(CARD.height - 28 - 21);
      expect(card.margin * 2 + card.inner).toBe(CARD.width);
    }
  });

  test("makes a long sentence smaller rather than run over its edge", () => {
    const long = tell({ reach: 1_000_000 });
    const wide = (text: string, size: number): number => measure(text, size) * 2;
    const { sentence, inner } = layOutCard(long, measure, wide);
    expect(wide(joinRuns(sayForecast(long)), sentence.size)).toBeLessThanOrEqual(inner + 1e-6);
    expect(sentence.size).toBeLessThan(layOutCard(long, measure, measure).sentence.size);
  });

  test("draws each bar by its share", () => {
    const { plot } = layOutCard(tell(), measure, measure).ribbon;
    const area = plot.bars.map(({ width, height }) => width * height);
    expect(area.indexOf(Math.max(...area))).toBe(3);
    expect(plot.bars[1].height / plot.bars[3].height).toBeCloseTo(1 / 3 / (Math.log(10 / 3) / Math.log(3.2)), 1);
  });

  test("says what the page does", () => {
    expect(joinRuns(sayForecast(tell()))).toBe("Most likely 32–99 points. About 4 in 10 reach 100.");
    expect(joinRuns(sayForecast(tell({ reach: 1000 })))).toBe("Most likely 32–99 points. About 1 in 20 reaches 1,000.");
    expect(sayRange(tell())).toMatch(/^8 in 10 land between \d+ and \d+$/);
  });
});
