import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { forecasted, GIBBERISH, openScore, titleField } from "./pages";

const TITLE = "Show HN: I built an amazing tool that finds bugs in your code";
const CONTEXT = `title=${encodeURIComponent(TITLE)}&time=2026-11-06T09:00Z`;

function section(page: Page): Locator {
  return page.getByRole("region", { name: "What to change" });
}

function changes(page: Page): Locator {
  return section(page).getByRole("list", { name: "Changes" }).getByRole("button");
}

function undo(page: Page): Locator {
  return section(page).getByRole("button", { name: "Undo" });
}

/** Waits for the changes that need word vectors, which may be on the device already. */
async function withVectors(page: Page): Promise<void> {
  const offer = section(page).getByRole("button", { name: /^Try other words too/ });
  const near = changes(page).filter({ hasText: /similarity 0\.\d\d/ });
  await expect(offer.or(near).first()).toBeVisible({ timeout: 30_000 });
  if (await offer.isVisible()) await offer.click();
  await expect(near.first()).toBeVisible({ timeout: 30_000 });
}

/** The title that a change would make. */
async function titleOf(change: Locator): Promise<string> {
  const name = (await change.locator(".sr-only").textContent()) ?? "";
  return name.replace(/\. $/, "");
}

/** The points that the page expects. */
async function expectedPoints(page: Page): Promise<number> {
  const text = (await page.locator("#range").getByText("Expect about").locator("b").textContent()) ?? "";
  return Number(text.replace(",", ""));
}

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${width} px wide, ${colorScheme}`, () => {
      const isPhone = width < 600;
      test.use({ viewport: { width, height: 800 }, hasTouch: isPhone, isMobile: isPhone, colorScheme });

      test("a change is taken by pointer, lifts the forecast as it told, and is taken back", async ({ page }) => {
        await openScore(page, CONTEXT);
        await forecasted(page);
        const first = changes(page).first();
        await expect(first).toContainText(/about [\d.]+ times, \+[\d,]+ points?/);
        const before = await expectedPoints(page);
        const told = Number(/\+([\d,]+) point/.exec((await first.textContent()) ?? "")?.[1]);
        const title = await titleOf(first);
        if (isPhone) await first.tap();
        else await first.click();

        await expect(titleField(page)).toHaveValue(title);
        await expect.poll(() => expectedPoints(page)).toBeGreaterThan(before);
        // Each of the three is rounded.
        expect(Math.abs((await expectedPoints(page)) - before - told)).toBeLessThanOrEqual(2);
        if (isPhone) await undo(page).tap();
        else await undo(page).click();
        await expect(titleField(page)).toHaveValue(TITLE);
        await expect.poll(() => expectedPoints(page)).toBe(before);
        await expect(undo(page)).toHaveCount(0);
      });
    });
  }
}

test("changes are walked, taken and taken back by keyboard, one after the other", async ({ page }) => {
  await openScore(page, CONTEXT);
  await withVectors(page);
  await changes(page).first().focus();
  await page.keyboard.press("End");
  await expect(changes(page).last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  const second = changes(page).nth(1);
  await expect(second).toBeFocused();
  const once = await titleOf(second);
  await page.keyboard.press("Enter");
  await expect(titleField(page)).toHaveValue(once);
  await expect(undo(page)).toBeFocused();

  await expect.poll(() => titleOf(changes(page).first())).not.toBe(once);
  await page.keyboard.press("Tab");
  await expect(changes(page).first()).toBeFocused();
  const twice = await titleOf(changes(page).first());
  await page.keyboard.press("Enter");
  await expect(titleField(page)).toHaveValue(twice);
  await page.keyboard.press("Enter");
  await expect(titleField(page)).toHaveValue(once);
  await page.keyboard.press("Control+z");
  await expect(titleField(page)).toHaveValue(TITLE);
});

test("the browser's own undo takes a change back, within the title", async ({ page }) => {
  await openScore(page, CONTEXT);
  const title = await titleOf(changes(page).first());
  await changes(page).first().click();
  await expect(titleField(page)).toHaveValue(title);
  await titleField(page).focus();
  await page.keyboard.press("Control+z");
  await expect(titleField(page)).toHaveValue(TITLE);
  await page.keyboard.press("Control+Shift+z");
  await expect(titleField(page)).toHaveValue(title);
});

test("the way back goes once the title goes on", async ({ page }) => {
  await openScore(page, CONTEXT);
  await changes(page).first().click();
  await expect(undo(page)).toBeVisible();
  await titleField(page).press("End");
  await page.keyboard.type("!");
  await expect(undo(page)).toHaveCount(0);
});

test("the word vectors are fetched when asked for, with their bytes, and bring words that are near", async ({
  page,
  context,
}) => {
  const held: (() => void)[] = [];
  await context.route("**/models/**/vectors.bin", async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await openScore(page, CONTEXT);
  await expect(changes(page).first()).toBeVisible();
  await expect(section(page)).not.toContainText("similarity");
  await section(page)
    .getByRole("button", { name: /^Try other words too \([\d.]+ MB, once\)/ })
    .click();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  for (const release of held) release();
  await expect(
    changes(page)
      .filter({ hasText: /similarity 0\.\d\d/ })
      .first(),
  ).toBeVisible({ timeout: 30_000 });
  await expect(section(page).getByRole("button", { name: /^Try other words/ })).toHaveCount(0);

  // On the next visit they are here already.
  await page.reload();
  await expect(
    changes(page)
      .filter({ hasText: /similarity 0\.\d\d/ })
      .first(),
  ).toBeVisible({ timeout: 30_000 });
});

test("what nothing lifts and what nobody knows is said to be so", async ({ page }) => {
  await openScore(page, `title=${encodeURIComponent(GIBBERISH)}`);
  await expect(section(page)).toContainText("Few known words here");
  await titleField(page).fill("Rust");
  await expect(section(page)).toContainText("nothing in it that could be said another way");
  await titleField(page).fill("");
  await expect(section(page)).toHaveCount(0);
});

test("where the code does not come the page says so, goes on forecasting, and tries again", async ({
  page,
  context,
}) => {
  await context.route("**/engine/rewriter-*.js", (route) => route.abort());
  await openScore(page, CONTEXT);
  await forecasted(page);
  const alert = section(page).getByRole("alert");
  await expect(alert).toContainText("could not be fetched");
  await context.unroute("**/engine/rewriter-*.js");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(titleField(page)).toHaveValue(TITLE);
  await expect(changes(page).first()).toBeVisible();
});
