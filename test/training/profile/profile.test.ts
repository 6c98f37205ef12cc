import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../lib/random";
import { type Profile, parseProfile } from "../../../lib/release/profile";
import { createClock } from "../../../training/profile/clock";
import { Histogram, Scores } from "../../../training/profile/spread";
import { titlecast, titlecastJson } from "../../support/cli";

describe("a histogram", () => {
  it("has the quantiles of the values, as sorting them gives", () => {
    const random = createRandom(1);
    const values = Array.from({ length: 1001 }, () => Math.floor(random() ** 3 * 50));
    const histogram = new Histogram();
    for (const value of values) histogram.add(value);
    const sorted = values.toSorted((a, b) => a - b);
    expect(histogram.quantiles([0.1, 0.5, 0.9])).toEqual([0.1, 0.5, 0.9].map((p) => sorted[Math.ceil(p * 1001) - 1]));
    expect(histogram.reached(10)).toBeCloseTo(values.filter((value) => value >= 10).length / 1001, 12);
  });

  it("of nothing has none", () => {
    expect(new Histogram().quantiles([0.5])).toBeNull();
    expect(new Scores().toSpread()).toEqual({ posts: 0, quartiles: null, mean: null, reached: null });
  });
});

describe("a clock", () => {
  it.each(["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])(
    "of %s agrees with the system's",
    (zone) => {
      const clock = createClock(zone);
      const format = new Intl.DateTimeFormat("en-GB", {
        timeZone: zone,
        hour: "2-digit",
        hourCycle: "h23",
        weekday: "short",
        year: "numeric",
      });
      for (let day = 0; day < 400; day++) {
        const time = Date.UTC(2018, 0, 1, 3, 20) + day * 86_400_000 + (day % 24) * 3_600_000;
        const { hour, weekday, year } = clock(time);
        const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
        expect([hour, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday], year]).toEqual([
          Number(parts.hour),
          parts.weekday,
          Number(parts.year),
        ]);
      }
    },
  );
});

describe("data profile", { timeout: 60_000 }, () => {
  let folder: string;
  let profile: Profile;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "titlecast-profile-"));
    const random = createRandom(2);
    const lines = Array.from({ length: 600 }, (_, i) => {
      const rust = i % 3 === 0;
      const score = Math.round(Math.exp((rust ? 4 : 2) + random()));
      const title = i % 100 === 99 ? "The same old thing" : `${rust ? "Rust" : "Plain"} wonderful story number ${i}`;
      const time = new Date(Date.UTC(2020, 5, 1) + i * 3_600_000).toISOString();
      return `${title},${rust ? "https://lift.example/a" : ""},someone${i % 7},${score},${time}`;
    });
    await writeFile(join(folder, "posts.csv"), ["title,url,author,score,time", ...lines].join("\n"));
    const table = join(folder, "posts.parquet");
    await titlecastJson("data", "import", join(folder, "posts.csv"), "--as", "hacker-news", "--out", table);
    profile = await titlecastJson<Profile>("data", "profile", table, "--out", join(folder, "profile.json"));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it("counts posts, what they lack and what is there twice", () => {
    expect(profile).toMatchObject({ posts: 600, authors: 7, sites: 2, communities: 0 });
    expect(profile.missing).toContainEqual({ column: "community", posts: 600 });
    expect(profile.duplicates).toEqual({ inCommunity: 5, anywhere: 5 });
    expect(profile.from).toBe("2020-06-01T00:00:00.000Z");
    expect(profile.byHour.map(({ posts }) => posts)).toEqual(Array(24).fill(25));
    expect(profile.byYear.map(({ year, posts }) => [year, posts])).toEqual([[2020, 600]]);
  });

  it("finds the word and the site that lift, with an interval that holds the true factor", () => {
    const [word] = profile.wordEffects.lift;
    expect(word).toMatchObject({ name: "rust" });
    // Two units of log score more on a third of the posts: exp(2 × 2 / 3) over the mean, shrunk by 10 posts in 200.
    expect(word.low).toBeLessThan(Math.exp((4 / 3) * 0.95));
    expect(word.high).toBeGreaterThan(Math.exp((4 / 3) * 0.94));
    expect(profile.wordEffects.sink.map(({ name }) => name)).toContain("plain");
    expect(profile.siteEffects.lift.map(({ name }) => name)).toEqual(["lift.example"]);
  });

  it("tells sentiment and reading ease of titles", () => {
    // "wonderful" is what all but six of these titles feel.
    const felt = profile.sentiment.ranges.find(({ from }) => from === 0.5);
    expect(felt?.posts).toBeGreaterThan(580);
    expect(felt?.posts).toBeLessThanOrEqual(594);
    expect(profile.readability.quantiles).not.toBeNull();
  });

  it("writes what the model page reads", async () => {
    expect(parseProfile(await readFile(join(folder, "profile.json"), "utf8"))).toEqual(profile);
  });

  it("says what it expected of another file", async () => {
    const { code, stderr } = await titlecast("data", "profile", join(folder, "posts.csv"));
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: .*posts\.csv: not a table of posts/),
    });
  });
});
