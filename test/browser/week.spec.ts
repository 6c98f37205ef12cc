import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { forecasted, openScore, TITLE, titleField } from "./pages";

const FRAGMENT = `title=${encodeURIComponent(TITLE)}`;
/** A Friday, ten in Berlin. */
const NOW = "2026-11-06T09:10:00Z";

test.use({ timezoneId: "Europe/Berlin", locale: "de-DE" });
test.beforeEach(({ page }) => page.clock.setFixedTime(NOW));

function week(page: Page): Locator {
  return page.getByRole("region", { name: "When to post" });
}

function hour(page: Page, name: string): Locator {
  return week(page).getByRole("gridcell", { name: new RegExp(`^${name}:00`) });
}

function timeControl(page: Page): Locator {
  return page.getByRole("button", { name: /^Time/ });
}

async function openWeek(page: Page, fragment = FRAGMENT): Promise<void> {
  await openScore(page, fragment);
  await forecasted(page);
  await expect(week(page)).toContainText("Best");
}

/** Factor of each hour to the median one, by its name. */
async function factors(page: Page): Promise<Map<string, number>> {
  const labels = await week(page)
    .getByRole("gridcell")
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label") ?? ""));
  return new Map(labels.map((label) => [label.split(":00")[0], Number(/×([\d.]+)/.exec(label)?.[1])]));
}

/** The best hours as they are named, best first. */
async function best(page: Page): Promise<string[]> {
  const said = await week(page).getByText(/^Best/).textContent();
  return [...(said ?? "").matchAll(/(\w+day \d+):00/g)].map(([, name]) => name);
}

for (const width of [360, 1280]) {
  test.describe(`${width} px wide`, () => {
    const isPhone = width < 600;
    test.use({ viewport: { width, height: 800 }, hasTouch: isPhone, isMobile: isPhone });

    test("an hour tells its points, and choosing it sets the time", async ({ page }) => {
      await openWeek(page);
      await expect(week(page)).toContainText(/Friday 10:00, now: about [\d,]+ points?, ×[\d.]+ of the median hour/);
      if (isPhone) await hour(page, "Sunday 15").tap();
      else {
        await hour(page, "Sunday 14").hover();
        await expect(week(page)).toContainText(/Sunday 14:00: about/);
        await page.mouse.move(5, 5);
        await expect(week(page)).toContainText("Friday 10:00, now");
        await hour(page, "Sunday 15").click();
      }
      await expect(timeControl(page)).toHaveText(/Sun 8 Nov, 15:00 your time$/);
      await expect(week(page).getByRole("gridcell", { selected: true })).toHaveAttribute("aria-label", /^Sunday 15:00/);
      await expect(page).toHaveURL(/time=2026-11-08T14%3A00Z/);

      // The present hour is now, not some minutes ago.
      if (isPhone) await hour(page, "Friday 10").tap();
      else await hour(page, "Friday 10").click();
      await expect(timeControl(page)).toHaveText(/now, Fri 6 Nov, 10:10 your time$/);
    });

    test("every spot of the grid belongs to an hour, and none sticks out", async ({ page }) => {
      await openWeek(page);
      const spots = await week(page)
        .getByRole("grid")
        .evaluate((grid) => {
          grid.scrollIntoView({ block: "center" });
          const cells = [...grid.querySelectorAll("td")].map((cell) => cell.getBoundingClientRect());
          const [left, top] = [Math.min(...cells.map((cell) => cell.left)), Math.min(...cells.map((cell) => cell.top))];
          const [right, bottom] = [
            Math.max(...cells.map((cell) => cell.right)),
            Math.max(...cells.map((cell) => cell.bottom)),
          ];
          const hits = Array.from({ length: 400 }, (_, i) => {
            const x = left + 0.5 + ((right - left - 1) * (i % 20)) / 19;
            const y = top + 0.5 + ((bottom - top - 1) * Math.floor(i / 20)) / 19;
            return document.elementFromPoint(x, y)?.closest("[data-hour]") != null;
          });
          return { hits: hits.filter(Boolean).length, overflow: document.documentElement.scrollWidth - innerWidth };
        });
      expect(spots.hits).toBe(400);
      expect(spots.overflow).toBeLessThanOrEqual(0);
    });
  });
}

test("a finger may slide to the hour it means", async ({ browser, site }) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 800 },
    hasTouch: true,
    isMobile: true,
    timezoneId: "Europe/Berlin",
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(`${site.url}#${FRAGMENT}`);
  await expect(week(page)).toContainText("Best", { timeout: 30_000 });
  await week(page).getByRole("grid").scrollIntoViewIfNeeded();
  const session = await context.newCDPSession(page);
  const centre = async (name: string): Promise<{ x: number; y: number }> => {
    const box = await hour(page, name).boundingBox();
    if (box === null) throw new Error(`${name} is not shown`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints });
  const [start, between, end] = [await centre("Tuesday 5"), await centre("Tuesday 9"), await centre("Tuesday 12")];
  await touch("touchStart", [start]);
  await touch("touchMove", [between]);
  await touch("touchMove", [end]);
  await expect(week(page)).toContainText("Tuesday 12:00: about");
  await touch("touchEnd", []);
  await expect(timeControl(page)).toHaveText(/Tue 10 Nov, 12:00 your time$/);
  await context.close();
});

test("by keyboard: one stop at the chosen hour, arrows walk, Enter takes", async ({ page }) => {
  await openWeek(page);
  const focused = page.locator(":focus");
  await week(page).locator("[tabindex='0']").focus();
  await expect(focused).toHaveAttribute("aria-label", /^Friday 10:00/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(focused).toHaveAttribute("aria-label", /^Saturday 11:00/);
  await expect(week(page)).toContainText("Saturday 11:00: about");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(focused).toHaveAttribute("aria-label", /^Friday 23:00/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(focused).toHaveAttribute("aria-label", /^Sunday 23:00/);
  await page.keyboard.press("Enter");
  await expect(timeControl(page)).toHaveText(/Sun 8 Nov, 23:00 your time$/);
  await expect(focused).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await expect(timeControl(page)).toHaveText(/Sun 8 Nov, 0:00 your time$/);
});

test("the best three are those of the grid, and marked in it", async ({ page }) => {
  await openWeek(page);
  const named = await best(page);
  expect(named).toHaveLength(3);
  const all = await factors(page);
  expect(all.size).toBe(168);
  const top = [...all.values()].sort((a, b) => b - a);
  expect(named.map((name) => all.get(name))).toEqual(top.slice(0, 3));
  const marked = await week(page)
    .locator("td:has(i)")
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label")?.split(":00")[0]));
  expect(marked.toSorted()).toEqual(named.toSorted());
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const colour = (place: number) =>
      week(page)
        .locator(`[data-hour="${place}"]`)
        .evaluate((cell) => getComputedStyle(cell).backgroundColor);
    const colours = new Set(await Promise.all([0, 60, 100, 158].map(colour)));
    expect(colours.size).toBeGreaterThan(2);
  }
});

test("the best moment is the same one on clocks around the world", async ({ browser, site }) => {
  const moments: number[] = [];
  for (const timezoneId of ["Europe/Berlin", "America/New_York", "Asia/Tokyo"]) {
    const context = await browser.newContext({ timezoneId, serviceWorkers: "block" });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    await page.goto(`${site.url}#${FRAGMENT}`);
    await expect(week(page)).toContainText("Best", { timeout: 30_000 });
    const [first] = await best(page);
    await hour(page, first).click();
    await expect(page).toHaveURL(/time=/);
    moments.push(Date.parse(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("time") ?? ""));
    await context.close();
  }
  expect(moments[0]).toBeGreaterThan(Date.parse(NOW));
  expect(new Set(moments).size).toBe(1);
});

test("across a change of the clocks an hour is what the clock will say then", async ({ page }) => {
  await page.clock.setFixedTime("2026-03-27T12:00:00Z");
  await openWeek(page);
  await hour(page, "Saturday 12").click();
  await expect(page).toHaveURL(/time=2026-03-28T11%3A00Z/);
  await hour(page, "Sunday 12").click();
  await expect(page).toHaveURL(/time=2026-03-29T10%3A00Z/);
  await expect(timeControl(page)).toHaveText(/Sun 29 Mar, 12:00 your time$/);
});

test("it stands with a title only, and no hour is chosen where the time is left open", async ({ page }) => {
  await openScore(page);
  await expect(week(page)).toHaveCount(0);
  await titleField(page).fill(TITLE);
  await expect(week(page).getByRole("gridcell")).toHaveCount(168);
  await openWeek(page, `${FRAGMENT}&time=any`);
  await expect(week(page).getByRole("gridcell", { selected: true })).toHaveCount(0);
  await expect(week(page)).toContainText("the median hour.");
});

test("a week starts on Monday or where the reader's language has it start", async ({ page, browser, site }) => {
  await openWeek(page);
  await expect(week(page).getByRole("rowheader").first()).toContainText("Monday");
  const context = await browser.newContext({ locale: "en-US", serviceWorkers: "block" });
  const other = await context.newPage();
  await other.goto(`${site.url}#${FRAGMENT}`);
  await expect(week(other).getByRole("rowheader").first()).toContainText("Sunday", { timeout: 30_000 });
  await context.close();
});

for (const [error, said] of [
  [null, /above bad ones; how far that is off was not measured/],
  [0.01, /above bad ones, give or take 1%/],
  [2, /they differ by less than it can tell/],
] as const) {
  test(`with an error of ${error} the page says what the spread is worth`, async ({ page, context }) => {
    await context.route("**/manifest.json", async (route) => {
      const response = await route.fetch();
      const manifest = await response.json();
      const { metrics } = manifest.predictors["hacker-news"].evaluation;
      if (error === null) delete metrics.time_effect_error;
      else metrics.time_effect_error = { value: error, low: error, high: error };
      await route.fulfill({ response, json: manifest });
    });
    await openWeek(page);
    await expect(week(page)).toContainText(said);
    await expect(week(page)).toContainText("Who posts when is mixed into it");
    await expect(week(page).getByText(error === 2 ? /^Best, if any:/ : /^Best:/)).toBeVisible();
  });
}
