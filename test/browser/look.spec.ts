import { expect, test } from "./fixtures";
import { forecasted, GIBBERISH, openScore, openWords, places, runLine, TITLE, titleField } from "./pages";

const PARTS = ["#title", "#title ~ *, fieldset", "#forecast", "#forecast ~ .grid", "footer"];

for (const width of [360, 1280]) {
  test(`nothing moves while the model loads and results stream, ${width} px wide`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 900 });
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await context.route("**/models/**/*.bin", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("./");
    await page.evaluate(() => document.fonts.ready.then(() => true));
    await expect(page.getByText("Fetching the model")).toBeVisible();
    const above = PARTS.slice(0, 4);
    const empty = await places(page, above);
    release();
    await expect(runLine(page)).toBeVisible({ timeout: 30_000 });
    expect(await places(page, above)).toEqual(empty);

    for (const title of ["S", "Show HN", TITLE.slice(0, 30), TITLE, GIBBERISH]) {
      await titleField(page).fill(title);
      await forecasted(page);
      expect(await places(page, above)).toEqual(empty);
    }
    await titleField(page).fill("");
    expect(await places(page, above)).toEqual(empty);
  });

  test(`nothing sticks out sideways, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await openScore(page, `title=${"Wordwithoutanyspaces".repeat(10)}&for=reddit&author=${"m".repeat(40)}`);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: /^Time/ }).click();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");
    await runLine(page).click();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await openWords(page, `word=coffee&odd=${"word+".repeat(40)}`);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
}

test("a long title scales down rather than run on", async ({ page }) => {
  await openScore(page);
  const size = () => titleField(page).evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize));
  await titleField(page).fill("Short");
  const large = await size();
  await titleField(page).fill("A long title goes on and on ".repeat(8));
  expect(await size()).toBeLessThan(large * 0.7);
  const clipped = await titleField(page).evaluate((field) => field.scrollHeight - field.clientHeight);
  expect(clipped).toBeLessThanOrEqual(1);
  await titleField(page).fill("Short");
  expect(await size()).toBe(large);
});

test("the accent follows the community", async ({ page }) => {
  await openScore(page);
  const accent = () => page.getByLabel("Points to reach").evaluate((field) => getComputedStyle(field).color);
  const orange = await accent();
  await page.getByRole("radio", { name: "Reddit" }).check({ force: true });
  await expect.poll(accent).not.toBe(orange);
});

test("who asks for stillness sees nothing move", async ({ page }) => {
  await openScore(page, `title=${encodeURIComponent(TITLE)}`);
  await forecasted(page);
  const duration = () =>
    page
      .locator(".bar")
      .first()
      .evaluate((bar) => getComputedStyle(bar).transitionDuration);
  expect(Number.parseFloat(await duration())).toBeGreaterThan(0);
  expect(Number.parseFloat(await duration())).toBeLessThanOrEqual(0.12);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await duration()).toBe("0s");
});

test("day and night follow the system until one chooses, and the choice stands before the next paint", async ({
  page,
}) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await openScore(page);
  const day = await paper();
  await page.emulateMedia({ colorScheme: "dark" });
  const night = await paper();
  expect(night).not.toBe(day);
  await page.getByRole("button", { name: "Switch between day and night" }).click();
  expect(await paper()).toBe(day);
  await page.goto("./words/", { waitUntil: "commit" });
  await page.waitForFunction(() => document.body !== null);
  expect(await paper()).toBe(day);
});
