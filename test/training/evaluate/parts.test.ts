import { describe, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { listAblations } from "../../../training/evaluate/ablation";
import { countConfusion, drawCurves } from "../../../training/evaluate/curves";
import { findEffects } from "../../../training/evaluate/effects";
import { evaluate, type Forecasts } from "../../../training/evaluate/evaluate";
import { judgeSlices } from "../../../training/evaluate/slices";
import { judgeTimeEffect, mapTimeEffect, timeCellOf } from "../../../training/evaluate/time-effect";
import { makePost, makeTable } from "../../support/posts";

const EDGES = [1, 10, 100, 1000];
const random = createRandom(3);
const DAY = 86_400_000;

/** Posts that reach 100 with the chance that they are forecast with; nights are better, and the forecast does not know. */
const posts = Array.from({ length: 4000 }, (_, i) => {
  const postedAt = Date.UTC(2019, 11, 2) + i * 25 * 60_000;
  const strong = random() < 0.5;
  const title = `${strong ? "great" : "plain"} ${i % 3 === 0 ? "short" : "one of those very long titles about nothing"}`;
  const site = strong ? "good.com" : i % 2 === 0 ? "self" : null;
  const chance = strong ? 0.7 : 0.2;
  return {
    ...makePost(title, { site, postedAt, community: i % 4 === 0 ? "b" : "a" }),
    chance,
    score: random() < chance ? 300 : 30,
  };
});
const table = makeTable(posts);
const chances = posts.map(({ chance }) => chance);

function forecastsOf(chancesOf100: readonly number[], scores: ArrayLike<number> = table.score): Forecasts {
  const probabilities = chancesOf100.flatMap((chance) => [0, 1 - chance, chance, 0]);
  return { probabilities, edges: EDGES, scores, communities: table.community };
}
const forecasts = forecastsOf(chances);

describe("drawCurves", () => {
  it("shows a calibrated forecast on the diagonal, within its intervals, and leaves out marks that none or all reached", () => {
    const curves = drawCurves(forecasts);
    expect(curves.map(({ mark }) => mark)).toEqual([100]);
    const [{ base, reliability, roc, lift }] = curves;
    expect(base).toBeCloseTo(0.45, 1);
    expect(reliability.map(({ predicted }) => Number(predicted.toFixed(6)))).toEqual([0.2, 0.7]);
    for (const { predicted, observed, low, high } of reliability) {
      expect(low).toBeLessThan(predicted);
      expect(high).toBeGreaterThan(predicted);
      expect(observed).toBeCloseTo(predicted, 1);
    }
    expect(reliability.reduce((sum, point) => sum + point.posts, 0)).toBe(4000);
    // One limit between two chances: above it lie the strong.
    expect(roc).toHaveLength(3);
    expect(lift[0][1]).toBeCloseTo(0.7 / base, 1);
    expect(lift[1]).toEqual([1, 1]);
  });

  it("thins long curves to a hundred points that keep both ends and the area", () => {
    const fine = forecastsOf(chances.map((chance) => chance + 0.01 * random()));
    const [{ roc, lift }] = drawCurves(fine);
    expect(roc.length).toBeLessThanOrEqual(100);
    expect(lift.length).toBeLessThanOrEqual(100);
    expect([roc[0], roc[roc.length - 1], lift[lift.length - 1]]).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
    const area = roc.slice(1).reduce((sum, [x, y], i) => sum + ((x - roc[i][0]) * (y + roc[i][1])) / 2, 0);
    expect(area).toBeCloseTo(evaluate(fine, { seed: 1, resamples: 2 }).roc_auc_at_100.value, 2);
  });
});

describe("countConfusion", () => {
  it("counts posts by the bucket reached and the bucket of the expected score", () => {
    const three = { ...forecastsOf([0, 1, 0], [30, 300, 5000]), communities: [null, null, null] };
    expect(countConfusion(three)).toEqual([
      [0, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 1, 0, 0],
    ]);
  });
});

describe("judgeSlices", () => {
  it("judges years, sites, lengths and communities apart, each post once", () => {
    const slices = judgeSlices(forecasts, table, 1);
    expect(slices.year.map(({ name }) => name)).toEqual(["2019", "2020"]);
    expect(slices.site.map(({ name }) => name).sort()).toEqual(["good.com", "no link", "not given"]);
    expect(slices.length.map(({ name }) => name)).toEqual(["up to 4 words", "9 to 12 words"]);
    expect(slices.community.map(({ name, posts: count }) => [name, count])).toEqual([
      ["a", 3000],
      ["b", 1000],
    ]);
    for (const some of Object.values(slices)) expect(some.reduce((sum, slice) => sum + slice.posts, 0)).toBe(4000);
    const good = slices.site.find(({ name }) => name === "good.com");
    expect(good?.metrics.log_loss.value).toBeCloseTo(-0.7 * Math.log(0.7) - 0.3 * Math.log(0.3), 1);
    expect(good?.metrics).not.toHaveProperty("spearman");
  });
});

describe("findEffects", () => {
  it("tells what words add to the forecast without the title, and what their posts then earned", () => {
    const mean = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
    const { words, sites } = findEffects(forecasts, { title: forecastsOf(chances.map(() => mean)) }, table);
    expect(words.lift[0]).toMatchObject({ name: "great", posts: posts.filter(({ chance }) => chance > 0.5).length });
    expect(words.sink[0].name).toBe("plain");
    // From 30 to 300 is a factor of 10, and half of the chances' distance lies on each side.
    const factor = 10 ** 0.25;
    expect(words.lift[0].predicted).toBeCloseTo(factor, 1);
    expect(words.lift[0].observed.low).toBeLessThan(factor);
    expect(words.lift[0].observed.high).toBeGreaterThan(factor);
    expect(words.lift.every(({ predicted }) => predicted > 1)).toBe(true);
    expect(sites).toEqual({ lift: [], sink: [] });
  });
});

describe("the effect of the posting time", () => {
  it("counts cells of three hours from Monday midnight, in UTC", () => {
    expect(timeCellOf(Date.UTC(2024, 0, 1, 0, 0))).toBe(0);
    expect(timeCellOf(Date.UTC(2024, 0, 1, 2, 59))).toBe(0);
    expect(timeCellOf(Date.UTC(2024, 0, 2, 3, 0))).toBe(9);
    expect(timeCellOf(Date.UTC(2024, 0, 7, 23, 59))).toBe(55);
  });

  it("is all error where the forecast does not know of it, and none where it does", () => {
    // At night (UTC) the chance is 0.3 higher: so much of ln 10, or a quarter of the week up by 0.75 and the rest down by 0.25 of it.
    const night = (at: number) => at % DAY < DAY / 4;
    const told = posts.map(({ chance, postedAt }) => chance + (night(postedAt ?? 0) ? 0.3 : 0));
    const scores = told.map((chance) => (random() < chance ? 300 : 30));
    const knowing = forecastsOf(told, scores);
    const blind = forecastsOf(chances, scores);
    const truth = 0.3 * Math.log(10) * Math.sqrt(0.25 * 0.75 ** 2 + 0.75 * 0.25 ** 2);
    const [without, withIt] = [blind, knowing].map((it) => judgeTimeEffect(it, table.postedAt, 1));
    expect(without?.value).toBeCloseTo(truth, 1);
    expect(without?.low).toBeGreaterThan(0.2);
    expect(withIt?.low).toBeLessThan(0.05);
    expect(withIt?.high).toBeLessThan(0.2);

    const cells = mapTimeEffect(knowing, blind, table.postedAt);
    expect(cells).toHaveLength(56);
    expect(cells.filter(({ predicted }) => predicted > 0).map(({ hour }) => hour)).toEqual(
      Array(7).fill([0, 3]).flat(),
    );
    for (const { hour, predicted } of cells) {
      expect(predicted).toBeCloseTo((hour < 6 ? 0.75 : -0.25) * 0.3 * Math.log(10), 1);
    }
    const held = cells.filter(({ predicted, observed }) => observed.low <= predicted && predicted <= observed.high);
    expect(held.length).toBeGreaterThan(56 * 0.85);
  });
});

describe("listAblations", () => {
  it("takes away what posts give, and lends titles of the same community", () => {
    const ablations = listAblations(table, 1);
    expect(ablations.map(({ without }) => without)).toEqual(["title", "site", "community", "time"]);
    const [title, site] = ablations;
    for (const { posts: lent } of title.left) {
      expect(lent.title).not.toEqual(table.title);
      expect(lent.site).toEqual(table.site);
      expect(new Set(lent.title)).toEqual(new Set(table.title));
    }
    const [{ view }] = site.left;
    expect(view?.(makePost("a", { site: "b.com", author: "c" }))).toEqual(makePost("a", { author: "c" }));
  });
});
