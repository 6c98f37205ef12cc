import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { firstWeekday, hourAt, sayHour, weekHours } from "../../components/score/week/hours";
import { sayBest, saySpread, sayStanding } from "../../components/score/week/words";
import { adviseHours } from "../../lib/advice/hours";

beforeEach(() => void vi.stubEnv("TZ", "Europe/Berlin"));
afterEach(() => void vi.unstubAllEnvs());

const HOUR = 3_600_000;
const at = (text: string): number => new Date(text).getTime();
const placeOf = (weekday: number, hour: number): number => 24 * weekday + hour;

describe("the hours of the coming week", () => {
  test.each(["Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe", "UTC", "Pacific/Apia"])(
    "in %s each come within eight days, at the weekday and hour of their place",
    (name) => {
      vi.stubEnv("TZ", name);
      const now = at("2026-11-06T08:40:00Z");
      const times = weekHours(now);
      expect(times).toHaveLength(168);
      for (const [place, time] of times.entries()) {
        expect(hourAt(time)).toBe(place);
        expect(new Date(time).getMinutes()).toBe(0);
        expect(time + HOUR).toBeGreaterThan(now);
        expect(time - now).toBeLessThanOrEqual(8 * 24 * HOUR);
      }
      expect(new Set(times).size).toBe(168);
      expect(times[hourAt(now)]).toBeLessThanOrEqual(now);
    },
  );

  test("the present hour has begun, and the one before comes in a week", () => {
    const times = weekHours(at("2026-11-06T09:40"));
    expect(times[placeOf(4, 9)]).toBe(at("2026-11-06T09:00"));
    expect(times[placeOf(4, 10)]).toBe(at("2026-11-06T10:00"));
    expect(times[placeOf(4, 8)]).toBe(at("2026-11-13T08:00"));
  });

  test("an hour that the clocks leave out comes a week later", () => {
    // On 29 March 2026 two o'clock is three o'clock.
    const times = weekHours(at("2026-03-27T12:00"));
    expect(times[placeOf(6, 1)]).toBe(Date.UTC(2026, 2, 29, 0));
    expect(times[placeOf(6, 3)]).toBe(Date.UTC(2026, 2, 29, 1));
    expect(times[placeOf(6, 2)]).toBe(Date.UTC(2026, 3, 5, 0));
  });

  test("of an hour that the clocks repeat the first counts", () => {
    // On 25 October 2026 three o'clock is two o'clock again.
    const times = weekHours(at("2026-10-23T12:00"));
    expect(times[placeOf(6, 2)]).toBe(Date.UTC(2026, 9, 25, 0));
    expect(times[placeOf(6, 3)]).toBe(Date.UTC(2026, 9, 25, 2));
  });

  test("a week starts where the reader's language has it start", () => {
    expect([firstWeekday("en-US"), firstWeekday("de-DE"), firstWeekday("ar-EG")]).toEqual([6, 0, 5]);
    expect(sayHour(placeOf(6, 14))).toBe("Sunday 14:00");
  });
});

describe("what is said of the hours", () => {
  const scores = new Array<number>(168).fill(40);
  scores[placeOf(6, 14)] = 50;
  scores[placeOf(6, 15)] = 49;
  scores[placeOf(5, 14)] = 48;
  scores[placeOf(0, 3)] = 30;
  const advice = adviseHours(scores, null);

  test("the best three, beside the chosen hour or the median one", () => {
    const named = "Best: Sunday 14:00, Sunday 15:00 and Saturday 14:00";
    expect(sayBest(advice, scores, placeOf(0, 3), "this hour")).toBe(`${named}: about 1.7 times this hour.`);
    expect(sayBest(advice, scores, placeOf(6, 15), "this hour")).toBe(`${named}; this hour is among them.`);
    expect(sayBest(advice, scores, null, "this hour")).toBe(`${named}: about 1.3 times the median hour.`);
  });

  test("an hour that is hardly better is not praised", () => {
    const alike = scores.map((score) => 40 + (score - 40) / 20);
    expect(sayBest(adviseHours(alike, null), alike, null, "this hour")).toMatch(
      /: hardly better than the median hour\.$/,
    );
  });

  test("a spread that was not measured, one within the error, and one beyond it", () => {
    const wide = Array.from({ length: 168 }, (_, i) => 40 * Math.exp((0.3 * i) / 167));
    expect(saySpread(adviseHours(wide, null), null)).toBe(
      "Good hours lie about 31% above bad ones; how far that is off was not measured.",
    );
    expect(saySpread(adviseHours(wide, 0.2), 0.2)).toBe(
      "Good hours lie about 31% above bad ones, and the model is off by about 22% at any hour: they differ by less than it can tell.",
    );
    expect(saySpread(adviseHours(wide, 0.05), 0.05)).toBe("Good hours lie about 31% above bad ones, give or take 5%.");
    expect(sayBest(adviseHours(wide, 0.2), wide, null, "this hour")).toMatch(/^Best, if any: /);
  });

  test("an hour by itself", () => {
    expect(sayStanding(48.3, 40)).toBe("about 48 points, ×1.21 of the median hour");
    expect(sayStanding(1.2, 1.2)).toBe("about 1 point, ×1 of the median hour");
  });
});
