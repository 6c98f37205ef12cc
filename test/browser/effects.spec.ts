import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { forecasted, GIBBERISH, openScore, places, TITLE, titleField } from "./pages";

const VECTORS = /vectors\.bin/;
const CONTEXT = `title=${encodeURIComponent(TITLE)}&site=github.com&author=pg&time=2026-11-06T09:00Z`;

function effects(page: Page): Locator {
  return page.getByRole("region", { name: "What each word does" });
}

function mark(page: Page, text: string): Locator {
  return effects(page).getByRole("button", { name: text });
}

function told(page: Page): Locator {
  return effects(page).getByRole("status");
}

for (const width of [360, 1280]) {
  test.describe(`${width} px wide`, () => {
    const isPhone = width < 600;
    test.use({ viewport: { width, height: 800 }, hasTouch: isPhone, isMobile: isPhone });

    test("a word tells its points, its factor and the words near it, and nothing moves", async ({ page }) => {
      let fetches = 0;
      page.on("request", (request) => {
        if (VECTORS.test(request.url())) fetches++;
      });
      await openScore(page, CONTEXT);
      await forecasted(page);
      // What comes after the forecast, below it, is there too.
      await expect(page.getByRole("list", { name: "Changes" })).toBeVisible();
      await expect(page.getByRole("heading", { name: "Which version" })).toBeVisible();
      const parts = ["#forecast", "#forecast ~ .grid", "#why", "#when", "footer"];
      const before = await places(page, parts);
      expect(fetches).toBe(0);

      const word = mark(page, "spreadsheet");
      await (isPhone ? word.tap() : word.hover());
      await expect(told(page)).toHaveText(
        /^spreadsheet: (about [\d,]+ points?|less than a point) (more|fewer) .*×[\d.]+$/,
      );
      const near = effects(page).getByRole("link");
      await expect(near.first()).toBeVisible({ timeout: 30_000 });
      expect(await near.count()).toBeGreaterThan(3);
      expect(await places(page, parts)).toEqual(before);
      // From the word to a link the pointer crosses what says neither.
      if (isPhone) await near.first().tap();
      else await near.first().click();
      await expect(page).toHaveURL(/\/words\/?#word=/);
      const found = new URLSearchParams(new URL(page.url()).hash.slice(1)).get("word");
      await expect(page.getByRole("combobox", { name: "Word" })).toHaveValue(found ?? "");
    });

    test("what was given beside the title is told the same way", async ({ page }) => {
      await openScore(page, CONTEXT);
      await forecasted(page);
      for (const text of ["github.com", "by pg", "Fri 6 Nov"]) {
        const input = mark(page, text);
        await (isPhone ? input.tap() : input.hover());
        await expect(told(page)).toContainText(text);
        await expect(told(page)).toContainText(/(more|fewer) with it than without, ×[\d.]+$/);
      }
      await openScore(page, "title=Show+HN&time=any");
      await expect(mark(page, "Show HN")).toBeVisible();
      await expect(effects(page).getByRole("button")).toHaveCount(1);
    });
  });
}

test("by keyboard: one stop, arrows walk words and inputs, Esc closes, and focus elsewhere does too", async ({
  page,
}) => {
  await openScore(page, CONTEXT);
  await forecasted(page);
  const marks = effects(page).getByRole("button");
  await expect(effects(page).locator("button[tabindex='0']")).toHaveCount(1);
  await marks.first().focus();
  await expect(told(page)).toHaveText(/^Show HN:/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(mark(page, "spreadsheet")).toBeFocused();
  await expect(told(page)).toHaveText(/^spreadsheet:/);
  await page.keyboard.press("End");
  await expect(marks.last()).toBeFocused();
  await expect(told(page)).toContainText("Fri 6 Nov");
  await page.keyboard.press("ArrowRight");
  await expect(marks.last()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(marks.first()).toBeFocused();

  await page.keyboard.press("Escape");
  await expect(told(page)).toHaveCount(0);
  await expect(effects(page)).toContainText("Expected points with the word");
  await page.keyboard.press("ArrowRight");
  await expect(told(page)).toBeVisible();
  await titleField(page).focus();
  await expect(told(page)).toHaveCount(0);
});

test("leaving with the pointer closes what it opened, and not what the focus holds", async ({ page }) => {
  await openScore(page, CONTEXT);
  await forecasted(page);
  await mark(page, "JavaScript").hover();
  await expect(told(page)).toHaveText(/^JavaScript:/);
  await page.mouse.move(5, 5);
  await expect(told(page)).toHaveCount(0);
  await mark(page, "JavaScript").focus();
  await mark(page, "spreadsheet").hover();
  await page.mouse.move(5, 5);
  await expect(told(page)).toHaveText(/^spreadsheet:/);
});

test("a word that the vectors do not have says so, and so does a device without a network", async ({
  page,
  context,
}) => {
  await openScore(page, `title=${encodeURIComponent(`spreadsheet ${GIBBERISH}`)}`);
  await forecasted(page);
  await context.route(VECTORS, (route) => route.abort());
  await mark(page, "spreadsheet").focus();
  await expect(effects(page)).toContainText("connect, and choose it again");
  await context.unroute(VECTORS);
  await mark(page, "blorptangle").focus();
  await expect(effects(page)).toContainText("no such word", { timeout: 30_000 });
  await expect(told(page)).toContainText("never met");
  await mark(page, "spreadsheet").focus();
  await expect(effects(page).getByRole("link")).not.toHaveCount(0);
});

test("the tints have a legend, and a word that lifts is of another colour than one that sinks", async ({ page }) => {
  await openScore(page, CONTEXT);
  await forecasted(page);
  await expect(effects(page)).toContainText("sinks ×0.5");
  await expect(effects(page)).toContainText("×2 lifts");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const tints = await effects(page)
      .getByRole("button")
      .evaluateAll((marks) =>
        marks.map((one) => ({
          figure: one.lastElementChild?.textContent ?? "",
          tint: getComputedStyle(one.firstElementChild ?? one).backgroundColor,
        })),
      );
    const of = (sign: RegExp): Set<string> =>
      new Set(tints.flatMap(({ figure, tint }) => (sign.test(figure) ? [tint] : [])));
    const [lifting, sinking] = [of(/^[+×]/), of(/^−/)];
    expect(lifting.size).toBeGreaterThan(0);
    expect(sinking.size).toBeGreaterThan(0);
    expect([...lifting].filter((tint) => sinking.has(tint))).toEqual([]);
  }
});

test("a community that takes no author is not given one", async ({ page }) => {
  const fragment = `title=${encodeURIComponent(TITLE)}&for=reddit&community=programming&time=any`;
  await openScore(page, `${fragment}&author=pg`);
  const withAuthor = await forecasted(page);
  await expect(mark(page, "r/programming")).toBeVisible();
  await expect(mark(page, "by pg")).toHaveCount(0);
  await openScore(page, fragment);
  expect(await forecasted(page)).toBe(withAuthor);
});
